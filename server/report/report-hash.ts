import { createHash } from 'node:crypto';
import type { ReportInput } from './report-input.ts';

/**
 * Names the content of a report: language, template, region data and every run, not the moment it was
 * printed.
 */
export function hashReport(input: ReportInput): string {
  const content = {
    language: input.language,
    template: input.template,
    title: input.title,
    engineVersion: input.engineVersion,
    region: input.region.hash,
    runs: input.runs.map((run) => [run.process, run.inputs, run.answer]),
  };
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
