import { closeSync, openSync, readSync } from 'node:fs';
import type { ImportExecution } from '../contract/imports.ts';
import { ProblemException } from '../contract/problems.ts';
import { READ_LIMITS } from '../geo/read-limits.ts';
import { listNamedFiles, type NamedFile } from '../region/import/input-files.ts';
import type { InspectedFile } from '../region/import/inspect-files.ts';
import { REGION_PACK_MAGIC } from '../region/model/region-pack.ts';
import type { RegionRow } from '../store/region-store.ts';
import { toProblemException } from '../workers/translate-errors.ts';
import type { AnalysisContext, ExecuteOptions } from './context.ts';
import { checkExecution, listPlainFaults } from './import-check.ts';
import { inspectInputs } from './import-inspection.ts';
import { pickOptions } from './import-options.ts';
import { importRegionFiles, importRegionPack } from './regions.ts';

/** Choices that name a file, a column or a word: whether there is such a one takes a look at the files. */
const CHECKED = [
  'exclude',
  'layers',
  'populationUnits',
  'populationColumn',
  'facilityColumns',
  'roadClasses',
  'roadSpeeds',
  'tierWords',
  'zoneNames',
  'crsByFile',
] as const satisfies readonly (keyof ImportExecution)[];

/** Files and folders of this machine by the names that choices have for them. */
export function listLocalFiles(inputs: readonly string[]): NamedFile[] {
  try {
    return listNamedFiles(inputs);
  } catch (error) {
    throw toProblemException(error, 'import', null) ?? error;
  }
}

/** What each file is, with what the choices say of layers and CRSs. */
export async function inspectLocal(
  context: AnalysisContext,
  inputs: readonly string[],
  { layers = {}, crsByFile = {}, assumeCrs }: Partial<ImportExecution>,
): Promise<InspectedFile[]> {
  listLocalFiles(inputs);
  const said = { layers, crsByFile, ...(assumeCrs === undefined ? {} : { assumeCrs }) };
  return inspectInputs(context, inputs, said, { limits: READ_LIMITS, seconds: null });
}

/**
 * Makes a region of files of this machine by the same choices, checked the same way, as one of files that
 * were sent.
 */
export async function importLocal(
  context: AnalysisContext,
  inputs: readonly string[],
  execution: ImportExecution & { readonly id: string },
  options: ExecuteOptions = {},
): Promise<RegionRow> {
  const { id, name, exclude } = execution;
  const faults = listPlainFaults(execution);
  if (faults.length > 0) throw new ProblemException('import-refused', {}, faults);
  const named = listLocalFiles(inputs);
  const excluded = new Set(exclude ?? []);
  const used = named.filter(({ listed }) => !excluded.has(listed));
  const pack = used.find(({ path }) => isRegionPack(path));
  if (pack || CHECKED.some((choice) => execution[choice] !== undefined))
    checkExecution(await inspectLocal(context, inputs, execution), execution);
  const nameZh = execution.nameZh ?? name;
  const nameEn = execution.nameEn ?? name;
  const names = {
    ...(nameZh === undefined ? {} : { nameZh }),
    ...(nameEn === undefined ? {} : { nameEn }),
  };
  if (pack) return importRegionPack(context, pack.path, { id, ...names }, undefined, options);
  const paths = new Map(named.map(({ listed, path }) => [listed, path]));
  return importRegionFiles(
    context,
    {
      ...pickOptions(execution, (listed) => paths.get(listed) ?? listed),
      files: excluded.size === 0 ? [...inputs] : used.map(({ path }) => path),
      id,
      ...names,
    },
    options,
  );
}

/** Whether a file begins as region packs do. */
function isRegionPack(path: string): boolean {
  const head = Buffer.alloc(REGION_PACK_MAGIC.length);
  try {
    const file = openSync(path, 'r');
    try {
      return readSync(file, head, 0, head.length, 0) === head.length && head.equals(REGION_PACK_MAGIC);
    } finally {
      closeSync(file);
    }
  } catch {
    // What cannot be opened is given by the reader of its format.
    return false;
  }
}
