import { subsetFace } from '../subset-face.ts';

/**
 * `@font-face` rules that carry exactly the letters of `text`, so that the page prints alike on any
 * machine.
 */
export async function embedFonts(text: string): Promise<string> {
  const faces = await Promise.all(
    (
      [
        ['regular', 400],
        ['bold', 700],
      ] as const
    ).map(async ([weight, number]) => {
      const woff = Buffer.from(await subsetFace(weight, text, 'woff2')).toString('base64');
      return (
        `@font-face{font-family:'Noto Sans SC';font-weight:${number};src:url(data:font/woff2;base64,${woff}) ` +
        `format('woff2')}`
      );
    }),
  );
  return faces.join('\n');
}
