// oxlint-disable-next-line typescript/triple-slash-reference -- ambient types for every tsconfig
/// <reference path="./subset-font.d.ts" />
import { readFile } from 'node:fs/promises';
import subsetFont from 'subset-font';
import { FONT_FILES } from './fonts.ts';

/**
 * The face of `weight` with exactly the letters of `text`: a hundredth of the whole, which is quick to send
 * and to load.
 */
export async function subsetFace(
  weight: keyof typeof FONT_FILES,
  text: string,
  targetFormat: 'sfnt' | 'woff2',
): Promise<Uint8Array> {
  const letters = [...new Set(text)].sort().join('');
  return await subsetFont(await readFile(FONT_FILES[weight]), letters, { targetFormat });
}
