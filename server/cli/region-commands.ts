import { copyFileSync } from 'node:fs';
import { exportPack, listVersions, removeRegion, renameRegion } from '../analysis/manage-regions.ts';
import type { ServerContext } from '../context.ts';
import { CliError } from './cli-error.ts';

export const REGION_OPTIONS = {
  json: { type: 'boolean' },
  name: { type: 'string' },
  'name-en': { type: 'string' },
  remove: { type: 'boolean' },
  export: { type: 'string' },
} as const;

/** `careshed regions ID` with something to do: rename, export or remove. False where only a description is asked for. */
export async function changeRegion(
  context: ServerContext,
  id: string,
  values: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const { analysis } = context;
  const name = values['name'] as string | undefined;
  const nameEn = values['name-en'] as string | undefined;
  const target = values['export'] as string | undefined;
  const remove = values['remove'] === true;
  if (remove && (name !== undefined || nameEn !== undefined || target !== undefined))
    throw new CliError('careshed regions: --remove goes with nothing else');
  if (remove) {
    const { versions } = listVersions(analysis, id);
    removeRegion(analysis, id);
    console.log(
      values['json'] === true ? JSON.stringify({ removed: id, versions: versions.length }) : `removed ${id}`,
    );
    return true;
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
