import type { PROCESSES, ProcessId } from '../contract/processes.ts';

/** Processes about one region in one world. */
export type RegionProcess = {
  [P in ProcessId]: (typeof PROCESSES)[P]['subject'] extends 'region' ? P : never;
}[ProcessId];
