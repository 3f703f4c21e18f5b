import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { deep } from './depth.ts';

/** Where deep runs note what they tried; `scripts/test-deep.ts` sums it up. */
export const CASE_COUNTS = resolve(import.meta.dirname, '../../var/case-counts.jsonl');

/** Notes, in a deep run, how many cases of a kind were tried and how many held. */
export function recordCases(kind: string, cases: number, held = cases): void {
  if (!deep) return;
  mkdirSync(dirname(CASE_COUNTS), { recursive: true });
  appendFileSync(CASE_COUNTS, `${JSON.stringify({ kind, cases, held })}\n`);
}
