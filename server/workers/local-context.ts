import { Travel } from '../contract/travel.ts';
import type { TravelEngine } from '../kernel/catchment/travel-engine.ts';
import { applyScenario } from '../region/scenario/apply-scenario.ts';
import { applySpeedChanges } from '../region/scenario/apply-scenario-speeds.ts';
import { buildTravelEngine } from '../region/travel/build-engine.ts';
import { countWithin } from '../region/model/count-within.ts';
import { readRegionPack } from '../region/model/region-pack.ts';
import type { Region } from '../region/model/region.ts';
import { groundOf } from '../questions/shared/ground-of.ts';
import { countArrayBytes } from '../kernel/stats/array-bytes.ts';
import { LruCache } from './lru-cache.ts';
import {
  CancelledError,
  type RegionReference,
  type TaskContext,
  withEverybody,
} from '../questions/shared/task-context.ts';
import { buildEngineMemory, watchEngine } from './watched-engine.ts';

const REPORT_EVERY = 0.005;
/** Bytes of engines a thread keeps beside the one in use, and of regions: a province has some 4 GB and 0.4 GB. */
const DEFAULT_CACHE_BYTES = 2 * 2 ** 30;

/** Reads regions, applies their scenarios and counts within their zones; keeps the last ones. */
function createRegionLoader(cacheBytes: number): (reference: RegionReference) => Region {
  const regions = new LruCache<Region>({ entries: 3, bytes: cacheBytes, bytesOf: countArrayBytes });
  const load = (reference: RegionReference): Region => {
    const { hash, packPath, scenario, within } = reference;
    if (within)
      return regions.get(hash, () => {
        const counted = countWithin(load(withEverybody(reference)), within.zones);
        if (!counted) throw new RangeError(`region ${reference.id} has no zones ${within.zones}`);
        return counted;
      });
    const loadBase = (baseHash: string): Region => regions.get(baseHash, () => readRegionPack(packPath));
    if (!scenario) return loadBase(hash);
    return regions.get(hash, () => applyScenario(loadBase(scenario.baseHash), scenario.changes).region);
  };
  return load;
}

/**
 * One per thread: keeps the last regions, engines and arrays; returns a function that makes the context of
 * one task. Worlds of the same
 * ground share their engines and what these found. `keepsBest`: the task ends by itself when cancelled and
 * is not stopped in a search.
 */
export function createTaskContext(
  cacheBytes = DEFAULT_CACHE_BYTES,
): (
  send: (fraction: number, phase: string | null) => void,
  isCancelled: () => boolean,
  keepsBest?: boolean,
) => TaskContext {
  const loadContent = createRegionLoader(cacheBytes);
  const engines = new LruCache<TravelEngine>({
    entries: 8,
    bytes: cacheBytes,
    bytesOf: ({ bytes = 0 }) => bytes,
  });
  const things = new LruCache<unknown>({ entries: 24, bytes: cacheBytes / 4, bytesOf: countArrayBytes });
  const memory = buildEngineMemory(cacheBytes);
  return (send, isCancelled, keepsBest = false) => {
    let last = -1;
    let lastPhase: string | null = null;
    // Regions of equal content share what is loaded; each keeps its own id, which refusals name.
    const loadRegion: TaskContext['loadRegion'] = (reference) => {
      const region = loadContent(reference);
      return region.id === reference.id ? region : { ...region, id: reference.id };
    };
    const look = (): void => {
      if (!keepsBest && isCancelled()) throw new CancelledError();
    };
    const report: TaskContext['report'] = (fraction, phase) => {
      if (isCancelled()) throw new CancelledError();
      const here = Math.max(last, Math.min(1, fraction));
      if (here - last < REPORT_EVERY && (phase === undefined || phase === lastPhase)) return;
      last = here;
      lastPhase = phase ?? lastPhase;
      send(here, lastPhase);
    };
    return {
      loadRegion,
      loadEngine: (reference, asked, share, corners = 'closed') => {
        const travel = applySpeedChanges(Travel.parse(asked), reference.scenario?.changes ?? []);
        const key = `${groundOf(reference)} ${JSON.stringify(travel)}${corners === 'open' ? ' open corners' : ''}`;
        const tell = (done: number): void => {
          look();
          if (share) report(share[0] + (share[1] - share[0]) * done);
        };
        const engine = engines.get(key, () =>
          buildTravelEngine(loadContent(reference), travel, { corners }, tell),
        );
        return watchEngine(engine, key, memory, look);
      },
      remember: <T>(key: string, build: () => T): T => things.get(key, build) as T,
      isCancelled,
      report,
    };
  };
}
