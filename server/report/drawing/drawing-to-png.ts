import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { subsetFace } from '../subset-face.ts';
import type { Drawing } from './drawing.ts';
import { writeSvg } from './drawing-to-svg.ts';

/**
 * `drawings` as PNG at `dotsPerInch`, on white, in the report's own font whatever the machine has. The
 * renderer reads its
 * fonts again for every picture, so it is given files with the letters used: the whole faces take a second a
 * picture.
 */
export async function writePngs(
  drawings: readonly Drawing[],
  dotsPerInch: number,
): Promise<readonly Uint8Array[]> {
  const pictures = drawings.map((drawing) => ({ svg: writeSvg(drawing, 'drawing'), width: drawing.width }));
  const letters = pictures.map(({ svg }) => svg.replace(/base64,[A-Za-z0-9+/=]+/g, '')).join('');
  const folder = await mkdtemp(join(tmpdir(), 'careshed-fonts-'));
  try {
    const fontFiles = await Promise.all(
      (['regular', 'bold'] as const).map(async (weight) => {
        const path = join(folder, `${weight}.ttf`);
        await writeFile(path, await subsetFace(weight, letters, 'sfnt'));
        return path;
      }),
    );
    return pictures.map(({ svg, width }) =>
      new Resvg(svg, {
        background: '#ffffff',
        fitTo: { mode: 'width', value: Math.round((width / 72) * dotsPerInch) },
        font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'Noto Sans SC' },
      })
        .render()
        .asPng(),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
