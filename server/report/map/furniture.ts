import { ticks } from 'd3';
import { formatNumber } from '../../contract/text/format-number.ts';
import { estimateTextWidth, linePath, rectanglePath, type DrawingItem } from '../drawing/drawing.ts';
import type { MapFrame } from './map-frame.ts';

const INK = '#26262e';

/** Meridians and parallels at round degrees with their values along the top and the left edge. */
export function drawGraticule(frame: MapFrame): { lines: DrawingItem[]; labels: DrawingItem[] } {
  const [west, south, east, north] = frame.bounds;
  const lines: DrawingItem[] = [];
  const labels: DrawingItem[] = [];
  const step = pickStep(Math.max((east - west) / 5, (north - south) / 5));
  for (const lon of multiples(west, east, step)) {
    const [x] = frame.project(lon, north);
    lines.push(
      thin([
        [x, frame.y],
        [x, frame.y + frame.height],
      ]),
    );
    if (x > frame.x + 14 && x < frame.x + frame.width - 14)
      labels.push(label(x, frame.y - 3, writeDegrees(lon, step, 'E', 'W'), 'middle'));
  }
  for (const lat of multiples(south, north, step)) {
    const [, y] = frame.project(west, lat);
    lines.push(
      thin([
        [frame.x, y],
        [frame.x + frame.width, y],
      ]),
    );
    if (y > frame.y + 14 && y < frame.y + frame.height - 14)
      labels.push({ ...label(frame.x - 3, y, writeDegrees(lat, step, 'N', 'S'), 'middle'), rotate: -90 });
  }
  return { lines, labels };
}

/** The line round the map. */
export function drawNeatline(frame: MapFrame): DrawingItem[] {
  return [
    {
      kind: 'path',
      d: rectanglePath(frame.x, frame.y, frame.width, frame.height),
      stroke: INK,
      strokeWidth: 0.8,
    },
  ];
}

/** Scale bar in the lower left corner, of a round length near a fifth of the width, on a plate. */
export function drawScaleBar(frame: MapFrame): DrawingItem[] {
  const wished = frame.width / 4.5 / frame.pointsPerMeter;
  const power = 10 ** Math.floor(Math.log10(wished));
  const meters = [5, 2, 1].map((factor) => factor * power).find((length) => length <= wished) ?? power;
  const length = meters * frame.pointsPerMeter;
  const x = frame.x + 10;
  const y = frame.y + frame.height - 11;
  const half = length / 2;
  const unit = meters >= 1000 ? 'km' : 'm';
  const write = (value: number): string => formatNumber('cutoff', value / (unit === 'km' ? 1000 : 1));
  const end = `${write(meters)} ${unit}`;
  return [
    {
      kind: 'path',
      d: rectanglePath(x - 6, y - 14, length + 12 + estimateTextWidth(end, 6.5), 21),
      fill: '#ffffff',
      fillOpacity: 0.82,
    },
    { kind: 'path', d: rectanglePath(x, y, half, 3), fill: INK, stroke: INK, strokeWidth: 0.5 },
    { kind: 'path', d: rectanglePath(x + half, y, half, 3), fill: '#ffffff', stroke: INK, strokeWidth: 0.5 },
    label(x, y - 4, '0', 'middle'),
    label(x + half, y - 4, write(meters / 2), 'middle'),
    label(x + length, y - 4, end, 'middle'),
  ];
}

/** North arrow in the upper right corner. */
export function drawNorthArrow(frame: MapFrame, letter: string): DrawingItem[] {
  const x = frame.x + frame.width - 15;
  const y = frame.y + 12;
  return [
    { kind: 'path', d: rectanglePath(x - 9, y - 8, 18, 34), fill: '#ffffff', fillOpacity: 0.82 },
    {
      kind: 'path',
      d: linePath(
        [
          [x, y + 3],
          [x, y + 17],
          [x - 5, y + 22],
        ],
        true,
      ),
      fill: INK,
    },
    {
      kind: 'path',
      d: linePath(
        [
          [x, y + 3],
          [x + 5, y + 22],
          [x, y + 17],
        ],
        true,
      ),
      fill: '#ffffff',
      stroke: INK,
      strokeWidth: 0.6,
    },
    { kind: 'text', x, y: y + 0.5, text: letter, size: 7.5, bold: true, fill: INK, anchor: 'middle' },
  ];
}

/** 示范数据 / synthetic, where a reader cannot miss it. */
export function drawMark(frame: MapFrame, mark: string): DrawingItem[] {
  const width = estimateTextWidth(mark, 8) + 12;
  return [
    {
      kind: 'path',
      d: rectanglePath(frame.x + 5, frame.y + 5, width, 14),
      fill: '#fff7e0',
      stroke: '#9a6b00',
      strokeWidth: 0.7,
    },
    {
      kind: 'text',
      x: frame.x + 5 + width / 2,
      y: frame.y + 15,
      text: mark,
      size: 8,
      bold: true,
      fill: '#7a5200',
      anchor: 'middle',
    },
  ];
}

function thin(points: readonly (readonly [number, number])[]): DrawingItem {
  return { kind: 'path', d: linePath(points), stroke: '#5d6570', strokeWidth: 0.3, strokeOpacity: 0.55 };
}

function label(x: number, y: number, content: string, anchor: 'start' | 'middle' | 'end') {
  return { kind: 'text' as const, x, y, text: content, size: 6.2, fill: INK, anchor };
}

function multiples(low: number, high: number, step: number): number[] {
  return ticks(Math.ceil(low / step), Math.floor(high / step), 1_000)
    .filter((tick) => Number.isInteger(tick))
    .map((tick) => tick * step);
}

/** Round parts of a degree: degrees, then 30′, 20′, 15′, 10′ … */
function pickStep(wished: number): number {
  const minutes = [1 / 6, 1 / 4, 1 / 2, 1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1800];
  return (minutes.find((step) => step / 60 >= wished) ?? 1800) / 60;
}

function writeDegrees(value: number, step: number, positive: string, negative: string): string {
  const wrapped = value > 180 ? value - 360 : value;
  const seconds = Math.round(Math.abs(wrapped) * 3600);
  const parts = [`${Math.floor(seconds / 3600)}°`];
  if (step < 1) parts.push(`${String(Math.floor((seconds % 3600) / 60)).padStart(2, '0')}′`);
  if (step < 1 / 60) parts.push(`${String(seconds % 60).padStart(2, '0')}″`);
  return `${parts.join('')}${wrapped < 0 ? negative : positive}`;
}
