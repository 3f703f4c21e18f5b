import { Travel } from '../contract/travel.ts';
import type { TravelEngine } from '../kernel/catchment/travel-engine.ts';
import { applyScenario } from '../region/apply-scenario.ts';
import { applySpeedChanges } from '../region/apply-scenario-speeds.ts';
import { buildTravelEngine } from '../region/build-engine.ts';
import { readRegionPack } from '../region/region-pack.ts';
import type { Region } from '../region/region.ts';
import { LruCache } from './lru-cache.ts';
import { CancelledError, type TaskContext } from './task-context.ts';

const REPORT_EVERY = 0.005;

/** One per thread: keeps the last regions, engines and arrays; returns a function that makes the context of one task. */
export function createTaskContext(): (
  send: (fraction: number, phase: string | null) => void,
  isCancelled: () => boolean,
) => TaskContext {
  const regions = new LruCache<Region>(3);
  const engines = new LruCache<TravelEngine>(8);
  const things = new LruCache<unknown>(24);
  return (send, isCancelled) => {
    let last = -1;
    let lastPhase: string | null = null;
    const loadRegion: TaskContext['loadRegion'] = ({ hash, packPath, scenario }) => {
      const loadBase = (baseHash: string): Region => regions.get(baseHash, () => readRegionPack(packPath));
      if (!scenario) return loadBase(hash);
      return regions.get(hash, () => applyScenario(loadBase(scenario.baseHash), scenario.changes).region);
    };
    return {
      loadRegion,
      loadEngine: (reference, travel) =>
        engines.get(`${reference.hash} ${JSON.stringify(travel)}`, () =>
          buildTravelEngine(
            loadRegion(reference),
            applySpeedChanges(Travel.parse(travel), reference.scenario?.changes ?? []),
          ),
        ),
      remember: <T>(key: string, build: () => T): T => things.get(key, build) as T,
      isCancelled,
      report: (fraction, phase) => {
        if (isCancelled()) throw new CancelledError();
        const here = Math.max(last, Math.min(1, fraction));
        if (here - last < REPORT_EVERY && (phase === undefined || phase === lastPhase)) return;
        last = here;
        lastPhase = phase ?? lastPhase;
        send(here, lastPhase);
      },
    };
  };
}
