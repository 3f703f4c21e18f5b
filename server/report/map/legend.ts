import {
  clipText,
  estimateTextWidth,
  linePath,
  rectanglePath,
  type DrawingItem,
} from '../drawing/drawing.ts';

/** One line of a legend: a sign, drawn about (x, y), and what it means. */
export interface LegendEntry {
  readonly label: string;
  readonly draw: (x: number, y: number) => readonly DrawingItem[];
}
/** Touching colour boxes with a label under each. */
export interface LegendRamp {
  readonly title: string;
  readonly colours: readonly string[];
  readonly labels: readonly string[];
}

const ROW = 12;
const SIZE = 7.2;
const INK = '#26262e';

/**
 * Legend of `width` points at (x, y): ramps first (their titles above them where it is narrow), then the
 * entries in columns. Answers its items and height.
 */
export function drawLegend(
  title: string,
  ramps: readonly LegendRamp[],
  entries: readonly LegendEntry[],
  x: number,
  y: number,
  width: number,
): { items: DrawingItem[]; height: number } {
  const narrow = width < 220;
  const items: DrawingItem[] = [text(title, x, y + 9, 8, true)];
  let top = y + 14;
  for (const ramp of ramps) {
    items.push(text(clipText(ramp.title, SIZE, width), x, top + 7.5, SIZE, false));
    if (narrow) top += 11;
    const titleWidth = narrow ? 0 : Math.max(108, estimateTextWidth(ramp.title, SIZE) + 8);
    const room = (width - titleWidth) / Math.max(1, ramp.colours.length);
    const box = Math.min(62, room);
    ramp.colours.forEach((colour, i) => {
      const left = x + titleWidth + i * box;
      items.push({
        kind: 'path',
        d: rectanglePath(left, top, box, 8),
        fill: colour,
        stroke: '#6b6b75',
        strokeWidth: 0.3,
      });
      items.push({
        kind: 'text',
        x: left + box / 2,
        y: top + 15.5,
        text: ramp.labels[i] ?? '',
        size: narrow ? 5.4 : 6.2,
        fill: INK,
        anchor: 'middle',
      });
    });
    top += 21;
  }
  const widest = Math.max(60, ...entries.map((entry) => estimateTextWidth(entry.label, SIZE) + 24));
  const columns = Math.max(1, Math.min(4, Math.floor(width / widest)));
  const columnWidth = width / columns;
  const perColumn = Math.ceil(entries.length / columns);
  entries.forEach((entry, i) => {
    const left = x + Math.floor(i / perColumn) * columnWidth;
    const middle = top + (i % perColumn) * ROW + ROW / 2;
    items.push(...entry.draw(left + 8, middle));
    items.push(text(clipText(entry.label, SIZE, columnWidth - 22), left + 19, middle + 2.6, SIZE, false));
  });
  return { items, height: top - y + perColumn * ROW };
}

/** Legend signs of areas and lines. */
export function areaSign(fill: string, stroke?: string, dash?: readonly number[]): LegendEntry['draw'] {
  return (x, y) => [
    {
      kind: 'path',
      d: rectanglePath(x - 7, y - 3.6, 14, 7.2),
      fill,
      ...(stroke ? { stroke, strokeWidth: 0.8 } : {}),
      ...(dash ? { dash } : {}),
    },
  ];
}

export function lineSign(stroke: string, strokeWidth: number, dash?: readonly number[]): LegendEntry['draw'] {
  return (x, y) => [
    {
      kind: 'path',
      d: linePath([
        [x - 7, y],
        [x + 7, y],
      ]),
      stroke,
      strokeWidth,
      ...(dash ? { dash } : {}),
    },
  ];
}

function text(content: string, x: number, y: number, size: number, bold: boolean): DrawingItem {
  return { kind: 'text', x, y, text: content, size, bold, fill: INK, anchor: 'start' };
}
