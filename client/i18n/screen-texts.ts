import type { Bilingual } from '../../server/contract/text/sentence.ts';
import { BOUNDARY_TEXTS } from '../panels/boundary/boundary-texts.ts';
import { CALIBRATION_TEXTS } from '../panels/settings/calibration-texts.ts';
import { CAPACITY_TEXTS } from '../panels/coverage/capacity-texts.ts';
import { COMMON_TEXTS } from './common-texts.ts';
import { COVERAGE_TEXTS } from '../panels/coverage/coverage-texts.ts';
import { DATA_TEXTS } from '../panels/data/data-texts.ts';
import { COVERAGE_DETAILS_TEXTS } from '../panels/coverage/coverage-details-texts.ts';
import { EQUITY_TEXTS } from '../panels/study/equity-texts.ts';
import { FORECAST_TEXTS } from '../panels/study/forecast-texts.ts';
import { FRAME_TEXTS } from '../panels/frame/frame-texts.ts';
import { IMPORT_TEXTS } from '../panels/import/import-texts.ts';
import { JOB_TEXTS } from '../panels/frame/job-texts.ts';
import { MAP_TEXTS } from '../panels/on-map/map-texts.ts';
import { POINT_TEXTS } from '../panels/point/point-texts.ts';
import { REFERRAL_TEXTS } from '../panels/study/referral-texts.ts';
import { SCORE_TEXTS } from '../panels/study/score-texts.ts';
import { SETTINGS_TEXTS } from '../panels/settings/settings-texts.ts';
import { SITING_TEXTS } from '../panels/siting/siting-texts.ts';
import { SITING_GOAL_TEXTS } from '../panels/siting/siting-goal-texts.ts';
import { SITING_RESULT_TEXTS } from '../panels/siting/siting-result-texts.ts';
import { TRAVEL_DETAILS_TEXTS } from '../panels/settings/travel-details-texts.ts';
import { UNCERTAINTY_TEXTS } from '../panels/coverage/uncertainty-texts.ts';

/** Every text of the screen in both languages; names of tiers, modes and reasons come from the contract. */
export const SCREEN_TEXTS = {
  ...BOUNDARY_TEXTS,
  ...CALIBRATION_TEXTS,
  ...CAPACITY_TEXTS,
  ...COMMON_TEXTS,
  ...COVERAGE_TEXTS,
  ...COVERAGE_DETAILS_TEXTS,
  ...DATA_TEXTS,
  ...EQUITY_TEXTS,
  ...FORECAST_TEXTS,
  ...FRAME_TEXTS,
  ...IMPORT_TEXTS,
  ...JOB_TEXTS,
  ...MAP_TEXTS,
  ...POINT_TEXTS,
  ...REFERRAL_TEXTS,
  ...SCORE_TEXTS,
  ...SETTINGS_TEXTS,
  ...SITING_TEXTS,
  ...SITING_GOAL_TEXTS,
  ...SITING_RESULT_TEXTS,
  ...TRAVEL_DETAILS_TEXTS,
  ...UNCERTAINTY_TEXTS,
} as const satisfies Record<string, Bilingual>;

export type TextId = keyof typeof SCREEN_TEXTS;
