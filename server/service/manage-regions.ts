import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { RegionRename, type RegionVersion } from '../contract/imports.ts';
import { ProblemException } from '../contract/problems.ts';
import type { RegionSummary } from '../contract/resources.ts';
import type { RegionRow } from '../store/region-store.ts';
import { copyPackTask } from '../questions/intake/tasks.ts';
import type { AnalysisContext } from './context.ts';
import { parseWith } from './parse-inputs.ts';
import { getRegion, listRegions, removePack } from './regions.ts';

/** Gives a region other names. Its data and hash stay, so kept answers stay valid. */
export function renameRegion(context: AnalysisContext, id: string, raw: unknown): RegionSummary {
  const row = getRegion(context, id);
  const names = parseWith(RegionRename, raw);
  const nameZh = names.nameZh ?? row.nameZh;
  const nameEn = names.nameEn ?? row.nameEn;
  context.regions.put({ ...row, nameZh, nameEn, detail: { ...row.detail, nameZh, nameEn, renamed: true } });
  return summaryOf(context, id);
}

/** Removes a region with its earlier versions. */
export function removeRegion(context: AnalysisContext, id: string): void {
  getRegion(context, id);
  for (const pack of context.regions.remove(id)) removePack(context, pack);
}

/**
 * Where the pack of a region can be read; one whose names were changed is written again and must be removed
 * after use.
 */
export async function exportPack(
  context: AnalysisContext,
  id: string,
): Promise<{ path: string; fileName: string; done: () => void }> {
  const row = getRegion(context, id);
  const fileName = `${row.id}.region`;
  if (!row.detail.renamed)
    return { path: join(context.regionFolder, row.pack), fileName, done: () => undefined };
  const pack = `${row.id}.export-${randomUUID().slice(0, 8)}-${process.pid}.region`;
  const path = join(context.regionFolder, pack);
  await context.runner.run(copyPackTask, {
    from: join(context.regionFolder, row.pack),
    packPath: path,
    id,
    nameZh: row.nameZh,
    nameEn: row.nameEn,
  });
  return { path, fileName, done: () => removePack(context, pack) };
}

/** Earlier versions of a region, newest first, each with what the one in use has that it had not. */
export function listVersions(
  context: AnalysisContext,
  id: string,
): { region: RegionSummary; versions: RegionVersion[] } {
  const now = getRegion(context, id);
  return {
    region: summaryOf(context, id),
    versions: context.regions.listVersions(id).map(({ row, replaced }) => ({
      ...compare(row, now),
      replaced,
    })),
  };
}

/** Puts an earlier version back into use; the one in use becomes an earlier version. */
export function restoreVersion(context: AnalysisContext, id: string, hash: string): RegionSummary {
  const now = getRegion(context, id);
  const wanted = context.regions.listVersions(id).find((version) => version.row.hash === hash);
  if (!wanted) throw new ProblemException('version-not-found', { region: id });
  context.regions.keepVersion(now, context.now());
  context.regions.put({ ...wanted.row, created: now.created });
  context.regions.dropVersion(id, wanted.row.pack);
  return summaryOf(context, id);
}

function summaryOf(context: AnalysisContext, id: string): RegionSummary {
  return listRegions(context).find((region) => region.id === id)!;
}

function compare(before: RegionRow, now: RegionRow): Omit<RegionVersion, 'replaced'> {
  const filesOf = (row: RegionRow): Map<string, string> =>
    new Map(row.detail.sources.map((source) => [source.file.replace(/#.*/, ''), source.sha256]));
  const countOf = (row: RegionRow): number =>
    row.detail.facilities.reduce((sum, { count }) => sum + count, 0);
  const codesOf = (row: RegionRow): Set<string> => new Set(row.detail.findings.map(({ code }) => code));
  const [old, files] = [filesOf(before), filesOf(now)];
  const [oldCodes, codes] = [codesOf(before), codesOf(now)];
  return {
    hash: before.hash,
    people: before.detail.people,
    facilities: countOf(before),
    roadKm: before.detail.roadKm,
    files: old.size,
    filesAdded: [...files.keys()].filter((file) => !old.has(file)),
    filesRemoved: [...old.keys()].filter((file) => !files.has(file)),
    filesChanged: [...files]
      .filter(([file, hash]) => old.has(file) && old.get(file) !== hash)
      .map(([file]) => file),
    peopleDifference: now.detail.people - before.detail.people,
    facilitiesDifference: countOf(now) - countOf(before),
    roadKmDifference: now.detail.roadKm - before.detail.roadKm,
    findingsNew: [...codes].filter((code) => !oldCodes.has(code)),
    findingsGone: [...oldCodes].filter((code) => !codes.has(code)),
  };
}
