import { ProblemException } from '../contract/problems.ts';
import { findStorageFault, type StorageFault } from '../store/storage-fault.ts';

const CODES = {
  full: 'storage-full',
  busy: 'storage-busy',
  'read-only': 'storage-read-only',
  broken: 'storage-broken',
} as const satisfies Record<StorageFault, string>;

/** A disk or database that takes no writes as a problem that names it; null for every other error. */
export function toStorageProblem(error: unknown): ProblemException | null {
  const fault = findStorageFault(error);
  return fault === null ? null : new ProblemException(CODES[fault], {}, [], error);
}
