/**
 * Every problem the service can answer with: its code and HTTP status. Sentences in zh and en stand in
 * text/.
 */
export const PROBLEMS = {
  'not-found': 404,
  'method-not-allowed': 405,
  'not-acceptable': 406,
  'region-not-found': 404,
  'process-not-found': 404,
  'run-not-found': 404,
  'job-not-found': 404,
  'result-not-ready': 404,
  'upload-not-found': 404,
  'import-not-found': 404,
  'version-not-found': 404,
  'region-exists': 409,
  'collection-not-found': 404,
  'item-not-found': 404,
  'scenario-not-found': 404,
  'invalid-json': 400,
  'invalid-inputs': 422,
  'unsupported-media-type': 415,
  'too-large': 413,
  'too-many-requests': 429,
  'queue-full': 503,
  'does-not-fit': 507,
  'out-of-memory': 507,
  'storage-full': 507,
  'storage-busy': 503,
  'storage-read-only': 507,
  'storage-broken': 500,
  'host-not-allowed': 403,
  'origin-not-allowed': 403,
  'scenario-invalid': 422,
  'scenario-locked': 409,
  'precondition-required': 428,
  'precondition-failed': 412,
  'not-comparable': 422,
  'replay-impossible': 409,
  'invalid-geojson': 422,
  'import-refused': 422,
  'region-unreadable': 500,
  'no-facilities': 422,
  'no-reachable-facility': 422,
  'origin-outside': 422,
  'origin-on-barrier': 422,
  'no-people': 422,
  'no-candidates': 422,
  'siting-infeasible': 422,
  'zones-not-found': 422,
  'travel-refused': 422,
  'report-runs': 422,
  'not-available': 501,
  cancelled: 409,
  internal: 500,
} as const;
export type ProblemCode = keyof typeof PROBLEMS;

/** Problems that are always about one input: its place, where none is given. */
export const INPUT_AT_FAULT: Partial<Record<ProblemCode, string>> = { 'report-runs': '/runs' };

/** A fault in one place of what was sent. */
export interface ProblemPlace {
  readonly pointer: string;
  readonly code: string;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** The one error that becomes an answer: http turns it into problem+json in the reader's language. */
export class ProblemException extends Error {
  override readonly name = 'ProblemException';
  readonly code: ProblemCode;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly places: readonly ProblemPlace[];

  constructor(
    code: ProblemCode,
    parameters: Readonly<Record<string, string | number>> = {},
    places: readonly ProblemPlace[] = [],
    cause?: unknown,
  ) {
    super(`${code} ${JSON.stringify(parameters)}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.parameters = parameters;
    this.places = places;
  }
}
