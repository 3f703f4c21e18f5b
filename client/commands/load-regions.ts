import { listRegions } from '../api/regions.ts';
import { begin, fail, finish } from '../state/load.ts';
import { patch, store } from '../state/store.ts';
import { toProblem } from './to-problem.ts';

const KEY = 'regions';

/** Reads the list of regions and chooses `wanted`, the one in use, or the first. */
export async function loadRegions(wanted: string | null): Promise<void> {
  const { language } = store.getState();
  patch((state) => ({ regions: begin(state.regions, KEY) }));
  try {
    const regions = await listRegions(language);
    patch((state) => ({
      regions: finish(state.regions, KEY, regions),
      regionId:
        regions.find((region) => region.id === (wanted ?? state.regionId))?.id ??
        regions.find((region) => region.synthetic)?.id ??
        regions[0]?.id ??
        null,
    }));
  } catch (thrown) {
    patch((state) => ({ regions: fail(state.regions, KEY, toProblem(thrown)) }));
  }
}
