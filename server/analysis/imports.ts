import { join } from 'node:path';
import { ImportExecution, type ImportAnswer } from '../contract/imports.ts';
import { ProblemException, type ProblemPlace } from '../contract/problems.ts';
import type { Job } from '../contract/resources.ts';
import { sentenceOf } from '../contract/text/present.ts';
import type { Language } from '../contract/vocabulary.ts';
import type { InspectedFile } from '../region/inspect-files.ts';
import { hashRun, type RunIdentity } from '../store/run-store.ts';
import type { RegionRow } from '../store/region-store.ts';
import type { AnalysisContext, ExecuteOptions } from './context.ts';
import {
  filesFolder,
  getStaging,
  keepStaging,
  KEEP_HOURS,
  removeStaging,
  type Staging,
} from './import-staging.ts';
import type { JobService } from './jobs.ts';
import { parseWith } from './parse-inputs.ts';
import { importRegionFiles, importRegionPack } from './regions.ts';
import type { TaskInput } from '../workers/task-map.ts';

export { sweepImports } from './import-staging.ts';

/** Reasons that are limits: a file that goes over one is refused with all that came with it, before anything is made of it. */
const LIMIT_REASONS: ReadonlySet<string> = new Set([
  'zip-entries', 'zip-size', 'zip-ratio', 'zip-path', 'raster-too-large', 'table-too-large', 'vector-too-large', 'vector-too-deep',
]); // prettier-ignore
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
const MANY = 30;
/** Looking at 6 GB of files takes a minute or so. */
const MOST_INSPECTION_SECONDS = 300;

/** Says what the staged files are and keeps that; files beyond a limit are refused and nothing of them stays. */
export async function inspectStaging(
  context: AnalysisContext,
  id: string,
  language: Language,
  layers: ImportExecution['layers'] = {},
): Promise<ImportAnswer> {
  const files = await inspectInTime(context, {
    folder: filesFolder(context, id),
    layers,
    limits: context.importLimits.read,
  });
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

/** Looks at the files, but not for ever: a thread that a file keeps busy beyond the limit is ended. */
async function inspectInTime(
  context: AnalysisContext,
  input: TaskInput<'inspect-import'>,
): Promise<InspectedFile[]> {
  const signal = AbortSignal.timeout(MOST_INSPECTION_SECONDS * 1000);
  try {
    return await context.runner.run('inspect-import', input, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new ProblemException(
      'import-refused',
      {},
      [{ pointer: '/files', code: 'import-too-slow', parameters: { seconds: MOST_INSPECTION_SECONDS } }],
      error,
    );
  }
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
  checkExecution(staging, execution);
  const region = chooseId(context, staging, execution);
  return jobs.submit('import', { import: id, execution: { ...execution, id: region } }, language);
}

/** Makes the region of an import's files; returns the id of the run that says so. */
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
  context.runs.put(
    identity,
    { run, process: 'import', region: row.id, hash: row.hash, notes: [] },
    {},
    context.milliseconds() - started,
  );
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
  const files = listUsed(staging, execution);
  const pack = files.find((file) => file.layer === 'pack');
  if (pack) return importRegionPack(context, join(folder, pack.path), { id, ...names }, origin, options);
  const { clip, haloMeters, cellMeters, facilityColumns, facilityCorrections, landLegend, roadClasses, roadSpeeds, populationUnits, populationColumn, peopleOffLand, assumeCrs, layers, boundary } =
    execution; // prettier-ignore
  return importRegionFiles(
    context,
    {
      files: [...new Set(files.map((file) => join(folder, file.path)))],
      id,
      ...names,
      clip,
      ...(boundary === undefined ? {} : { boundaryFile: join(folder, boundary) }),
      ...(haloMeters === undefined ? {} : { haloMeters }),
      ...(cellMeters === undefined ? {} : { cellMeters }),
      ...(facilityColumns ? { facilityColumns } : {}),
      ...(facilityCorrections ? { facilityCorrections } : {}),
      ...(landLegend ? { landLegend } : {}),
      ...(roadClasses ? { roadClasses } : {}),
      ...(roadSpeeds ? { roadSpeeds } : {}),
      ...(populationUnits ? { populationUnits: byFullPath(folder, populationUnits) } : {}),
      ...(populationColumn === undefined ? {} : { populationColumn }),
      ...(peopleOffLand === undefined ? {} : { peopleOffLand }),
      ...(assumeCrs === undefined ? {} : { assumeCrs }),
      ...(layers ? { layers: byFullPath(folder, layers) } : {}),
      limits: context.importLimits.read,
      origin,
    },
    options,
  );
}

function byFullPath<T>(folder: string, byPath: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(byPath).map(([path, value]) => [join(folder, path), value]));
}

