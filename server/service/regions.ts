import { NO_REGION } from '../contract/text/service-texts.ts';
import { fillAll } from '../contract/text/fill-all.ts';
import { marksOf } from '../contract/languages.ts';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemException } from '../contract/problems.ts';
import type { Change } from '../contract/scenario.ts';
import type { RegionDetail, RegionSummary } from '../contract/resources.ts';
import { findSentence, sentenceOf, withSentences } from '../contract/text/present.ts';
import { LAYER_NAMES } from '../contract/text/words.ts';
import type { Language } from '../contract/vocabulary.ts';
import type { RegionRow, StoredRegionDetail } from '../store/region-store.ts';
import type { RegionReference } from '../questions/shared/task-context.ts';
import type { ImportTaskInput, ImportTaskOutput } from '../questions/intake/run-import.ts';
import { copyPackTask, importTask } from '../questions/intake/tasks.ts';
import type { AnalysisContext, ExecuteOptions } from './context.ts';
import { writePatiently } from './patient-write.ts';

/** A region by id; unknown ones are a problem that lists the known ones. */
export function getRegion(context: AnalysisContext, id: string): RegionRow {
  const row = context.regions.find(id);
  if (row) return row;
  const known = context.regions.list().map((region) => region.id);
  const { zh, en } = fillAll(NO_REGION, { region: id });
  throw new ProblemException('region-not-found', { region: id, known: known.join(', ') || '—' }, [
    {
      pointer: '/region',
      code: 'invalid-value',
      parameters: { zh, en },
    },
  ]);
}

/** A region, and the scenario whose world it is in. */
export interface ScenarioRegion extends RegionRow {
  readonly scenario?: { readonly hash: string; readonly changes: readonly Change[] };
  /** Zone layer whose people are counted; absent: everybody. */
  readonly within?: string;
}

/** Word of the input `within` for everybody in the region. */
const EVERYBODY = 'all';

/**
 * The region with the people that a question is about: those of the zone layer asked for, else of the one
 * its import named, else everybody.
 */
export function countingWithin(region: ScenarioRegion, asked: string | undefined): ScenarioRegion {
  const within = asked ?? region.detail.countWithin;
  if (within === undefined || within === EVERYBODY) return region;
  const known = region.detail.zoneLayers.map(({ id }) => id);
  if (!known.includes(within))
    throw new ProblemException(
      'zones-not-found',
      { zones: within, known: [...known, EVERYBODY].join(', ') },
      [
        {
          pointer: '/within',
          code: 'zones-not-found',
          parameters: { zones: within, known: [...known, EVERYBODY].join(', ') },
        },
      ],
    );
  return { ...region, within };
}

/** Where workers find a region. */
export function referenceOf(context: AnalysisContext, row: ScenarioRegion): RegionReference {
  const plain = { id: row.id, packPath: join(context.regionFolder, row.pack), hash: row.hash };
  const world = row.scenario
    ? {
        ...plain,
        hash: `${row.hash}.${row.scenario.hash}`,
        scenario: { baseHash: row.hash, changes: row.scenario.changes },
      }
    : plain;
  if (row.within === undefined) return world;
  return {
    ...world,
    hash: `${world.hash} within ${row.within}`,
    within: { zones: row.within, hash: world.hash },
  };
}

export function listRegions(context: AnalysisContext): RegionSummary[] {
  return context.regions.list().map((row) => {
    const {
      findings: _f,
      sources: _s,
      attributions: _a,
      crs: _c,
      areaKm2: _k,
      peopleOnBarrier: _b,
      peopleOutsideZones: _o,
      origin: _from,
      renamed: _r,
      ...summary
    } = row.detail;
    return summary;
  });
}

/** What is known of a region; findings and the reasons why files were not used are stated in `language`. */
export function describeRegion(context: AnalysisContext, id: string, language: Language): RegionDetail {
  const { origin: _from, renamed: _r, ...detail } = getRegion(context, id).detail;
  const nameOf = (layer: string): string => LAYER_NAMES[layer]?.[language] ?? layer;
  const findings = detail.findings.map((finding) => {
    const { layers } = finding.parameters;
    const parameters = {
      count: finding.count,
      layer: nameOf(finding.layer),
      ...finding.parameters,
      ...(typeof layers === 'string'
        ? {
            layers: layers.split(', ').map(nameOf).join(marksOf(language).list),
          }
        : {}),
    };
    const examples =
      finding.code === 'file-unused'
        ? finding.examples.map((it) => describeReason(it, language))
        : finding.examples;
    return Object.assign({}, finding, { parameters, examples });
  });
  const sources = detail.sources.map((source) => {
    const { reason, detail: word = '—' } = source.facts;
    if (typeof reason !== 'string') return source;
    return {
      ...source,
      facts: { ...source.facts, reasonText: sentenceOf(reason, language, { detail: word }) },
    };
  });
  return { ...detail, sources, findings: withSentences(findings, language) };
}

/**
 * `FILE: CODE` with the code's sentence in its place, without the reader's own words that only the source
 * has.
 */
function describeReason<T extends { readonly label: string }>(example: T, language: Language): T {
  const [, file, code] = /^(.*): ([a-z0-9-]+)$/s.exec(example.label) ?? [];
  if (file === undefined || code === undefined || !findSentence(code)) return example;
  const sentence = sentenceOf(code, language, { detail: '' }).replace(/ ?[（(][）)]/, '');
  return { ...example, label: `${file}${marksOf(language).colon}${sentence}` };
}

