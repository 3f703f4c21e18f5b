import { copyFileSync } from 'node:fs';
import {
  exportPack,
  listVersions,
  removeRegion,
  renameRegion,
  restoreVersion,
} from '../service/manage-regions.ts';
import type { RegionVersion } from '../contract/imports.ts';
import type { ServerContext } from '../context.ts';
import { CliError } from './cli-error.ts';

export const REGION_OPTIONS = {
  json: { type: 'boolean' },
  name: { type: 'string' },
  'name-en': { type: 'string' },
  remove: { type: 'boolean' },
  export: { type: 'string' },
  versions: { type: 'boolean' },
  restore: { type: 'string' },
} as const;

/**
 * `careshed regions ID` with something to do: rename, export, remove, earlier versions. False where a
 * description is to follow.
 */
export async function changeRegion(
  context: ServerContext,
  id: string,
  values: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const { analysis } = context;
  const name = values['name'] as string | undefined;
  const nameEn = values['name-en'] as string | undefined;
  const target = values['export'] as string | undefined;
  const restore = values['restore'] as string | undefined;
  const remove = values['remove'] === true;
  const versions = values['versions'] === true;
  const others = [name, nameEn, target, restore].filter((value) => value !== undefined).length;
  if ((remove || versions) && (others > 0 || (remove && versions)))
    throw new CliError(`careshed regions: --${remove ? 'remove' : 'versions'} goes with nothing else`);
  if (versions) {
    printVersions(listVersions(analysis, id).versions, values['json'] === true);
    return true;
  }
  if (remove) {
    const { versions } = listVersions(analysis, id);
    removeRegion(analysis, id);
    console.log(
      values['json'] === true ? JSON.stringify({ removed: id, versions: versions.length }) : `removed ${id}`,
    );
    return true;
  }
  if (restore !== undefined) {
    const known = listVersions(analysis, id).versions.map(({ hash }) => hash);
    const found = known.filter((hash) => hash.startsWith(restore));
    if (found.length !== 1 || restore === '')
      throw new CliError(
        'careshed regions: --restore takes the hash of one version, or its beginning: ' +
          (known.map((hash) => hash.slice(0, 12)).join(', ') || 'there is none'),
      );
    restoreVersion(analysis, id, found[0]!);
  }
  if (name !== undefined || nameEn !== undefined)
    renameRegion(analysis, id, {
      ...(name === undefined ? {} : { nameZh: name }),
      ...(nameEn === undefined && name === undefined ? {} : { nameEn: nameEn ?? name }),
    });
  if (target !== undefined) {
    const { path, done } = await exportPack(analysis, id);
    try {
      copyFileSync(path, target);
    } finally {
      done();
    }
  }
  return false;
}

/** Earlier versions, newest first, each with what the one in use has that it had not. */
function printVersions(versions: readonly RegionVersion[], asJson: boolean): void {
  if (asJson) {
    console.log(JSON.stringify({ versions }, null, 2));
    return;
  }
  if (versions.length === 0) console.log('no earlier version');
  const signed = (value: number): string =>
    `${value > 0 ? '+' : ''}${(Math.round(value * 10) / 10).toLocaleString('en')}`;
  for (const version of versions) {
    console.log(`${version.hash.slice(0, 12)}  replaced ${version.replaced}`);
    console.log(
      `  since: people ${signed(version.peopleDifference)}, facilities ` +
        `${signed(version.facilitiesDifference)}, roads ${signed(version.roadKmDifference)} km`,
    );
    for (const [word, files] of [
      ['changed', version.filesChanged],
      ['new', version.filesAdded],
      ['gone', version.filesRemoved],
    ] as const)
      if (files.length > 0) console.log(`  ${word}: ${files.join(', ')}`);
  }
}
