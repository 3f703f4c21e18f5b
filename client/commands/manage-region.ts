import { recordOf } from '../../server/contract/languages.ts';
import { getPackUrl, removeRegion, renameRegion, restoreVersion } from '../api/imports.ts';
import { begin, fail, finish } from '../state/load.ts';
import { store } from '../state/store.ts';
import { announce } from './announce.ts';
import { openRegion } from './choose-region.ts';
import { loadQuality } from './load-quality.ts';
import { loadRegions } from './load-regions.ts';
import { patchIntake } from './patch-intake.ts';
import { toProblem } from './to-problem.ts';

/** Gives the region in use another name in the language of the page. */
export function renameRegionInUse(name: string): Promise<void> {
  return manage('rename', async (region) => {
    const { language } = store.getState();
    await renameRegion(region, { [recordOf(language).nameField]: name }, language);
    await loadRegions(region);
    await loadQuality();
  });
}

/** Removes the region in use and opens another. */
export function removeRegionInUse(): Promise<void> {
  return manage('remove', async (region) => {
    await removeRegion(region, store.getState().language);
    await loadRegions(null);
    announce('saidRemoved');
    const next = store.getState().regionId;
    if (next !== null) await openRegion(next, 'coverage');
  });
}

/** Restores an earlier version of the region in use. */
export function restoreRegionInUse(hash: string): Promise<void> {
  return manage('restore', async (region) => {
    await restoreVersion(region, hash, store.getState().language);
    await loadRegions(region);
    await openRegion(region, 'data');
  });
}

async function manage(what: string, act: (region: string) => Promise<void>): Promise<void> {
  const { regionId } = store.getState();
  if (regionId === null) return;
  const key = `${what} ${regionId}`;
  patchIntake((intake) => ({ manage: begin(intake.manage, key) }));
  try {
    await act(regionId);
    patchIntake((intake) => ({ manage: finish(intake.manage, key, regionId) }));
  } catch (thrown) {
    patchIntake((intake) => ({ manage: fail(intake.manage, key, toProblem(thrown)) }));
  }
}

/** Downloads the pack of the region in use. */
export function exportRegionInUse(): void {
  const { regionId } = store.getState();
  if (regionId === null) return;
  const link = document.createElement('a');
  link.href = getPackUrl(regionId);
  link.download = `${regionId}.region`;
  link.click();
}