/** Earlier versions kept of a region that was replaced. */
const KEEP_VERSIONS = 3;

export interface ImportOptions extends Omit<ImportTaskInput, 'packPath'> {
  /** Hash of the sources, for regions that follow a folder. */
  readonly sourceHash?: string;
  /** Where the files are and what was chosen, for regions made of files that were sent. */
  readonly origin?: NonNullable<StoredRegionDetail['origin']>;
}

/**
 * Files to a region in the store. The pack is named by id, time and process, so that a replaced region's
 * old pack stays until the new
 * one is in, and the start of another process leaves it alone meanwhile.
 */
export async function importRegionFiles(
  context: AnalysisContext,
  { sourceHash, origin, ...options }: ImportOptions,
  execute: ExecuteOptions = {},
): Promise<RegionRow> {
  const pack = namePack(context, options.id);
  const made = await context.runner.run(
    importTask,
    { ...options, packPath: join(context.regionFolder, pack) },
    execute,
  );
  return putRegion(context, options.id, pack, made, { sourceHash, origin }, execute);
}

/** A region pack from elsewhere as a region of this place. */
export async function importRegionPack(
  context: AnalysisContext,
  from: string,
  { id, nameZh, nameEn }: { id: string; nameZh?: string; nameEn?: string },
  origin: NonNullable<StoredRegionDetail['origin']> | undefined,
  execute: ExecuteOptions = {},
): Promise<RegionRow> {
  const pack = namePack(context, id);
  const made = await context.runner.run(
    copyPackTask,
    {
      from,
      packPath: join(context.regionFolder, pack),
      id,
      ...(nameZh === undefined ? {} : { nameZh }),
      ...(nameEn === undefined ? {} : { nameEn }),
    },
    execute,
  );
  return putRegion(context, id, pack, made, { origin }, execute);
}

function namePack(context: AnalysisContext, id: string): string {
  mkdirSync(context.regionFolder, { recursive: true });
  return `${id}.${context.now().replace(/\D/g, '')}-${process.pid}.region`;
}

/**
 * Puts a new pack in the place of its region's old one. The old one is kept as a version, unless the region
 * follows a folder.
 */
async function putRegion(
  context: AnalysisContext,
  id: string,
  pack: string,
  { hash, detail }: ImportTaskOutput,
  {
    sourceHash,
    origin,
  }: { sourceHash?: string | undefined; origin?: NonNullable<StoredRegionDetail['origin']> | undefined },
  execute: ExecuteOptions,
): Promise<RegionRow> {
  const before = context.regions.find(id);
  const created = context.now();
  const row: RegionRow = {
    id,
    nameZh: detail.nameZh,
    nameEn: detail.nameEn,
    pack,
    hash,
    detail: origin ? { ...detail, origin } : detail,
    created: before?.created ?? created,
    sourceHash: sourceHash ?? null,
  };
  const replaces = before !== null && before.pack !== pack;
  const keeps = replaces && sourceHash === undefined && before.hash !== hash;
  // The old one is kept first: a kill in between leaves it twice and never lost.
  if (keeps) await writePatiently(() => context.regions.keepVersion(before, created), execute);
  await writePatiently(() => context.regions.put(row), execute);
  if (replaces)
    if (!keeps) removePack(context, before.pack);
    else
      for (const version of context.regions.listVersions(id).slice(KEEP_VERSIONS)) {
        await writePatiently(() => context.regions.dropVersion(id, version.row.pack), execute);
        removePack(context, version.row.pack);
      }
  return row;
}

export function removePack(context: AnalysisContext, pack: string): void {
  rmSync(join(context.regionFolder, pack), { force: true });
}

/** SHA-256 over names and contents of a folder's files, in name order. */
async function hashFolder(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, name);
    if (!(await stat(path)).isFile()) continue;
    hash.update(`${name}\0`);
    hash.update(await readFile(path));
  }
  return hash.digest('hex');
}

/**
 * Imports the sample region when it is absent, its sources have changed, or its pack has gone. A region
 * that a person made under the id of the
 * sample is left as it is.
 */
export async function ensureSample(
  context: AnalysisContext,
  folder: string,
  id: string,
  execute: ExecuteOptions = {},
): Promise<RegionRow> {
  const sourceHash = `${context.engineVersion} ${await hashFolder(folder)}`;
  const row = context.regions.find(id);
  if (row !== null && row.sourceHash === null) return row;
  if (row?.sourceHash === sourceHash && existsSync(join(context.regionFolder, row.pack))) return row;
  return importRegionFiles(context, { files: [folder], id, sourceHash }, execute);
}

/** Removes pack files and leftovers that no region names and no other living process is making. */
export function sweepPacks(context: AnalysisContext): number {
  if (!existsSync(context.regionFolder)) return 0;
  const named = new Set([
    ...context.regions.list().map((row) => row.pack),
    ...context.regions.listVersionPacks(),
  ]);
  let swept = 0;
  for (const name of readdirSync(context.regionFolder))
    if (!named.has(name) && !isBeingMade(name)) {
      rmSync(join(context.regionFolder, name), { force: true });
      swept++;
    }
  return swept;
}

function isBeingMade(pack: string): boolean {
  const maker = Number(/-(\d+)\.region(?:\.partial)?$/.exec(pack)?.[1] ?? 0);
  if (maker === 0 || maker === process.pid) return false;
  try {
    return process.kill(maker, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
