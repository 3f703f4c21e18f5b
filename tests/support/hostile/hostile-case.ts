/** What the service must make of a hostile file that is sent beside a sound population layer. */
export type Expected =
  /** Refused as it arrives: HTTP status and the code of the first place. */
  | { readonly status: 413 | 422; readonly code: string }
  /** Taken, not used, and this is why. */
  | { readonly unused: string }
  /** Used as this layer; the data check names these findings. */
  | { readonly layer: string; readonly findings?: readonly string[] }
  /** Whatever holds together: used or not, said either way. */
  | 'any';

export interface HostileCase {
  readonly title: string;
  /** Name of the file as sent. */
  readonly name: string;
  readonly bytes: Uint8Array | string;
  readonly expected: Expected;
}

/** A case a line. */
export const hostile = (
  title: string,
  name: string,
  bytes: Uint8Array | string,
  expected: Expected,
): HostileCase => ({ title, name, bytes, expected });
