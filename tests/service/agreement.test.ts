import { join } from 'node:path';
import { fromArrayBuffer } from 'geotiff';
import { describe, expect, test } from 'vitest';
import { getRegion, importRegionFiles, referenceOf } from '../../server/service/regions.ts';
import { isWithinCutoff } from '../../server/contract/cut-off.ts';
import { buildTransform, parseCrs, WGS84 } from '../../server/geo/crs.ts';
import { writeGeoTiff } from '../../server/geo/geotiff-write.ts';
import { buildGridMetric } from '../../server/kernel/grid/grid-metric.ts';
import { centreX, centreY, countCells, NONE, type Grid } from '../../server/kernel/grid/grid.ts';
import { readRegionPack } from '../../server/region/model/region-pack.ts';
import type { Region } from '../../server/region/model/region.ts';
import { deep } from '../support/depth.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { useService } from '../support/service.ts';
import { writeFolder } from '../support/tiny-folder.ts';

type Body = any; // oxlint-disable-line typescript/no-explicit-any
const service = useService();

/**
 * Questions a region is asked; each draws a way of travelling, facilities, cut-offs and points. A large one
 * takes seconds a question.
 */
const questionsOf = ({ grid }: Region): number => (deep ? 40 : countCells(grid) > 400_000 ? 1 : 2);
/** Places whose path is asked for, a question. */
const PATHS = deep ? 6 : 2;

const METRES: Omit<Grid, 'columns' | 'rows'> = {
  left: 400_000,
  top: 3_400_000,
  cellWidth: 100,
  cellHeight: 100,
  crs: 'EPSG:32649',
  geographic: false,
};
const DEGREES: Omit<Grid, 'columns' | 'rows'> = {
  left: 29.3,
  top: -1.2,
  cellWidth: 1 / 1200,
  cellHeight: 1 / 1200,
  crs: 'EPSG:4326',
  geographic: true,
};

/**
 * The first two have no roads and are larger than 700 × 700 cells: the size at which the search once went
 * wrong without a word.
 */
const MADE: Readonly<Record<string, { grid: Grid; roads: boolean; heights: boolean; modes: string[] }>> = {
  'large-without-roads': {
    grid: { ...METRES, columns: 760, rows: 790 },
    roads: false,
    heights: false,
    modes: ['walk'],
  },
  'large-with-heights': {
    grid: { ...DEGREES, columns: 731, rows: 803 },
    roads: false,
    heights: true,
    modes: ['walk'],
  },
  'roads-and-heights': {
    grid: { ...METRES, columns: 333, rows: 257 },
    roads: true,
    heights: true,
    modes: ['walk', 'bicycle', 'motorcycle', 'car'],
  },
};

function degreesAt(grid: Grid, cell: number): [number, number] {
  const row = Math.floor(cell / grid.columns);
  const point: [number, number] = [centreX(grid, cell - row * grid.columns), centreY(grid, row)];
  buildTransform(parseCrs(grid.crs), WGS84)(point);
  return point;
}

/** Files of a region whose people, heights, roads and facilities are drawn from `seed`. */
function drawFiles({ grid, roads, heights }: (typeof MADE)[string], seed: number) {
  const random = seededRandom(seed);
  const cells = countCells(grid);
  const drawCell = (): number => Math.floor(random() * cells);
  const people = Float32Array.from({ length: cells }, () => (random() < 0.3 ? random() * 40 : 0));
  const files: Record<string, string | Uint8Array> = {
    'population.tif': writeGeoTiff({ grid, data: people }),
    'facilities.csv': [
      'id,name_zh,name_en,tier,lon,lat',
      ...Array.from({ length: 12 }, (_, i) => {
        const [lon, lat] = degreesAt(grid, drawCell());
        return `F${i},${i}号,Post ${i},${i % 3 === 0 ? 'township' : 'village'},${lon},${lat}`;
      }),
      '',
    ].join('\n'),
  };
  if (heights)
    files['dem.tif'] = writeGeoTiff({
      grid,
      data: Float32Array.from({ length: cells }, (_, cell) => {
        const [x, y] = [cell % grid.columns, Math.floor(cell / grid.columns)];
        return 400 + 150 * Math.sin(x / 17) * Math.cos(y / 23) + 3 * random();
      }),
    });
  if (roads)
    files['roads.geojson'] = JSON.stringify({
      type: 'FeatureCollection',
      features: Array.from({ length: 60 }, (_, i) => ({
        type: 'Feature',
        properties: { highway: ['primary', 'secondary', 'tertiary', 'track'][i % 4] },
        geometry: {
          type: 'LineString',
          coordinates: Array.from({ length: 4 }, () => degreesAt(grid, drawCell())),
        },
      })),
    });
  return files;
}

