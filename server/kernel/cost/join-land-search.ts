import { startLandSurface, type KernelMemory } from './wasm/land-surface-module.ts';

/** What the second thread is reported; it can be posted. */
export interface SharedLandJob {
  readonly memory: KernelMemory;
  readonly rows: number;
  readonly columns: number;
  readonly room: number;
  readonly search: number;
  readonly limitSeconds: number;
  readonly closed: boolean;
  readonly backward: boolean;
  readonly least: number;
  readonly flatMetersPerSecond: number;
  readonly windowSeconds: number;
  readonly neighbours: number;
  readonly slope: number;
}

/** The second thread's half of `FastLandSearch.runTogether`. Returns when all is done. */
export function joinLandSearch(job: SharedLandJob): void {
  const never = (): void => {
    throw new Error('land search: a tile was not met before two threads began');
  };
  const { kernel } = startLandSurface({ loadTile: never, refuse: never }, job.memory);
  kernel.setPart(1, 2);
  kernel.layOut(job.rows, job.columns, job.room, job.slope === 0 ? 0 : 1, 0, 0, 0, 0);
  kernel.setIrmischerFlat(job.flatMetersPerSecond);
  kernel.begin(job.limitSeconds, job.closed ? 1 : 0, job.least);
  kernel.join(job.search);
  kernel.runTogether(job.windowSeconds, job.neighbours, job.slope);
}
