import { NONE } from '../../server/kernel/grid/grid.ts';
import type { GridCity } from './grid-city.ts';

/** Minutes of a colour step. */
const BANDS = ['#1a9850', '#91cf60', '#fee08b', '#fc8d59', '#d73027'] as const;

/**
 * A drawing of the city: cells by 15-minute band of `seconds` (barriers blue, unreached grey), roads,
 * facilities. For the eye, in tests.
 */
export function drawGridCity(city: GridCity, seconds?: Float64Array): string {
  const { columns, rows, cellWidth } = city.grid;
  const scale = 12 / cellWidth;
  const parts: string[] = [];
  for (let cell = 0; cell < columns * rows; cell++) {
    const time = seconds?.[cell] ?? 0;
    const fill =
      city.engine.cellState[cell] !== 0
        ? '#74a9cf'
        : seconds === undefined
          ? '#f7f3e8'
          : time === Infinity
            ? '#d9d9d9'
            : BANDS[Math.min(Math.floor(time / 900), BANDS.length - 1)]!;
    parts.push(
      `<rect x="${(cell % columns) * 12}" y="${Math.floor(cell / columns) * 12}" width="12" height="12" ` +
        `fill="${fill}"/>`,
    );
  }
  const at = (x: number, y: number): string =>
    `${(x * scale).toFixed(1)},${((rows * cellWidth - y) * scale).toFixed(1)}`;
  for (const road of city.plan.roads ?? [])
    parts.push(
      `<polyline points="${road.points.map(([x, y]) => at(x, y)).join(' ')}" fill="none" stroke="#333" ` +
        'stroke-width="2"/>',
    );
  for (const source of city.sources)
    if (source !== NONE)
      parts.push(
        `<circle cx="${((source % columns) + 0.5) * 12}" cy="${(Math.floor(source / columns) + 0.5) * 12}" ` +
          'r="5" fill="#fff" stroke="#000"/>',
      );
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${columns * 12} ` +
    `${rows * 12}">\n${parts.join('\n')}\n</svg>\n`
  );
}

/**
 * People per cell as powers of two, at most 40 cells: a covered sum is the set of covered cells. Throws
 * RangeError beyond 40.
 */
export function buildPowersOfTwo(cells: number, inhabited: readonly number[]): Float64Array {
  if (inhabited.length > 40) throw new RangeError(`powers of two: at most 40 cells, got ${inhabited.length}`);
  const people = new Float64Array(cells);
  inhabited.forEach((cell, i) => {
    people[cell] = 2 ** i;
  });
  return people;
}

/** The positions in `inhabited` whose people a sum holds. */
export function readPowersOfTwo(sum: number): number[] {
  const held: number[] = [];
  for (let i = 0; i < 41; i++) if (Math.floor(sum / 2 ** i) % 2 === 1) held.push(i);
  return held;
}
