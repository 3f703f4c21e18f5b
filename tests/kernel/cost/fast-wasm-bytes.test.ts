import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileLandSurface, LAND_SURFACE_MODULE } from '../../../scripts/build/compile-wasm.ts';

describe('the compiled land search', () => {
  it('is what its source compiles to (npx tsx scripts/build-wasm.ts writes it)', async () => {
    const { text } = await compileLandSurface();
    expect(readFileSync(LAND_SURFACE_MODULE, 'utf8') === text).toBe(true);
  }, 120_000);
});
