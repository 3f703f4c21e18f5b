import type { Drawing, DrawingItem, PathItem, TextItem } from '../drawing/drawing.ts';
import type { Pdf } from './pdf-canvas.ts';

/**
 * Draws `drawing` as vectors at (x, y), scaled to `width` points. Leaves graphics state and cursor as they
 * were.
 */
export function drawInPdf(pdf: Pdf, drawing: Drawing, x: number, y: number, width: number): void {
  const cursor = { x: pdf.x, y: pdf.y };
  pdf.save();
  pdf.translate(x, y);
  pdf.scale(width / drawing.width);
  for (const item of drawing.items) drawItem(pdf, item);
  pdf.restore();
  pdf.x = cursor.x;
  pdf.y = cursor.y;
}

function drawItem(pdf: Pdf, item: DrawingItem): void {
  switch (item.kind) {
    case 'path':
      drawPath(pdf, item);
      break;
    case 'text':
      drawText(pdf, item);
      break;
    case 'image':
      pdf.image(Buffer.from(item.png), item.x, item.y, { width: item.width, height: item.height });
      break;
    case 'clip':
      pdf.save();
      pdf.rect(item.x, item.y, item.width, item.height).clip();
      for (const inner of item.items) drawItem(pdf, inner);
      pdf.restore();
      break;
  }
}

function drawPath(pdf: Pdf, item: PathItem): void {
  if (item.d === '' || (!item.fill && !item.stroke)) return;
  pdf.save();
  pdf.path(item.d);
  if (item.stroke) {
    pdf
      .lineWidth(item.strokeWidth ?? 1)
      .lineJoin('round')
      .lineCap('round');
    pdf.strokeOpacity(item.strokeOpacity ?? 1);
    if (item.dash) pdf.dash(item.dash[0] ?? 1, { space: item.dash[1] ?? 1 });
  }
  if (item.fill) pdf.fillOpacity(item.fillOpacity ?? 1);
  const rule = item.evenOdd ? 'even-odd' : 'non-zero';
  if (item.fill && item.stroke) pdf.fillAndStroke(item.fill, item.stroke, rule);
  else if (item.fill) pdf.fill(item.fill, rule);
  else if (item.stroke) pdf.stroke(item.stroke);
  pdf.restore();
}

function drawText(pdf: Pdf, item: TextItem): void {
  if (item.text === '') return;
  pdf.save();
  pdf.font(item.bold ? 'bold' : 'regular').fontSize(item.size);
  if (item.rotate) pdf.rotate(item.rotate, { origin: [item.x, item.y] });
  const width = pdf.widthOfString(item.text);
  const left = item.x - (item.anchor === 'middle' ? width / 2 : item.anchor === 'end' ? width : 0);
  if (item.halo) strokeOutlines(pdf, item, left);
  pdf.fillOpacity(1).fillColor(item.fill);
  pdf.text(item.text, left, item.y, { lineBreak: false, baseline: 'alphabetic' });
  pdf.restore();
}

interface OutlineFont {
  readonly unitsPerEm: number;
  layout(text: string): {
    readonly glyphs: readonly { readonly path: { toSVG(): string } }[];
    readonly positions: readonly { readonly xAdvance: number }[];
  };
}

/** The outline behind letters is drawn as shapes, so that the text is in the file once and extracts once. */
function strokeOutlines(pdf: Pdf, item: TextItem, left: number): void {
  const { font } = (pdf as unknown as Record<'_font', { font: OutlineFont }>)['_font'];
  const scale = item.size / font.unitsPerEm;
  const run = font.layout(item.text);
  pdf.save();
  pdf.translate(left, item.y);
  pdf.transform(scale, 0, 0, -scale, 0, 0);
  pdf
    .lineWidth((item.haloWidth ?? 2) / scale)
    .lineJoin('round')
    .strokeColor(item.halo ?? '#ffffff');
  let x = 0;
  run.glyphs.forEach((glyph, i) => {
    const d = glyph.path.toSVG();
    if (d !== '') {
      pdf.save();
      pdf.translate(x, 0);
      pdf.path(d).stroke();
      pdf.restore();
    }
    x += run.positions[i]?.xAdvance ?? 0;
  });
  pdf.restore();
}
