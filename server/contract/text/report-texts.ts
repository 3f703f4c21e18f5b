import { REPORT_DEPTH_TEXTS } from './report-depth-texts.ts';
import { REPORT_FRAME_TEXTS } from './report-frame-texts.ts';
import { REPORT_METHOD_TEXTS } from './report-method-texts.ts';
import { REPORT_PLAN_TEXTS } from './report-plan-texts.ts';
import { REPORT_STATE_TEXTS } from './report-state-texts.ts';

/**
 * The words of the reports, by chapter in files of their own. Numbers are passed as formatted text;
 * `{name}` stands for a parameter.
 */
export const REPORT_TEXTS = {
  ...REPORT_FRAME_TEXTS,
  ...REPORT_STATE_TEXTS,
  ...REPORT_DEPTH_TEXTS,
  ...REPORT_PLAN_TEXTS,
  ...REPORT_METHOD_TEXTS,
};
export type ReportTextKey = keyof typeof REPORT_TEXTS;
