import { DEFAULT_LANGUAGE } from '../languages.ts';
import { z } from 'zod';
import { LANGUAGES } from '../vocabulary.ts';

export const REPORT_FORMATS = ['html', 'pdf', 'docx', 'xlsx', 'geojson', 'gpkg', 'json'] as const;
export const REPORT_TEMPLATES = ['site-selection', 'current-state', 'brief'] as const;
export const ReportInputs = z.strictObject({
  runs: z
    .array(z.string())
    .min(1)
    .max(24)
    .describe('Runs of one region, at least one of coverage or siting; study runs fill their own chapters'),
  language: z.enum(LANGUAGES).default(DEFAULT_LANGUAGE),
  format: z.enum(REPORT_FORMATS).default('html'),
  template: z.enum(REPORT_TEMPLATES).optional().describe('Default: by the runs given'),
  title: z.string().max(120).optional(),
});
