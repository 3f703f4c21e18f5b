import {
  PEOPLE_COLOURS,
  TIME_COLOURS,
  UNCOVERED_PEOPLE_COLOURS,
  UNREACHED_COLOUR,
  findTimeClass,
} from '../../contract/colours.ts';
import { isWithinCutoff } from '../../contract/cut-off.ts';
import { encodePalettePng, type PaletteColour } from '../drawing/palette-png.ts';
import type { DrawingItem } from '../drawing/drawing.ts';
import type { ReportRaster } from '../report-input.ts';
import type { MapFrame } from './map-frame.ts';

const CLEAR: PaletteColour = { colour: '#ffffff', opacity: 0 };
/** Pictures are enlarged to about this many pixels a side so that viewers do not blur them. */
const WISHED_PIXELS = 1100;

/** Travel time in the classes of the page. */
export function drawTravelTime(frame: MapFrame, raster: ReportRaster): DrawingItem {
  const palette = [CLEAR, ...[...TIME_COLOURS, UNREACHED_COLOUR].map((colour) => ({ colour, opacity: 1 }))];
  const classify = (cell: number): number => {
    const seconds = raster.values[cell] ?? Number.NaN;
    if (Number.isNaN(seconds)) return 0;
    if (seconds === Infinity) return palette.length - 1;
    return 1 + findTimeClass(seconds);
  };
  return drawRaster(frame, raster, classify, palette);
}

/**
 * People in five classes of equal counts of cells; where a travel time is given, those within
 * `cutoffMinutes` in grey
 * and the others in orange.
 */
export function drawPeople(
  frame: MapFrame,
  population: ReportRaster,
  travelTime: ReportRaster | undefined,
  cutoffMinutes: number,
): DrawingItem {
  const breaks = findBreaks(population.values);
  const colours = [...PEOPLE_COLOURS, ...(travelTime ? UNCOVERED_PEOPLE_COLOURS : [])];
  const palette = [CLEAR, ...colours.map((colour) => ({ colour, opacity: 1 }))];
  const classify = (cell: number): number => {
    const people = population.values[cell] ?? 0;
    if (!(people > 0)) return 0;
    let level = 0;
    while (level < breaks.length && people > (breaks[level] ?? Infinity)) level++;
    if (!travelTime) return 1 + level;
    const seconds = sampleAt(travelTime, population, cell);
    return 1 + level + (isWithinCutoff(seconds, cutoffMinutes) ? 0 : PEOPLE_COLOURS.length);
  };
  return drawRaster(frame, population, classify, palette);
}

/**
 * Upper edges of the first four of five people classes: quintiles of the inhabited cells, moved to round
 * numbers that rise.
 */
export function findBreaks(values: Float32Array | Float64Array): number[] {
  const inhabited = values.filter((value) => value > 0).sort();
  const edges: number[] = [];
  for (const share of [0.2, 0.4, 0.6, 0.8]) {
    const quintile = inhabited[Math.min(inhabited.length - 1, Math.floor(share * inhabited.length))] ?? 0;
    const before = edges.at(-1) ?? 0;
    edges.push(
      listRound(before, Math.max(quintile, before)).reduce((best, edge) =>
        Math.abs(edge - quintile) < Math.abs(best - quintile) ? edge : best,
      ),
    );
  }
  return edges;
}

/** Round numbers above `low`, to the first that is not below `high`. */
function listRound(low: number, high: number): number[] {
  const found: number[] = [];
  for (let power = 10 ** Math.floor(Math.log10(Math.max(low, high / 1000, 1e-6))); ; power *= 10)
    for (const factor of [1, 1.5, 2, 3, 4, 5, 6, 8]) {
      const edge = Number((factor * power).toPrecision(3));
      if (edge <= low) continue;
      found.push(edge);
      if (edge >= high) return found;
    }
}

function sampleAt(raster: ReportRaster, frame: ReportRaster, cell: number): number {
  if (raster.columns === frame.columns && raster.rows === frame.rows)
    return raster.values[cell] ?? Number.NaN;
  const [west, south, east, north] = frame.bounds;
  const lon = west + ((cell % frame.columns) + 0.5) * ((east - west) / frame.columns);
  const lat = north - (Math.floor(cell / frame.columns) + 0.5) * ((north - south) / frame.rows);
  const [w, s, e, n] = raster.bounds;
  const column = Math.floor(((lon - w) / (e - w)) * raster.columns);
  const row = Math.floor(((n - lat) / (n - s)) * raster.rows);
  if (column < 0 || row < 0 || column >= raster.columns || row >= raster.rows) return Number.NaN;
  return raster.values[row * raster.columns + column] ?? Number.NaN;
}

function drawRaster(
  frame: MapFrame,
  raster: ReportRaster,
  classify: (cell: number) => number,
  palette: readonly PaletteColour[],
): DrawingItem {
  const times = Math.max(1, Math.round(WISHED_PIXELS / Math.max(raster.columns, raster.rows)));
  const columns = raster.columns * times;
  const indices = new Uint8Array(columns * raster.rows * times);
  const line = new Uint8Array(columns);
  for (let row = 0; row < raster.rows; row++) {
    for (let column = 0; column < raster.columns; column++)
      line.fill(classify(row * raster.columns + column), column * times, (column + 1) * times);
    for (let copy = 0; copy < times; copy++) indices.set(line, (row * times + copy) * columns);
  }
  const [west, south, east, north] = raster.bounds;
  const [left, top] = frame.project(west, north);
  const [right, bottom] = frame.project(east, south);
  const png = encodePalettePng(columns, raster.rows * times, indices, palette);
  return { kind: 'image', x: left, y: top, width: right - left, height: bottom - top, png };
}
