import { readFileSync, writeFileSync } from 'node:fs';
import { parseWith } from '../../service/parse-inputs.ts';
import { ImportPlan } from '../../contract/import-plan.ts';
import type { ImportFile } from '../../contract/imports.ts';
import { CliError, EXIT_DATA } from '../cli-error.ts';

/**
 * The choices of a plan, checked by the contract but without its defaults, so that it can be known what the
 * plan itself holds.
 */
export function readPlan(path: string): Record<string, unknown> {
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(path === '-' ? 0 : path, 'utf8'));
  } catch (error) {
    throw new CliError(`careshed import: --plan ${path}: ${(error as Error).message}`, EXIT_DATA);
  }
  parseWith(ImportPlan, raw);
  return (raw as { execution: Record<string, unknown> }).execution;
}

/** Writes what the files are and the choices made so far. */
export function writePlan(
  path: string,
  files: readonly ImportFile[],
  execution: Readonly<Record<string, unknown>>,
): void {
  const text = `${JSON.stringify({ careshedImportPlan: 1, files, execution }, null, 2)}\n`;
  if (path === '-') process.stdout.write(text);
  else
    try {
      writeFileSync(path, text);
    } catch (error) {
      throw new CliError(`careshed import: --write-plan ${path}: ${(error as Error).message}`, EXIT_DATA);
    }
}