const ask = async (process: string, inputs: unknown): Promise<Body> => {
  const { status, body } = await service.execute(process, inputs);
  expect(status, `${process} ${JSON.stringify(inputs)}: ${JSON.stringify(body).slice(0, 500)}`).toBe(200);
  return body;
};

const loadRegion = (id: string): Region =>
  readRegionPack(referenceOf(service.context.analysis, getRegion(service.context.analysis, id)).packPath);

const secondsOf = (run: string): Float64Array =>
  new Float64Array(Uint8Array.from(service.context.analysis.runs.readArray(run, 'seconds')).buffer);

/** People and km² of the cells whose time is within the cut-off, added up without the code of the service. */
function sumWithin(region: Region, seconds: Float64Array, minutes: number): { people: number; km2: number } {
  const { cellAreaM2 } = buildGridMetric(region.grid);
  let [people, km2] = [0, 0];
  for (let cell = 0; cell < seconds.length; cell++)
    if (isWithinCutoff(seconds[cell]!, minutes)) {
      people += region.population[cell]!;
      km2 += cellAreaM2[Math.floor(cell / region.grid.columns)]! / 1e6;
    }
  return { people, km2 };
}

/** Times of one question: the surface of its run, its GeoTIFF, and the paths of sampled places. */
async function checkPaths(region: Region, question: Body, answer: Body, random: () => number): Promise<void> {
  const seconds = secondsOf(answer.run);
  const response = await service.request(answer.surface.geotiff);
  const [minutes] = (await (
    await (await fromArrayBuffer(await response.arrayBuffer())).getImage()
  ).readRasters()) as unknown as [Float32Array];
  let wrong = 0;
  for (let cell = 0; cell < seconds.length; cell++)
    if (minutes[cell] !== (Number.isFinite(seconds[cell]) ? Math.fround(seconds[cell]! / 60) : -1)) wrong++;
  expect(wrong, 'cells of the GeoTIFF that differ from the surface').toBe(0);
  for (let i = 0; i < PATHS; i++) {
    const cell = Math.floor(random() * seconds.length);
    const { cutoffMinutes: _, ...rest } = question;
    const explained = await ask('explain', { ...rest, point: degreesAt(region.grid, cell) });
    const times = explained.nearest.flatMap((row: Body) => (row.minutes === null ? [] : [row.minutes]));
    const where = `cell ${cell} ${JSON.stringify(question)}`;
    expect(explained.people, where).toBeCloseTo(region.population[cell]!, 6);
    if (Number.isFinite(seconds[cell])) expect(Math.min(...times), where).toBeCloseTo(seconds[cell]! / 60, 6);
    else expect(times, where).toEqual([]);
    for (const row of explained.nearest)
      if (row.minutes !== null)
        expect(
          row.legs.reduce((sum: number, leg: Body) => sum + leg.minutes, 0),
          where,
        ).toBeCloseTo(row.minutes, 6);
  }
}

/**
 * One facility: its catchment, the coverage by it alone, the surface of each, and the travel time from its
 * place.
 */