function listUsed(staging: Staging, execution: ImportExecution): InspectedFile[] {
  const excluded = new Set(execution.exclude ?? []);
  return staging.files.filter((file) => !excluded.has(file.path));
}

/** Every choice must mean something with these files. */
function checkExecution(staging: Staging, execution: ImportExecution): void {
  const places: ProblemPlace[] = [];
  const known = new Set(staging.files.map((file) => file.path));
  const list = (words: Iterable<string>): string => [...words].slice(0, MANY).join(', ');
  const need = (file: string, pointer: string): void => {
    if (!known.has(file))
      places.push({ pointer, code: 'import-file-unknown', parameters: { file, known: list(known) } });
  };
  for (const [i, file] of (execution.exclude ?? []).entries()) need(file, `/exclude/${i}`);
  for (const file of Object.keys(execution.layers ?? {})) need(file, `/layers/${pointerOf(file)}`);
  for (const file of Object.keys(execution.populationUnits ?? {}))
    need(file, `/populationUnits/${pointerOf(file)}`);
  if (execution.boundary !== undefined) need(execution.boundary, '/boundary');
  if (execution.haloMeters !== undefined && !execution.clip)
    places.push({ pointer: '/haloMeters', code: 'import-halo-without-clip', parameters: {} });
  const used = listUsed(staging, execution);
  const headings = new Set(used.flatMap((file) => file.columns));
  for (const [field, column] of Object.entries(execution.facilityColumns ?? {}))
    if (!headings.has(column))
      places.push({
        pointer: `/facilityColumns/${field}`,
        code: 'import-column-unknown',
        parameters: { column, known: list(headings) },
      });
  if (execution.populationColumn !== undefined && !headings.has(execution.populationColumn))
    places.push({
      pointer: '/populationColumn',
      code: 'import-column-unknown',
      parameters: { column: execution.populationColumn, known: list(headings) },
    });
  const words = new Set(used.flatMap((file) => file.roadWords.map(({ word }) => word)));
  for (const choice of ['roadClasses', 'roadSpeeds'] as const)
    for (const word of Object.keys(execution[choice] ?? {}))
      if (!words.has(word))
        places.push({
          pointer: `/${choice}/${pointerOf(word)}`,
          code: 'import-word-unknown',
          parameters: { word, known: list(words) },
        });
  if (used.length === 0) places.push({ pointer: '/exclude', code: 'import-no-files', parameters: {} });
  if (used.some((file) => file.layer === 'pack')) {
    if (used.length > 1) places.push({ pointer: '/files', code: 'import-pack-alone', parameters: {} });
    const free = new Set(['id', 'name', 'nameZh', 'nameEn', 'replace', 'exclude', 'clip']);
    for (const [name, value] of Object.entries(execution))
      if (value !== undefined && (!free.has(name) || (name === 'clip' && value === true)))
        places.push({ pointer: `/${name}`, code: 'import-pack-options', parameters: { name } });
  }
  if (places.length > 0) throw new ProblemException('import-refused', {}, places.slice(0, 50));
}

const pointerOf = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** The id asked for, else one made of the name that no other region has. */
function chooseId(context: AnalysisContext, staging: Staging, execution: ImportExecution): string {
  const taken = (id: string): boolean => context.regions.find(id) !== null;
  if (execution.id !== undefined) {
    if (taken(execution.id) && !execution.replace)
      throw new ProblemException('region-exists', { region: execution.id }, [
        { pointer: '/id', code: 'invalid-value', parameters: { zh: '编号已被使用', en: 'the id is taken' } },
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
    files: files.map((file) => ({
      ...file,
      text: file.reason === null ? null : sentenceOf(file.reason, language, { detail: file.detail || '—' }),
      facts: { ...file.facts },
      columns: [...file.columns],
      suggested: { ...file.suggested },
      sample: file.sample.map((row) => [...row]),
      guesses: file.guesses.map(({ role, confidence, evidence }) => ({
        layer: role,
        confidence,
        why: evidence.map(({ kind, word }) => sentenceOf(`guess-${kind}`, language, { word })),
      })),
      roadWords: file.roadWords.map((word) => ({ ...word })),
    })),
    usable: isPack || !missing.includes('population') || GROUND.some((layer) => layers.has(layer)),
    missing: isPack ? [] : missing,
  };
}
