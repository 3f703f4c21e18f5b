import { Resvg } from '@resvg/resvg-js';
import { FONT_FILES } from '../fonts.ts';
import type { Drawing } from './drawing.ts';
import { writeSvg } from './drawing-to-svg.ts';

/** `drawing` as PNG at `dotsPerInch`, on white, in the report's own font whatever the machine has. */
export function writePng(drawing: Drawing, dotsPerInch: number): Uint8Array {
  const svg = writeSvg(drawing, 'drawing');
  const resvg = new Resvg(svg, {
    background: '#ffffff',
    fitTo: { mode: 'width', value: Math.round((drawing.width / 72) * dotsPerInch) },
    font: {
      fontFiles: [FONT_FILES.regular, FONT_FILES.bold],
      loadSystemFonts: false,
      defaultFontFamily: 'Noto Sans SC',
    },
  });
  return resvg.render().asPng();
}
