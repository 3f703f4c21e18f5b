import type { Change } from '../../contract/scenario.ts';
import type { TravelInput } from '../../contract/travel.ts';
import type { Land } from '../../kernel/cost/land.ts';
import type { TravelEngine } from '../../kernel/catchment/travel-engine.ts';
import type { Region } from '../../region/model/region.ts';

/**
 * Where a worker finds a region: its pack file, and the hash of the content it stands for: the pack's, or
 * the pack's in a scenario.
 */
export interface RegionReference {
  readonly id: string;
  readonly packPath: string;
  readonly hash: string;
  /** The world it is in; absent: the baseline. */
  readonly scenario?: {
    /** Content hash of the pack itself. */
    readonly baseHash: string;
    readonly changes: readonly Change[];
  };
  /** Whose people count: those inside a zone layer. `hash` is of the same world with everybody in it. */
  readonly within?: { readonly zones: string; readonly hash: string };
}

/** The same world with everybody in it. */
export function withEverybody(reference: RegionReference): RegionReference {
  const { within, ...rest } = reference;
  return within ? { ...rest, hash: within.hash } : reference;
}

/** Content hash of the pack that a reference needs. */
export function packHashOf(reference: RegionReference): string {
  return reference.scenario?.baseHash ?? withEverybody(reference).hash;
}

/** What a task may use beside its input. */
export interface TaskContext {
  /** Region by content hash, read once per thread. */
  loadRegion(reference: RegionReference): Region;
  /**
   * Travel engine of a region, built once per thread, ground and travel parameters. It throws
   * CancelledError in the middle of a search when
   * the caller has cancelled. `share`: from where to where of the whole task its building is reported as
   * progress; null: not at all. `corners`:
   * whether diagonal steps pass between two barriers.
   */
  loadEngine(
    reference: RegionReference,
    travel: TravelInput,
    share?: readonly [from: number, to: number] | null,
    corners?: Land['corners'],
  ): TravelEngine;
  /** A typed array kept between calls of one thread, under a key. */
  remember<T>(key: string, build: () => T): T;
  /** Progress of the whole task, 0…1; never goes back. Throws when the caller has cancelled. */
  report(fraction: number, phase?: string): void;
  /** Whether the caller has cancelled: a task that keeps its best so far asks this instead of reporting. */
  isCancelled(): boolean;
}

/** Thrown inside a task when its caller has cancelled it. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
  constructor() {
    super('cancelled');
  }
}
