import { describe, expect, it } from 'vitest';
import { encodeLzw } from '../../server/geo/tiff-lzw.ts';
import { expectGolden } from '../support/golden-answers.ts';

describe('LZW', () => {
  /** Bytes of which no string of two occurs again: each adds one code. */
  const fresh = (length: number): Uint8Array => {
    const out: number[] = [];
    for (let gap = 1; out.length < length; gap++)
      for (let at = 0; at < 256 && out.length < length; at++) out.push((at * gap) & 255);
    return Uint8Array.from(out);
  };
  it('at every width of its codes, and where the table is full', () => {
    const lengths = [
      0, 1, 2, 253, 254, 255, 256, 765, 766, 767, 768, 1789, 1790, 1791, 1792, 3834, 3835, 3836, 3837,
    ];
    const more = [3838, 4000, 4090, 4091, 4092, 4096, 7670, 7672, 7674, 7676, 9000];
    expectGolden(
      'tiff-lzw',
      'LZW',
      [...lengths, ...more].map((length) => {
        const packed = encodeLzw(fresh(length));
        return [length, packed.length, packed, packed.slice(-6)];
      }),
    );
    expect(Buffer.from(encodeLzw(Uint8Array.of(7, 7, 7, 8, 8, 7, 7, 6, 6))).toString('hex')).toBe(
      '8001e0408044080c068080',
    );
  });
  it('of long runs', () => {
    expectGolden(
      'tiff-lzw',
      'LZW of runs',
      [10, 3000, 200_000].map((length) => encodeLzw(new Uint8Array(length).fill(9))),
    );
  });
});
