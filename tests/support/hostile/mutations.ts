import * as fc from 'fast-check';

/** Bytes changed, cut, doubled, blanked or with a hostile word put in. */
export const mutation = fc.oneof(
  fc.record({
    kind: fc.constant('flip' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    by: fc.integer({ min: 1, max: 255 }),
    times: fc.integer({ min: 1, max: 8 }),
  }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({
    kind: fc.constant('repeat' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 1, max: 400 }),
  }),
  fc.record({
    kind: fc.constant('blank' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 1, max: 60 }),
    value: fc.constantFrom(0, 255, 32, 57),
  }),
  fc.record({
    kind: fc.constant('insert' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    text: fc.constantFrom(
      '1e999',
      'null',
      '-',
      '[[',
      '}',
      '"__proto__":{"x":1},',
      '\u0000',
      '9'.repeat(60),
      '<!DOCTYPE x>',
      '&#xffffffff;',
      ',,,,',
      '\u202e',
      'NaN',
    ),
  }),
);
export type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

/** The file with one change. */
export function mutate(bytes: Buffer, change: Mutation): Buffer {
  if (bytes.length === 0) return bytes;
  const at = Math.min(bytes.length - 1, Math.floor(change.at * bytes.length));
  switch (change.kind) {
    case 'flip': {
      const out = Buffer.from(bytes);
      for (let i = 0; i < change.times; i++) {
        const place = (at + i * 37) % out.length;
        out[place] = (out[place]! + change.by) % 256;
      }
      return out;
    }
    case 'cut':
      return bytes.subarray(0, at);
    case 'repeat':
      return Buffer.concat([
        bytes.subarray(0, at),
        bytes.subarray(at, at + change.length),
        bytes.subarray(at),
      ]);
    case 'blank': {
      const out = Buffer.from(bytes);
      out.fill(change.value, at, Math.min(out.length, at + change.length));
      return out;
    }
    case 'insert':
      return Buffer.concat([bytes.subarray(0, at), Buffer.from(change.text), bytes.subarray(at)]);
  }
}
