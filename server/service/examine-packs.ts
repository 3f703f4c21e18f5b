import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { hashRegionPack } from '../region/model/region-pack.ts';

/** How many region packs a folder has, and those that are not what their hash promises, with the reason. */
export function examinePacks(folder: string): { readonly packs: number; readonly broken: readonly string[] } {
  const packs = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.region')) : [];
  const broken = packs.flatMap((name) => {
    try {
      hashRegionPack(join(folder, name));
      return [];
    } catch (error) {
      return [`${name} (${(error as Error).message})`];
    }
  });
  return { packs: packs.length, broken };
}
