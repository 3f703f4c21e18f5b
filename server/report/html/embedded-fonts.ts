// oxlint-disable-next-line typescript/triple-slash-reference -- ambient types, seen from every tsconfig that reaches this file
/// <reference path="./subset-font.d.ts" />
import subsetFont from 'subset-font';
import { readFile } from 'node:fs/promises';
import { FONT_FILES } from '../fonts.ts';

/** `@font-face` rules that carry exactly the letters of `text`, so that the page prints alike on any machine. */
export async function embedFonts(text: string): Promise<string> {
  const letters = [...new Set(text)].sort().join('');
  const faces = await Promise.all(
    (
      [
        ['regular', 400],
        ['bold', 700],
      ] as const
    ).map(async ([weight, number]) => {
      const whole = await readFile(FONT_FILES[weight]);
      const woff = await subsetFont(whole, letters, { targetFormat: 'woff2' });
      return `@font-face{font-family:'Noto Sans SC';font-weight:${number};src:url(data:font/woff2;base64,${woff.toString('base64')}) format('woff2')}`;
    }),
  );
  return faces.join('\n');
}