async function checkOne(region: Region, question: Body, id: string): Promise<number> {
  const alone = { ...question, facilities: { ids: [id] } };
  const coverage = await ask('coverage', alone);
  const { features } = await ask('catchments', { ...alone, polygons: false });
  const seconds = secondsOf(coverage.run);
  for (const [k, minutes] of question.cutoffMinutes.entries()) {
    const where = `${minutes} minutes of ${JSON.stringify(alone)}`;
    const { people, km2 } = sumWithin(region, seconds, minutes);
    expect(features[k].properties.population, where).toBeCloseTo(people, 6);
    expect(features[k].properties.areaKm2, where).toBeCloseTo(km2, 6);
    expect(coverage.cutoffs[k].covered, where).toBeCloseTo(people, 6);
    expect(coverage.facilities[0].people[k], where).toBeCloseTo(people, 6);
    expect(coverage.facilities[0].areaKm2[k], where).toBeCloseTo(km2, 6);
  }
  const last = question.cutoffMinutes.at(-1);
  const limited = await ask('travel-time', { ...alone, cutoffMinutes: last });
  expect(limited.reachedPeople).toBeCloseTo(sumWithin(region, seconds, last).people, 6);
  const bounded = secondsOf(limited.run);
  for (let cell = 0; cell < seconds.length; cell++)
    if (
      isWithinCutoff(seconds[cell]!, last) ? bounded[cell] !== seconds[cell] : Number.isFinite(bounded[cell])
    )
      throw new Error(`cell ${cell}: ${bounded[cell]} with a limit, ${seconds[cell]} without`);
  return sumWithin(region, seconds, last).people;
}

/** All facilities: each person belongs to one catchment where these do not overlap. */
async function checkAll(region: Region, question: Body): Promise<Body> {
  const coverage = await ask('coverage', question);
  const { features } = await ask('catchments', { ...question, polygons: false, overlap: 'nearest' });
  const seconds = secondsOf(coverage.run);
  const count = question.cutoffMinutes.length;
  for (const [k, minutes] of question.cutoffMinutes.entries()) {
    const where = `${minutes} minutes of ${JSON.stringify(question)}`;
    const own = features.filter((_: Body, i: number) => i % count === k);
    const { people } = sumWithin(region, seconds, minutes);
    expect(
      own.reduce((sum: number, it: Body) => sum + it.properties.population, 0),
      where,
    ).toBeCloseTo(people, 5);
    expect(coverage.cutoffs[k].covered, where).toBeCloseTo(people, 5);
    for (const [i, facility] of coverage.facilities.entries())
      expect(own[i].properties.population, where).toBeCloseTo(facility.people[k], 6);
  }
  return coverage;
}

async function checkRegion(id: string, modes: readonly string[], seed: number): Promise<void> {
  const region = loadRegion(id);
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  let people = 0;
  for (let i = 0; i < questionsOf(region); i++) {
    const mode = pick(modes);
    const model = i === 0 || random() < 0.6 ? 'hybrid' : pick(['raster', 'network', 'straight-line']);
    const overLand = model === 'hybrid' || (model === 'raster' && mode === 'walk');
    const question = {
      region: id,
      travel: {
        mode,
        model,
        direction: pick(['to-facility', 'from-facility']),
        ...(overLand && random() < 0.3 ? { neighbours: 8 } : {}),
        ...(overLand && mode === 'walk' && random() < 0.3 ? { slope: 'none' } : {}),
      },
      cutoffMinutes: [5 + Math.floor(random() * 20), 30 + Math.floor(random() * 30), 90],
    };
    const usable = (await checkAll(region, question)).facilities.filter((it: Body) => it.state === 'ok');
    people += await checkOne(region, question, pick<Body>(usable).id);
    const filter = { ...question, facilities: { ids: usable.slice(0, 5).map((it: Body) => it.id) } };
    await checkPaths(region, filter, await ask('coverage', filter), random);
  }
  expect(people, 'the questions are about somebody').toBeGreaterThan(100);
}

describe('reach list, surface, path and catchment of one question agree', () => {
  test(
    'the sample county',
    () => checkRegion('qinghe', ['walk', 'bicycle', 'motorcycle', 'car'], 1),
    3_600_000,
  );

  test.each(Object.entries(MADE))(
    '%s',
    async (id, made) => {
      const folder = writeFolder(join(service.folder, id), drawFiles(made, 7));
      await importRegionFiles(service.context.analysis, { files: [folder], id });
      const region = loadRegion(id);
      expect([region.grid.columns, region.grid.rows]).toEqual([made.grid.columns, made.grid.rows]);
      expect(region.facilities.some(({ cell }) => cell === NONE)).toBe(false);
      await checkRegion(id, made.modes, 11);
    },
    3_600_000,
  );
});
