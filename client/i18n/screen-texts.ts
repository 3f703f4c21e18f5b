import type { Bilingual } from '../../server/contract/text/sentence.ts';
import { BOUNDARY_TEXTS } from './boundary-texts.ts';
import { CALIBRATION_TEXTS } from './calibration-texts.ts';
import { CAPACITY_TEXTS } from './capacity-texts.ts';
import { COMMON_TEXTS } from './common-texts.ts';
import { COVERAGE_TEXTS } from './coverage-texts.ts';
import { DETAILS_TEXTS } from './details-texts.ts';
import { EQUITY_TEXTS } from './equity-texts.ts';
import { FORECAST_TEXTS } from './forecast-texts.ts';
import { FRAME_TEXTS } from './frame-texts.ts';
import { IMPORT_TEXTS } from './import-texts.ts';
import { JOB_TEXTS } from './job-texts.ts';
import { MAP_TEXTS } from './map-texts.ts';
import { POINT_TEXTS } from './point-texts.ts';
import { REFERRAL_TEXTS } from './referral-texts.ts';
import { SCORE_TEXTS } from './score-texts.ts';
import { SETTINGS_TEXTS } from './settings-texts.ts';
import { SITING_TEXTS } from './siting-texts.ts';
import { SITING_GOAL_TEXTS } from './siting-goal-texts.ts';
import { SITING_RESULT_TEXTS } from './siting-result-texts.ts';
import { TRAVEL_DETAILS_TEXTS } from './travel-details-texts.ts';
import { UNCERTAINTY_TEXTS } from './uncertainty-texts.ts';

/** Every text of the screen in both languages; names of tiers, modes and reasons come from the contract. */
export const SCREEN_TEXTS = {
  ...BOUNDARY_TEXTS,
  ...CALIBRATION_TEXTS,
  ...CAPACITY_TEXTS,
  ...COMMON_TEXTS,
  ...COVERAGE_TEXTS,
  ...DETAILS_TEXTS,
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
