import { curveLinear, line, max, min, scaleLinear } from 'd3';
import { SITE_COLOUR } from '../../contract/colours.ts';
import { formatNumber } from '../../contract/text/format-number.ts';
import {
  circlePath,
  estimateTextWidth,
  linePath,
  type Drawing,
  type DrawingItem,
} from '../drawing/drawing.ts';

export interface FrontierChartSpec {
  readonly width: number;
  readonly height: number;
  readonly steps: readonly {
    readonly sites: number;
    readonly percent: number;
    readonly boundPercent: number | null;
  }[];
  readonly axisX: string;
  readonly axisY: string;
  readonly reached: string;
  readonly bound: string;
  readonly alternative: string;
}

const INK = '#26262e';
const GREY = '#5a5a64';

/** Coverage against the number of sites, with the bound no plan can pass as a dashed line. */
export function drawFrontierChart(spec: FrontierChartSpec): Drawing {
  const [left, top, right, bottom] = [42, 22, spec.width - 14, spec.height - 34];
  const bounds = spec.steps.flatMap((step) => (step.boundPercent === null ? [] : [step.boundPercent]));
  const values = [...spec.steps.map((step) => step.percent), ...bounds];
  const low = min(values) ?? 0;
  const high = max(values) ?? 100;
  const pad = Math.max((high - low) * 0.08, 0.5);
  const y = scaleLinear([Math.max(0, low - pad), Math.min(100, high + pad)], [bottom, top]).nice(5);
  const x = scaleLinear([0, max(spec.steps, (step) => step.sites) ?? 1], [left + 8, right]);
  const items: DrawingItem[] = [];
  for (const tick of y.ticks(5)) {
    items.push({
      kind: 'path',
      d: linePath([
        [left, y(tick)],
        [right, y(tick)],
      ]),
      stroke: '#d5d8dd',
      strokeWidth: 0.5,
    });
    items.push(text(left - 5, y(tick) + 2.6, formatNumber('cutoff', tick), 'end', GREY));
  }
  for (const tick of x.ticks(Math.min(12, spec.steps.length)).filter((value) => Number.isInteger(value))) {
    items.push({
      kind: 'path',
      d: linePath([
        [x(tick), bottom],
        [x(tick), bottom + 3],
      ]),
      stroke: INK,
      strokeWidth: 0.6,
    });
    items.push(text(x(tick), bottom + 12, formatNumber('count', tick), 'middle', GREY));
  }
  items.push({
    kind: 'path',
    d: linePath([
      [left, top],
      [left, bottom],
      [right, bottom],
    ]),
    stroke: INK,
    strokeWidth: 0.8,
  });
  const bounded = spec.steps.filter((step) => step.boundPercent !== null);
  const boundLine = line<(typeof spec.steps)[number]>(
    (step) => x(step.sites),
    (step) => y(step.boundPercent ?? 0),
  ).curve(curveLinear);
  if (bounded.length > 1)
    items.push({
      kind: 'path',
      d: boundLine.digits(2)(bounded) ?? '',
      stroke: GREY,
      strokeWidth: 1,
      dash: [4, 2.5],
    });
  const reachedLine = line<(typeof spec.steps)[number]>(
    (step) => x(step.sites),
    (step) => y(step.percent),
  ).digits(2);
  items.push({ kind: 'path', d: reachedLine(spec.steps) ?? '', stroke: SITE_COLOUR, strokeWidth: 1.6 });
  const radius = spec.steps.length > 40 ? 1.4 : 2.4;
  for (const step of spec.steps)
    items.push({ kind: 'path', d: circlePath(x(step.sites), y(step.percent), radius), fill: SITE_COLOUR });
  for (const step of [spec.steps[0], spec.steps.at(-1)])
    if (step) {
      const first = step === spec.steps[0];
      items.push({
        ...text(
          first ? x(step.sites) + 5 : x(step.sites),
          first ? y(step.percent) + 10 : y(step.percent) - 7,
          `${formatNumber('percent', step.percent)}%`,
          first ? 'start' : 'end',
          INK,
        ),
        halo: '#ffffff',
        haloWidth: 2,
      });
    }
  items.push(text(left - 30, 9, spec.axisY, 'start', GREY));
  items.push(text((left + right) / 2, bottom + 25, spec.axisX, 'middle', GREY));
  const legendX = right - estimateTextWidth(spec.reached, 7.5) - estimateTextWidth(spec.bound, 7.5) - 70;
  items.push({
    kind: 'path',
    d: linePath([
      [legendX, 6.5],
      [legendX + 18, 6.5],
    ]),
    stroke: SITE_COLOUR,
    strokeWidth: 1.6,
  });
  items.push(text(legendX + 22, 9, spec.reached, 'start', INK));
  if (bounded.length > 1) {
    const second = legendX + 36 + estimateTextWidth(spec.reached, 7.5);
    items.push({
      kind: 'path',
      d: linePath([
        [second, 6.5],
        [second + 18, 6.5],
      ]),
      stroke: GREY,
      strokeWidth: 1,
      dash: [4, 2.5],
    });
    items.push(text(second + 22, 9, spec.bound, 'start', INK));
  }
  return { width: spec.width, height: spec.height, alternative: spec.alternative, items };
}

function text(x: number, y: number, content: string, anchor: 'start' | 'middle' | 'end', fill: string) {
  return { kind: 'text' as const, x, y, text: content, size: 7.5, fill, anchor };
}
