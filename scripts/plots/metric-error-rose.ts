import { buildHybridEngine } from '../../server/kernel/catchment/hybrid-engine.ts';
import { buildLand } from '../../server/kernel/cost/land.ts';
import { computeAnyAngleTimes } from '../../server/kernel/cost/wide-search.ts';
import type { Grid } from '../../server/kernel/grid/grid.ts';
import { text, wrapSvg } from './line-plot.ts';

const HALF = 60;
const SIZE = 2 * HALF + 1;
const CENTRE = 260;
const PIXELS_A_PERCENT = 24;

/**
 * How much longer than the straight line the shortest way over even ground is, by direction: measured on
 * every border cell of a grid.
 */
export function plotMetricError(): string {
  const grid: Grid = {
    columns: SIZE,
    rows: SIZE,
    left: 0,
    top: SIZE,
    cellWidth: 1,
    cellHeight: 1,
    crs: 'EPSG:32650',
    geographic: false,
  };
  const source = Int32Array.of(HALF * SIZE + HALF);
  const pace = new Float64Array(SIZE * SIZE).fill(1);
  const landOf = (neighbours: 8 | 16) => buildLand({ grid, paceSecondsPerMeter: pace, neighbours });
  const timesOf = (neighbours: 8 | 16): Float64Array =>
    buildHybridEngine({
      land: landOf(neighbours),
      roads: null,
      boardingSeconds: 0,
      toFacility: false,
    }).computeSurface(source, Infinity).seconds;
  const curves = [
    { label: '8 neighbours', colour: '#c2410c', seconds: timesOf(8) },
    { label: '16 neighbours (default)', colour: '#0b6e99', seconds: timesOf(16) },
    {
      label: 'any-angle, reach 4',
      colour: '#4d7c0f',
      seconds: computeAnyAngleTimes(landOf(16), source, Infinity, 4).seconds,
    },
  ];
  const parts: string[] = [];
  for (const percent of [2, 4, 6, 8]) {
    parts.push(
      `<circle cx="${CENTRE}" cy="${CENTRE}" r="${percent * PIXELS_A_PERCENT}" fill="none" stroke="#ccc"/>`,
    );
    parts.push(text(CENTRE + 3, CENTRE - percent * PIXELS_A_PERCENT - 3, 'start', `${percent} %`));
  }
  parts.push(
    `<path d="M${CENTRE - 210},${CENTRE}h420M${CENTRE},${CENTRE - 210}v420" stroke="#ccc"/>`,
    text(CENTRE + 222, CENTRE + 4, 'middle', 'E'),
    text(CENTRE, CENTRE - 214, 'middle', 'N'),
  );
  const border = listBorder();
  curves.forEach(({ label, colour, seconds }, i) => {
    let most = 0;
    const points = border.map(([dx, dy]) => {
      const excess = Math.max(0, (100 * seconds[(HALF - dy) * SIZE + HALF + dx]!) / Math.hypot(dx, dy) - 100);
      most = Math.max(most, excess);
      const length = (PIXELS_A_PERCENT * excess) / Math.hypot(dx, dy);
      return `${(CENTRE + length * dx).toFixed(1)},${(CENTRE - length * dy).toFixed(1)}`;
    });
    parts.push(
      `<path d="M${points.join('L')}Z" fill="${colour}" fill-opacity="0.12" stroke="${colour}" stroke-width="1.5"/>`,
    );
    parts.push(`<path d="M16,${492 + 18 * i}h24" stroke="${colour}" stroke-width="3"/>`);
    parts.push(text(46, 496 + 18 * i, 'start', `${label}: at most ${most.toFixed(2)} %`));
  });
  return wrapSvg(2 * CENTRE, 544, 'Excess over the straight line by direction, even ground', parts);
}

/** Cells of the border as offsets from the centre, once round. */
function listBorder(): [number, number][] {
  const side = Array.from({ length: 2 * HALF }, (_, i): [number, number] => [HALF, i - HALF]);
  const turn = ([x, y]: [number, number]): [number, number] => [-y, x];
  const second = side.map(turn);
  const third = second.map(turn);
  return [...side, ...second, ...third, ...third.map(turn)];
}
