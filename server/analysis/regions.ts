import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemException } from '../contract/problems.ts';
import type { RegionDetail, RegionSummary } from '../contract/resources.ts';
import { findSentence, sentenceOf, withSentences } from '../contract/text/present.ts';
import { LAYER_NAMES } from '../contract/text/words.ts';
import type { Language } from '../contract/vocabulary.ts';
import type { RegionRow } from '../store/region-store.ts';
import type { RegionReference } from '../workers/task-context.ts';
import type { AnalysisContext, ExecuteOptions } from './context.ts';

/** A region by id; unknown ones are a problem that lists the known ones. */
export function getRegion(context: AnalysisContext, id: string): RegionRow {
  const row = context.regions.find(id);
  if (row) return row;
  const known = context.regions.list().map((region) => region.id);
  throw new ProblemException('region-not-found', { region: id, known: known.join(', ') || '—' }, [
    {
      pointer: '/region',
      code: 'invalid-value',
      parameters: { zh: `没有区域 ${id}`, en: `no region ${id}` },
    },
  ]);
}

/** Where workers find a region. */
export function referenceOf(context: AnalysisContext, row: RegionRow): RegionReference {
  return { id: row.id, packPath: join(context.regionFolder, row.pack), hash: row.hash };
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
      ...summary
    } = row.detail;
    return summary;
  });
}

/** What is known of a region; findings and the reasons why files were not used are said in `language`. */
export function describeRegion(context: AnalysisContext, id: string, language: Language): RegionDetail {
  const { detail } = getRegion(context, id);
  const nameOf = (layer: string): string => LAYER_NAMES[layer]?.[language] ?? layer;
  const findings = detail.findings.map((finding) => {
    const { layers } = finding.parameters;
    const parameters = {
      count: finding.count,
      layer: nameOf(finding.layer),
      ...finding.parameters,
      ...(typeof layers === 'string'
        ? {
            layers: layers
              .split(', ')
              .map(nameOf)
              .join(language === 'zh' ? '、' : ', '),
          }
        : {}),
    };
    const examples =
      finding.code === 'file-unused'
        ? finding.examples.map((it) => sayReason(it, language))
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

/** `FILE: CODE` with the code's sentence in its place, without the reader's own words that only the source has. */
function sayReason<T extends { readonly label: string }>(example: T, language: Language): T {
  const [, file, code] = /^(.*): ([a-z0-9-]+)$/s.exec(example.label) ?? [];
  if (file === undefined || code === undefined || !findSentence(code)) return example;
  const sentence = sentenceOf(code, language, { detail: '' }).replace(/ ?[（(][）)]/, '');
  return { ...example, label: language === 'zh' ? `${file}：${sentence}` : `${file}: ${sentence}` };
}

export interface ImportOptions {
  readonly files: readonly string[];
  readonly id: string;
  readonly nameZh?: string;
  readonly nameEn?: string;
  readonly boundaryFile?: string;
  readonly clip?: boolean;
  readonly cellMeters?: number;
  /** Hash of the sources, for regions that follow a folder. */
  readonly sourceHash?: string;
}

/**
 * Files to a region in the store. The pack is named by id, time and process, so that a replaced region's old pack stays until the new
 * one is in, and the start of another process leaves it alone meanwhile.
 */
export async function importRegionFiles(
  context: AnalysisContext,
  { sourceHash, ...options }: ImportOptions,
  execute: ExecuteOptions = {},
): Promise<RegionRow> {
  mkdirSync(context.regionFolder, { recursive: true });
  const created = context.now();
  const pack = `${options.id}.${created.replace(/\D/g, '')}-${process.pid}.region`;
  const { hash, detail } = await context.runner.run(
    'import',
    { ...options, packPath: join(context.regionFolder, pack) },
    { lane: 'job', ...execute },
  );
  const before = context.regions.find(options.id);
  const row: RegionRow = {
    id: options.id,
    nameZh: detail.nameZh,
    nameEn: detail.nameEn,
    pack,
    hash,
    detail,
    created: before?.created ?? created,
    sourceHash: sourceHash ?? null,
  };
  context.regions.put(row);
  if (before && before.pack !== pack) rmSync(join(context.regionFolder, before.pack), { force: true });
  return row;
}

/** SHA-256 over names and contents of a folder's files, in name order. */
export async function hashFolder(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, name);
    if (!(await stat(path)).isFile()) continue;
    hash.update(`${name}\0`);
    hash.update(await readFile(path));
  }
  return hash.digest('hex');
}

/** Imports the sample region when it is absent, its sources have changed, or its pack has gone. */
export async function ensureSample(
  context: AnalysisContext,
  folder: string,
  id: string,
  execute: ExecuteOptions = {},
): Promise<RegionRow> {
  const sourceHash = `${context.engineVersion} ${await hashFolder(folder)}`;
  const row = context.regions.find(id);
  if (row?.sourceHash === sourceHash && existsSync(join(context.regionFolder, row.pack))) return row;
  return importRegionFiles(context, { files: [folder], id, sourceHash }, execute);
}

/** Removes pack files and leftovers that no region names and no other living process is making. */
export function sweepPacks(context: AnalysisContext): number {
  if (!existsSync(context.regionFolder)) return 0;
  const named = new Set(context.regions.list().map((row) => row.pack));
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
