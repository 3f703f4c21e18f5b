import type { Reach, Surface, TravelEngine } from '../kernel/catchment/travel-engine.ts';
import { ByteCache } from './byte-cache.ts';
import { nameWantedCells } from './wanted-cells.ts';

/** What searches of one engine answered, kept until there is no more room for it. */
export interface EngineMemory {
  readonly surfaces: ByteCache<Surface>;
  readonly reaches: ByteCache<Reach>;
}

/**
 * Surfaces of a county are 4 MB, of a province 120 MB; reaches of a facility some 100 kB. What is larger than
 * half of its share is worked out again.
 */
const LEAST_SURFACE_BYTES = 128 * 2 ** 20;
const REACH_BYTES = 64 * 2 ** 20;
/** Of what a thread keeps between questions. */
const SURFACE_SHARE = 0.25;
const BYTES_A_CELL = 12;

/** One a thread, for all its engines: keys begin with the engine's. `cacheBytes`: what the thread may keep. */
export function buildEngineMemory(cacheBytes = 0): EngineMemory {
  return {
    surfaces: new ByteCache(Math.max(LEAST_SURFACE_BYTES, SURFACE_SHARE * cacheBytes)),
    reaches: new ByteCache(REACH_BYTES),
  };
}

/**
 * An engine that looks up while it works (`look` throws when the task is cancelled) and does not search
 * twice for the same: an answer is
 * kept under the engine's key, the sources and the limit. A scenario that closes a facility, or adds one,
 * then searches for that one only
 * wherever facilities are searched one by one; one that changes staff, beds or people searches nothing at
 * all. What is returned is never
 * the kept copy, and bit for bit what the engine returns; a reach may hold more cells than are wanted.
 */
export function watchEngine(
  engine: TravelEngine,
  key: string,
  memory: EngineMemory,
  look: () => void,
): TravelEngine {
  return {
    grid: engine.grid,
    cellState: engine.cellState,
    computeSurface: (sources, limitSeconds, onProgress) => {
      look();
      const name = `${key} ${limitSeconds} ${sources.join(' ')}`;
      const kept = memory.surfaces.find(name);
      if (kept) return { seconds: kept.seconds.slice(), nearest: kept.nearest.slice() };
      const surface = engine.computeSurface(sources, limitSeconds, (share) => {
        look();
        onProgress?.(share);
      });
      memory.surfaces.put(name, surface.seconds.length * BYTES_A_CELL, () => ({
        seconds: surface.seconds.slice(),
        nearest: surface.nearest.slice(),
      }));
      return surface;
    },
    computeReach: (source, limitSeconds, wanted) => {
      look();
      const whole = `${key} ${limitSeconds} ${source}`;
      const name = wanted === undefined ? whole : `${whole} ${nameWantedCells(wanted)}`;
      const kept = memory.reaches.find(name) ?? memory.reaches.find(whole);
      if (kept) return copyReach(kept);
      const reach = engine.computeReach(source, limitSeconds, wanted);
      memory.reaches.put(name, reach.count * BYTES_A_CELL, () => copyReach(reach));
      return reach;
    },
    explainPath: (sources, cell) => {
      look();
      return engine.explainPath(sources, cell);
    },
    ...(engine.explainPaths
      ? {
          explainPaths: (source, cells) => {
            look();
            return engine.explainPaths!(source, cells);
          },
        }
      : {}),
    ...(engine.measureReach
      ? {
          measureReach: (source, cells, limitSeconds) => {
            look();
            return engine.measureReach!(source, cells, limitSeconds);
          },
        }
      : {}),
  };
}

function copyReach({ count, cells, seconds }: Reach): Reach {
  return { count, cells: cells.slice(0, count), seconds: seconds.slice(0, count) };
}
