import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileLandSurface, LAND_SURFACE_KINDS } from '../../../scripts/build/compile-wasm.ts';

describe('the compiled land search', () => {
  it.each(LAND_SURFACE_KINDS)(
    '(%s) is what its source compiles to (npx tsx scripts/build-wasm.ts writes it)',
    async (kind) => {
      const { file, text } = await compileLandSurface(kind);
      expect(readFileSync(file, 'utf8') === text).toBe(true);
    },
    120_000,
  );
});
