import { max, scaleLinear } from 'd3';
import {
  clipText,
  estimateTextWidth,
  linePath,
  rectanglePath,
  type Drawing,
  type DrawingItem,
} from '../drawing/drawing.ts';

export interface BarChartSpec {
  readonly width: number;
  readonly bars: readonly {
    readonly label: string;
    readonly parts: readonly { readonly value: number; readonly colour: string }[];
    /** Written at the end of the bar. */
    readonly text: string;
  }[];
  /** End of the axis; null: from the data. */
  readonly maximum: number | null;
  readonly axisTitle: string;
  readonly tickText: (value: number) => string;
  readonly legend: readonly { readonly label: string; readonly colour: string }[];
  readonly alternative: string;
}

const INK = '#26262e';
const GREY = '#5a5a64';
const SIZE = 7.5;

/** Lying bars, each of one or more parts, with their value written at the end. */
export function drawBarChart(spec: BarChartSpec): Drawing {
  const row = spec.bars.length > 20 ? 12 : 17;
  const labelWidth = Math.min(
    spec.width * 0.36,
    Math.max(40, ...spec.bars.map((bar) => estimateTextWidth(bar.label, SIZE) + 8)),
  );
  const textWidth = Math.max(20, ...spec.bars.map((bar) => estimateTextWidth(bar.text, SIZE) + 8));
  const legendRows = layOutLegend(spec);
  const top = legendRows.height + 4;
  const bottom = top + spec.bars.length * row;
  const end =
    spec.maximum ?? (max(spec.bars, (bar) => bar.parts.reduce((sum, part) => sum + part.value, 0)) || 1);
  const x = scaleLinear([0, end], [labelWidth, spec.width - textWidth]);
  const items: DrawingItem[] = [...legendRows.items];
  for (const tick of x.ticks(5)) {
    items.push({
      kind: 'path',
      d: linePath([
        [x(tick), top],
        [x(tick), bottom + 3],
      ]),
      stroke: '#c9ccd2',
      strokeWidth: 0.5,
    });
    items.push({
      kind: 'text',
      x: x(tick),
      y: bottom + 11,
      text: spec.tickText(tick),
      size: 6.8,
      fill: GREY,
      anchor: 'middle',
    });
  }
  spec.bars.forEach((bar, i) => {
    const middle = top + i * row + row / 2;
    items.push({
      kind: 'text',
      x: labelWidth - 5,
      y: middle + SIZE * 0.36,
      text: clipText(bar.label, SIZE, labelWidth - 6),
      size: SIZE,
      fill: INK,
      anchor: 'end',
    });
    let sum = 0;
    for (const part of bar.parts) {
      const left = x(sum);
      sum += part.value;
      if (x(sum) - left > 0.05)
        items.push({
          kind: 'path',
          d: rectanglePath(left, middle - row * 0.34, x(sum) - left, row * 0.68),
          fill: part.colour,
        });
    }
    items.push({
      kind: 'text',
      x: x(sum) + 4,
      y: middle + SIZE * 0.36,
      text: bar.text,
      size: SIZE,
      fill: INK,
      anchor: 'start',
    });
  });
  items.push({
    kind: 'path',
    d: linePath([
      [labelWidth, top],
      [labelWidth, bottom + 3],
    ]),
    stroke: INK,
    strokeWidth: 0.8,
  });
  items.push({
    kind: 'text',
    x: (labelWidth + spec.width - textWidth) / 2,
    y: bottom + 22,
    text: spec.axisTitle,
    size: SIZE,
    fill: GREY,
    anchor: 'middle',
  });
  return { width: spec.width, height: bottom + 26, alternative: spec.alternative, items };
}

function layOutLegend(spec: BarChartSpec): { items: DrawingItem[]; height: number } {
  const items: DrawingItem[] = [];
  let x = 0;
  let y = 0;
  for (const entry of spec.legend) {
    const width = estimateTextWidth(entry.label, SIZE) + 28;
    if (x > 0 && x + width > spec.width) {
      x = 0;
      y += 12;
    }
    items.push({ kind: 'path', d: rectanglePath(x, y + 1, 9, 7), fill: entry.colour });
    items.push({
      kind: 'text',
      x: x + 13,
      y: y + 7.4,
      text: entry.label,
      size: SIZE,
      fill: INK,
      anchor: 'start',
    });
    x += width;
  }
  return { items, height: spec.legend.length > 0 ? y + 14 : 0 };
}
