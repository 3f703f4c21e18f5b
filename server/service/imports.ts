import { ID_TAKEN } from '../contract/text/service-texts.ts';
import { join } from 'node:path';
import { ImportExecution, type ImportAnswer, type ImportInspection } from '../contract/imports.ts';
import { ProblemException, type ProblemPlace } from '../contract/problems.ts';
import type { Job } from '../contract/resources.ts';
import type { Language } from '../contract/vocabulary.ts';
import { hashRun, type RunIdentity } from '../store/run-store.ts';
import type { RegionRow } from '../store/region-store.ts';
import type { AnalysisContext, ExecuteOptions } from './context.ts';
import { checkExecution, listUsed } from './import-check.ts';
import { inspectInputs, presentFile } from './import-inspection.ts';
import { pickOptions } from './import-options.ts';
import {
  filesFolder,
  getStaging,
  keepStaging,
  KEEP_HOURS,
  removeStaging,
  type Staging,
} from './import-staging.ts';
import { writePatiently } from './patient-write.ts';
import type { JobService } from './jobs.ts';
import { parseWith } from './parse-inputs.ts';
import { importRegionFiles, importRegionPack } from './regions.ts';

export { sweepImports } from './import-staging.ts';

/**
 * Reasons that are limits: a file that goes over one is refused with all that came with it, before anything
 * is made of it.
 */
const LIMIT_REASONS: ReadonlySet<string> = new Set([
  'zip-entries',
  'zip-size',
  'zip-ratio',
  'zip-path',
  'raster-too-large',
  'table-too-large',
  'vector-too-large',
  'vector-too-deep',
]);
/** Layers that make a region for travel times without people. */
const GROUND = ['roads', 'osm', 'land-cover', 'elevation'] as const;
/** Layers that the page asks for when they are absent, in the order of what they do for an analysis. */
const WANTED: readonly (readonly [string, readonly string[]])[] = [
  ['population', ['population']],
  ['facilities', ['facilities', 'osm']],
  ['roads', ['roads', 'osm']],
  ['zones', ['zones', 'boundary']],
  ['land-cover', ['land-cover']],
  ['elevation', ['elevation']],
];

/**
 * States what the staged files are and keeps that; files beyond a limit are refused and nothing of them
 * stays.
 */
export async function inspectStaging(
  context: AnalysisContext,
  id: string,
  language: Language,
  said: ImportInspection = { layers: {}, crsByFile: {} },
): Promise<ImportAnswer> {
  const files = await inspectInputs(context, [filesFolder(context, id)], said);
  const places: ProblemPlace[] = files
    .filter((file) => file.reason !== null && LIMIT_REASONS.has(file.reason))
    .map((file) => ({
      pointer: `/files/${file.path}`,
      code: file.reason!,
      parameters: { detail: file.detail, file: file.path },
    }));
  if (files.length === 0) places.push({ pointer: '/files', code: 'import-no-files', parameters: {} });
  if (places.length > 0) {
    removeStaging(context, id);
    throw new ProblemException('import-refused', {}, places.slice(0, 50));
  }
  return present(keepStaging(context, id, files), language);
}

export function getImport(context: AnalysisContext, id: string, language: Language): ImportAnswer {
  return present(getStaging(context, id), language);
}

export function removeImport(context: AnalysisContext, id: string): void {
  removeStaging(context, getStaging(context, id).id);
}

/** Checks the choices against the files and queues the making of the region. */
export function startImport(
  context: AnalysisContext,
  jobs: JobService,
  id: string,
  raw: unknown,
  language: Language,
): Job {
  const staging = getStaging(context, id);
  const execution = parseWith(ImportExecution, raw);
  checkExecution(staging.files, execution);
  const region = chooseId(context, staging, execution);
  return jobs.submit('import', { import: id, execution: { ...execution, id: region } }, language);
}

/** Makes the region of an import's files; returns the id of the run that states it. */
export async function executeImport(
  context: AnalysisContext,
  raw: unknown,
  options: ExecuteOptions = {},
): Promise<string> {
  const { import: id, execution } = raw as { import: string; execution: ImportExecution & { id: string } };
  const started = context.milliseconds();
  const row = await makeRegion(context, getStaging(context, id), execution, options);
  const identity: RunIdentity = {
    process: 'import',
    region: row.id,
    regionHash: row.hash,
    inputs: { import: id, execution },
    engine: context.engineVersion,
  };
  const run = hashRun(identity);
  const answer = { run, process: 'import', region: row.id, hash: row.hash, notes: [] };
  const took = context.milliseconds() - started;
  await writePatiently(() => context.runs.put(identity, answer, {}, took), options);
  return run;
}

async function makeRegion(
  context: AnalysisContext,
  staging: Staging,
  execution: ImportExecution & { id: string },
  options: ExecuteOptions,
): Promise<RegionRow> {
  const folder = filesFolder(context, staging.id);
  const { id, name } = execution;
  const nameZh = execution.nameZh ?? name;
  const nameEn = execution.nameEn ?? name;
  const names = {
    ...(nameZh === undefined ? {} : { nameZh }),
    ...(nameEn === undefined ? {} : { nameEn }),
  };
  const origin = { import: staging.id, execution: { ...execution } };
  const files = listUsed(staging.files, execution);
  const pack = files.find((file) => file.layer === 'pack');
  if (pack) return importRegionPack(context, join(folder, pack.path), { id, ...names }, origin, options);
  return importRegionFiles(
    context,
    {
      ...pickOptions(execution, (path) => join(folder, path)),
      files: [...new Set(files.map((file) => join(folder, file.path)))],
      id,
      ...names,
      limits: context.importLimits.read,
      origin,
    },
    options,
  );
}

/** The id asked for, else one made of the name that no other region has. */
function chooseId(context: AnalysisContext, staging: Staging, execution: ImportExecution): string {
  const taken = (id: string): boolean => context.regions.find(id) !== null;
  if (execution.id !== undefined) {
    if (taken(execution.id) && !execution.replace)
      throw new ProblemException('region-exists', { region: execution.id }, [
        { pointer: '/id', code: 'invalid-value', parameters: { zh: ID_TAKEN.zh, en: ID_TAKEN.en } },
      ]);
    return execution.id;
  }
  const slug = [execution.nameEn, execution.name, execution.nameZh]
    .map((name) =>
      (name ?? '')
        .toLowerCase()
        .normalize('NFKD')
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, '')
        .slice(0, 56),
    )
    .find((word) => word.length > 1);
  const base = slug ?? `region-${staging.id.slice(0, 6)}`;
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`;
    if (!taken(id)) return id;
  }
}

function present(staging: Staging, language: Language): ImportAnswer {
  const { id, created, files } = staging;
  const layers = new Set(files.map((file) => file.layer));
  const missing = WANTED.filter(([, any]) => !any.some((layer) => layers.has(layer))).map(([name]) => name);
  const isPack = files.length === 1 && files[0]!.layer === 'pack';
  return {
    import: id,
    created,
    expires: new Date(Date.parse(created) + KEEP_HOURS * 3_600_000).toISOString(),
    files: files.map((file) => presentFile(file, language)),
    usable: isPack || !missing.includes('population') || GROUND.some((layer) => layers.has(layer)),
    missing: isPack ? [] : missing,
  };
}
