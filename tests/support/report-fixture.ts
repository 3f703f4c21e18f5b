import { polygonContains } from 'd3';
import type { Feature, FeatureCollection, Polygon } from 'geojson';
import type { CoverageAnswer, SitingAnswer } from '../../server/contract/processes.ts';
import { CoverageInputs, SitingInputs } from '../../server/contract/processes.ts';
import { AGE_BANDS, type Language, type Tier } from '../../server/contract/vocabulary.ts';
import type {
  ReportFacility,
  ReportInput,
  ReportRoad,
  ReportTemplate,
  RunOf,
} from '../../server/report/report-input.ts';
import { seededRandom } from './seeded-random.ts';

/** What a test wants of the little county. */
export interface FixtureOptions {
  readonly language?: Language;
  readonly template?: ReportTemplate | null;
  readonly sites?: number;
  readonly zones?: boolean;
  readonly boundary?: boolean;
  readonly rasters?: boolean;
  readonly staff?: boolean;
  readonly ages?: boolean;
  readonly synthetic?: boolean;
  /** Names of 80 characters everywhere. */
  readonly longNames?: boolean;
  /** Text a spreadsheet could take for a formula. */
  readonly hostileNames?: boolean;
  readonly villages?: number;
  readonly sensitivity?: boolean;
  readonly costs?: boolean;
  readonly runs?: 'both' | 'coverage' | 'siting';
}

const WEST = 112.02;
const SOUTH = 28.61;
const SIZE = 0.4;
const COLUMNS = 120;
const ROWS = 120;
const CUTOFFS = [30, 60, 120];
const MAIN = 60;
const KM_PER_DEGREE = 111.195;
const SQUEEZE = Math.cos(((SOUTH + SIZE / 2) * Math.PI) / 180);
const AGE_SHARES = { '0-6': 0.06, '7-14': 0.1, '15-59': 0.58, '60-64': 0.08, '65+': 0.18 } as const;
const TOWNS = '城关 石桥 双溪 白马 青山 龙潭 柳河 东岭 南坪 大湾 竹园 金沙 月塘 松林 高峰 云溪'.split(' ');
const PINYIN =
  'Chengguan Shiqiao Shuangxi Baima Qingshan Longtan Liuhe Dongling Nanping Dawan Zhuyuan Jinsha Yuetang Songlin Gaofeng Yunxi'.split(
    ' ',
  );

/**
 * A plausible small county made by code: 16 townships, a river, a lake, walking times that follow from
 * distances. All sums are of its own cells.
 */
export function buildReportFixture(options: FixtureOptions = {}): ReportInput {
  const random = seededRandom(20261122);
  const language = options.language ?? 'zh';
  const withZones = options.zones ?? true;
  const lattice = buildLattice(random);
  const rings = lattice.rings;
  const rename = (zh: string, en: string): { nameZh: string; nameEn: string } => {
    if (options.longNames)
      return {
        nameZh: `${zh}${'江北新区健康促进与基层卫生服务一体化管理示范联合体'.repeat(4)}`.slice(0, 80),
        nameEn:
          `${en} ${'Integrated Primary Health Care and Community Wellbeing Partnership '.repeat(3)}`.slice(
            0,
            80,
          ),
      };
    if (options.hostileNames)
      return { nameZh: `=cmd|' /C calc'!A0 ${zh}`, nameEn: `=HYPERLINK("http://example.org";"${en}") <b>&` };
    return { nameZh: zh, nameEn: en };
  };
  const towns = lattice.centres.map(([lon, lat], i) => ({
    lon,
    lat,
    ...rename(`${TOWNS[i]}镇`, PINYIN[i] ?? ''),
  }));
  const facilities = buildFacilities(random, towns, options, rename);
  const { people, barrier, zoneOf } = buildPeople(random, towns, rings);
  const minutes = measureMinutes(facilities, barrier);
  const zoneNames = towns.map((town) => ({ zh: town.nameZh, en: town.nameEn }));
  const total = people.reduce((sum, value) => sum + value, 0);
  const coverage = buildCoverage({ people, barrier, zoneOf, minutes, facilities, towns, total, options });
  const siting = buildSiting({ people, barrier, zoneOf, minutes, towns, total, options });
  const runs = options.runs ?? 'both';
  const zones: FeatureCollection<Polygon> = {
    type: 'FeatureCollection',
    features: rings.map((ring): Feature<Polygon> => ({
      type: 'Feature',
      geometry: { type: 'Polygon', coordinates: [ring] },
      properties: {},
    })),
  };
  const tiers = (['village', 'township', 'county', 'other'] as const).map((tier) => ({
    tier,
    count: facilities.filter((facility) => facility.tier === tier).length,
  }));
  return {
    language,
    title: null,
    template: options.template ?? null,
    generatedAt: '2026-11-22T08:30:00.000Z',
    engineVersion: '0.1.0',
    region: {
      id: 'testshire',
      nameZh: '试验县',
      nameEn: 'Testshire',
      synthetic: options.synthetic ?? true,
      bounds: [WEST, SOUTH, WEST + SIZE, SOUTH + SIZE],
      people: total,
      cells: COLUMNS * ROWS,
      cellMeters: 326,
      facilities: tiers.filter((tier) => tier.count > 0),
      zoneLayers: withZones ? [{ id: 'townships', title: '乡镇', count: rings.length }] : [],
      ageBands: (options.ages ?? true) ? [...AGE_BANDS] : [],
      roadKm: 812.4,
      hasElevation: true,
      hash: 'a3f1'.repeat(16),
      crs: 'EPSG:32649',
      areaKm2: 1389.26,
      peopleOutsideZones: withZones ? 0 : total,
      peopleOnBarrier: coverage.cutoffs[0]?.uncovered.onBarrier ?? 0,
      sources: [
        source('population', 'population.tif', 'GeoTIFF', { people: Math.round(total), year: 2025 }),
        source('roads', 'roads.osm.pbf', 'OSM PBF', { ways: 1834, date: '2026-10-01' }),
        source('facilities', 'facilities.csv', 'CSV', { rows: facilities.length }),
        {
          ...source('facilities', 'facilities-osm.geojson', 'GeoJSON', { features: 41 }),
          role: 'alternative',
        },
      ],
      findings: [
        {
          code: 'facility-on-barrier',
          severity: 'warning',
          layer: 'facilities',
          count: 1,
          text:
            language === 'zh'
              ? '有机构位于水面，已移到最近的陆地格网。'
              : 'A facility lies on water; it was moved to the nearest land cell.',
          examples: [],
        },
      ],
      attributions:
        language === 'zh'
          ? ['示范数据，由程序生成，CC0', '道路 © 示例贡献者，ODbL 1.0']
          : ['Synthetic data made by a program, CC0', 'Roads © example contributors, ODbL 1.0'],
    },
    runs: [
      ...(runs === 'siting' ? [] : [coverageRun(coverage)]),
      ...(runs === 'coverage' ? [] : [sitingRun(siting)]),
    ],
    layers: {
      boundary:
        (options.boundary ?? true)
          ? {
              type: 'FeatureCollection',
              features: [
                {
                  type: 'Feature',
                  geometry: { type: 'Polygon', coordinates: [lattice.outline] },
                  properties: {},
                },
              ],
            }
          : null,
      zones: withZones ? { id: 'townships', title: '乡镇', names: zoneNames, features: zones } : null,
      water: buildWater(),
      roads: buildRoads(towns),
      places: towns.map((town, i) => ({
        nameZh: town.nameZh,
        nameEn: town.nameEn,
        lonDegrees: town.lon,
        latDegrees: town.lat,
        rank: i === 0 ? 1 : 2,
      })),
      facilities,
      ...((options.rasters ?? true)
        ? {
            population: {
              columns: COLUMNS,
              rows: ROWS,
              bounds: [WEST, SOUTH, WEST + SIZE, SOUTH + SIZE],
              values: people,
            },
            travelTime: {
              columns: COLUMNS,
              rows: ROWS,
              bounds: [WEST, SOUTH, WEST + SIZE, SOUTH + SIZE],
              values: minutes.seconds.map((value, cell) => (zoneOf[cell] === -1 ? Number.NaN : value)),
            },
          }
        : {}),
    },
  };
}

interface Town {
  readonly lon: number;
  readonly lat: number;
  readonly nameZh: string;
  readonly nameEn: string;
}
type Ring = [number, number][];

/** 16 crooked quadrilaterals whose outer edges make the boundary. */
function buildLattice(random: () => number): { rings: Ring[]; centres: [number, number][]; outline: Ring } {
  const nodes = Array.from({ length: 5 }, (_, row) =>
    Array.from({ length: 5 }, (_, column): [number, number] => [
      WEST + 0.02 + (column / 4) * (SIZE - 0.04) + (random() - 0.5) * 0.03,
      SOUTH + 0.02 + (row / 4) * (SIZE - 0.04) + (random() - 0.5) * 0.03,
    ]),
  );
  const at = (row: number, column: number): [number, number] => nodes[row]?.[column] ?? [WEST, SOUTH];
  const edge = (a: [number, number], b: [number, number]): Ring => {
    const forward = a[0] + a[1] * 7 < b[0] + b[1] * 7;
    const [from, to] = forward ? [a, b] : [b, a];
    const points = Array.from({ length: 13 }, (_, i): [number, number] => {
      const t = i / 12;
      const bend = Math.sin(t * Math.PI * 4 + from[0] * 900) * 0.0045 * Math.sin(t * Math.PI);
      return [
        from[0] + (to[0] - from[0]) * t - (to[1] - from[1]) * bend * 12,
        from[1] + (to[1] - from[1]) * t + (to[0] - from[0]) * bend * 12,
      ];
    });
    return (forward ? points : points.reverse()).slice(0, -1);
  };
  const rings: Ring[] = [];
  const centres: [number, number][] = [];
  for (let row = 0; row < 4; row++)
    for (let column = 0; column < 4; column++) {
      const corners = [at(row, column), at(row, column + 1), at(row + 1, column + 1), at(row + 1, column)];
      const ring = corners.flatMap((corner, i) => edge(corner, corners[(i + 1) % 4] ?? corner));
      rings.push([...ring, ring[0] ?? [WEST, SOUTH]]);
      centres.push([
        corners.reduce((sum, corner) => sum + corner[0], 0) / 4 + (random() - 0.5) * 0.04,
        corners.reduce((sum, corner) => sum + corner[1], 0) / 4 + (random() - 0.5) * 0.04,
      ]);
    }
  const around = [
    ...[0, 1, 2, 3].map((i): [number, number][] => [at(0, i), at(0, i + 1)]),
    ...[0, 1, 2, 3].map((i): [number, number][] => [at(i, 4), at(i + 1, 4)]),
    ...[4, 3, 2, 1].map((i): [number, number][] => [at(4, i), at(4, i - 1)]),
    ...[4, 3, 2, 1].map((i): [number, number][] => [at(i, 0), at(i - 1, 0)]),
  ].flatMap(([a, b]) => edge(a ?? [0, 0], b ?? [0, 0]));
  return { rings, centres, outline: [...around, around[0] ?? [WEST, SOUTH]] };
}

function buildFacilities(
  random: () => number,
  towns: readonly Town[],
  options: FixtureOptions,
  rename: (zh: string, en: string) => { nameZh: string; nameEn: string },
): ReportFacility[] {
  const staff = options.staff ?? true;
  const make = (
    id: string,
    zh: string,
    en: string,
    tier: Tier,
    lon: number,
    lat: number,
    size: number,
  ): ReportFacility => ({
    id,
    ...rename(zh, en),
    tier,
    lonDegrees: lon,
    latDegrees: lat,
    doctors: staff ? Math.round(size * 1.4) : null,
    generalPractitioners: staff ? Math.round(size * 0.3) : null,
    nurses: staff ? Math.round(size * 1.7) : null,
    beds: staff ? (tier === 'village' ? 0 : Math.round(size * 2.5)) : null,
    capacity: staff ? size * 2000 : null,
  });
  const served = towns.filter((_, i) => i % 5 !== 3);
  const list = served.map((town, i) =>
    i === 0
      ? make('H1', `试验县人民医院`, 'Testshire County Hospital', 'county', town.lon, town.lat, 160)
      : make(
          `T${i}`,
          `${town.nameZh.slice(0, 3)}中心卫生院`,
          `${town.nameEn.slice(0, 12)} Health Centre`,
          'township',
          town.lon,
          town.lat,
          14,
        ),
  );
  for (let i = 0; i < (options.villages ?? 22); i++) {
    const town = served[i % served.length] ?? { lon: WEST, lat: SOUTH, nameZh: '', nameEn: '' };
    list.push(
      make(
        `V${i + 1}`,
        `${town.nameZh.slice(0, 2)}第${i + 1}村卫生室`,
        `${town.nameEn.slice(0, 12)} village post ${i + 1}`,
        'village',
        town.lon + (random() - 0.5) * 0.07,
        town.lat + (random() - 0.5) * 0.07,
        1,
      ),
    );
  }
  return list;
}

function cellCentre(cell: number): [number, number] {
  return [
    WEST + ((cell % COLUMNS) + 0.5) * (SIZE / COLUMNS),
    SOUTH + SIZE - (Math.floor(cell / COLUMNS) + 0.5) * (SIZE / ROWS),
  ];
}

function measureKm(lon: number, lat: number, toLon: number, toLat: number): number {
  return Math.hypot((lon - toLon) * SQUEEZE, lat - toLat) * KM_PER_DEGREE;
}

function buildPeople(random: () => number, towns: readonly Town[], rings: readonly Ring[]) {
  const people = new Float64Array(COLUMNS * ROWS);
  const barrier = new Uint8Array(COLUMNS * ROWS);
  const zoneOf = new Int32Array(COLUMNS * ROWS).fill(-1);
  for (let cell = 0; cell < people.length; cell++) {
    const [lon, lat] = cellCentre(cell);
    zoneOf[cell] = rings.findIndex((ring) => polygonContains(ring, [lon, lat]));
    if (measureKm(lon, lat, LAKE[0], LAKE[1]) < 2.2) barrier[cell] = 1;
    if (zoneOf[cell] === -1) continue;
    let density = 0;
    towns.forEach((town, i) => {
      const km = measureKm(lon, lat, town.lon, town.lat);
      density += (i === 0 ? 900 : 160) * Math.exp(-(km ** 2) / (i === 0 ? 5 : 2.4)) + 6 * Math.exp(-km / 4);
    });
    if (random() < 0.55 || density > 60) people[cell] = Math.round(density * (0.6 + random() * 0.8));
    if (barrier[cell] === 1) people[cell] = random() < 0.1 ? 3 : 0;
  }
  return { people, barrier, zoneOf };
}

const LAKE: readonly [number, number] = [112.3, 28.74];
const ISLAND: readonly [number, number] = [112.09, 28.93];

/** Walking minutes at 4 km/h over a detour of 1.3; a corner of the county has no path at all. */
function measureMinutes(facilities: readonly ReportFacility[], barrier: Uint8Array) {
  const seconds = new Float64Array(barrier.length).fill(Infinity);
  const nearest = new Int32Array(barrier.length).fill(-1);
  for (let cell = 0; cell < seconds.length; cell++) {
    const [lon, lat] = cellCentre(cell);
    if (barrier[cell] === 1 || measureKm(lon, lat, ISLAND[0], ISLAND[1]) < 1.6) continue;
    facilities.forEach((facility, i) => {
      const time = (measureKm(lon, lat, facility.lonDegrees, facility.latDegrees) * 1.3 * 3600) / 4;
      if (time < (seconds[cell] ?? Infinity)) {
        seconds[cell] = time;
        nearest[cell] = i;
      }
    });
  }
  return { seconds, nearest };
}

interface Counted {
  readonly people: Float64Array;
  readonly barrier: Uint8Array;
  readonly zoneOf: Int32Array;
  readonly minutes: { readonly seconds: Float64Array; readonly nearest: Int32Array };
  readonly towns: readonly Town[];
  readonly total: number;
  readonly options: FixtureOptions;
}

function countCutoffs({ people, barrier, minutes }: Counted, keep: (cell: number) => boolean) {
  return CUTOFFS.map((cutoffMinutes) => {
    const sums = { covered: 0, tooFar: 0, blocked: 0, onBarrier: 0 };
    people.forEach((value, cell) => {
      if (value === 0 || !keep(cell)) return;
      const time = minutes.seconds[cell] ?? Infinity;
      if (time <= cutoffMinutes * 60) sums.covered += value;
      else if (barrier[cell] === 1) sums.onBarrier += value;
      else if (time === Infinity) sums.blocked += value;
      else sums.tooFar += value;
    });
    const all = sums.covered + sums.tooFar + sums.blocked + sums.onBarrier;
    const { covered, tooFar, blocked, onBarrier } = sums;
    return {
      cutoffMinutes,
      covered,
      percent: all > 0 ? (covered / all) * 100 : 0,
      uncovered: { tooFar, blocked, onBarrier, capacity: 0, noData: 0 },
    };
  });
}

function head(process: string) {
  return {
    run: process === 'coverage' ? '5f0c2b7e9d41' : 'c81e72aa40b3',
    process,
    region: 'testshire',
    scenario: null,
    travel: { model: 'hybrid', mode: 'walk' },
    notes: [
      {
        code: 'assume-direction-to',
        parameters: {},
        text: '',
      },
    ],
  };
}

function buildCoverage(counted: Counted & { facilities: readonly ReportFacility[] }): CoverageAnswer {
  const { people, zoneOf, minutes, facilities, towns, total, options } = counted;
  const cutoffs = countCutoffs(counted, () => true);
  const reached = [...people.keys()]
    .filter((cell) => (people[cell] ?? 0) > 0 && Number.isFinite(minutes.seconds[cell]))
    .sort((a, b) => (minutes.seconds[a] ?? 0) - (minutes.seconds[b] ?? 0));
  const reachedPeople = reached.reduce((sum, cell) => sum + (people[cell] ?? 0), 0);
  const quantile = (share: number): number => {
    let sum = 0;
    const cell = reached.find((candidate) => (sum += people[candidate] ?? 0) >= share * reachedPeople);
    return (minutes.seconds[cell ?? 0] ?? 0) / 60;
  };
  const meanOf = (keep: (cell: number) => boolean): number | null => {
    let weight = 0;
    let sum = 0;
    for (const cell of reached)
      if (keep(cell)) {
        weight += people[cell] ?? 0;
        sum += ((people[cell] ?? 0) * (minutes.seconds[cell] ?? 0)) / 60;
      }
    return weight > 0 ? sum / weight : null;
  };
  const withZones = options.zones ?? true;
  return {
    ...head('coverage'),
    total,
    denominator: 'all people of the region',
    cutoffs,
    burden: {
      meanMinutes: meanOf(() => true),
      medianMinutes: quantile(0.5),
      p90Minutes: quantile(0.9),
      p95Minutes: quantile(0.95),
      unreachablePercent: ((total - reachedPeople) / total) * 100,
    },
    ages:
      (options.ages ?? true)
        ? AGE_BANDS.map((band) => ({
            band,
            total: total * AGE_SHARES[band],
            covered: cutoffs.map((entry) => entry.covered * AGE_SHARES[band]),
          }))
        : [],
    zones: withZones
      ? towns.map((town, index) => ({
          index,
          nameZh: town.nameZh,
          nameEn: town.nameEn,
          total: people.reduce((sum, value, cell) => sum + (zoneOf[cell] === index ? value : 0), 0),
          meanMinutes: meanOf((cell) => zoneOf[cell] === index),
          cutoffs: countCutoffs(counted, (cell) => zoneOf[cell] === index),
          basis: 'cell-centre' as const,
          outsideKm2: 0,
        }))
      : [],
    outsideZones: null,
    facilities: facilities.map((facility, i) => {
      const nearest = CUTOFFS.map((cutoff) =>
        people.reduce(
          (sum, value, cell) =>
            sum +
            (minutes.nearest[cell] === i && (minutes.seconds[cell] ?? Infinity) <= cutoff * 60 ? value : 0),
          0,
        ),
      );
      return {
        id: facility.id,
        nameZh: facility.nameZh,
        nameEn: facility.nameEn,
        tier: facility.tier,
        lon: facility.lonDegrees,
        lat: facility.latDegrees,
        state: 'ok' as const,
        people: nearest,
        ages:
          (options.ages ?? true)
            ? AGE_BANDS.map((band) => ({ band, people: nearest.map((value) => value * AGE_SHARES[band]) }))
            : [],
        areaKm2: CUTOFFS.map((cutoff) => cutoff * 0.31 + i * 0.017),
        capacity: facility.capacity,
        served: null,
        residual: null,
      };
    }),
    gaps: buildGaps(counted),
    gapsCutoffMinutes: MAIN,
    surface: { tiles: '', peopleTiles: '', maxZoom: 12, geotiff: '', nearestGeotiff: '' },
  };
}

/** Gaps by square of 0.05 degrees: enough to look like the real thing. */
function buildGaps({ people, minutes, zoneOf, towns }: Counted): CoverageAnswer['gaps'] {
  const step = 0.05;
  const squares = new Map<
    string,
    {
      people: number;
      blocked: number;
      cells: number;
      left: number;
      bottom: number;
      minutes: number;
      zones: Set<number>;
    }
  >();
  people.forEach((value, cell) => {
    const time = minutes.seconds[cell] ?? Infinity;
    if (value === 0 || time <= MAIN * 60) return;
    const [lon, lat] = cellCentre(cell);
    const left = Math.floor(lon / step) * step;
    const bottom = Math.floor(lat / step) * step;
    const key = `${left.toFixed(2)} ${bottom.toFixed(2)}`;
    const sum = squares.get(key) ?? {
      people: 0,
      blocked: 0,
      cells: 0,
      left,
      bottom,
      minutes: 0,
      zones: new Set(),
    };
    sum.people += value;
    sum.cells++;
    if (time === Infinity) sum.blocked += value;
    else sum.minutes += (value * time) / 60;
    if ((zoneOf[cell] ?? -1) >= 0) sum.zones.add(zoneOf[cell] ?? 0);
    squares.set(key, sum);
  });
  return [...squares.values()]
    .sort((a, b) => b.people - a.people)
    .slice(0, 18)
    .map((square, i) => {
      const zone = [...square.zones][0] ?? 0;
      const reachedPeople = square.people - square.blocked;
      const { left, bottom } = square;
      return {
        rank: i + 1,
        people: square.people,
        areaKm2: square.cells * 0.103,
        lon: left + step / 2,
        lat: bottom + step / 2,
        meanMinutes: reachedPeople > 0 ? square.minutes / reachedPeople : null,
        offLandPeople: 0,
        blockedPeople: square.blocked,
        nearestFacilityId: 'H1',
        nameZh: towns[zone]?.nameZh ?? '',
        nameEn: towns[zone]?.nameEn ?? '',
        zones: [...square.zones].map((index) => towns[index]?.nameZh ?? ''),
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [left, bottom],
              [left + step, bottom],
              [left + step, bottom + step],
              [left, bottom + step],
              [left, bottom],
            ],
          ],
        },
      };
    });
}

function buildSiting(counted: Counted): SitingAnswer {
  const { people, minutes, zoneOf, towns, total, options } = counted;
  const wanted = options.sites ?? 5;
  const covered = new Uint8Array(people.length);
  people.forEach((_, cell) => {
    if ((minutes.seconds[cell] ?? Infinity) <= MAIN * 60) covered[cell] = 1;
  });
  const before = people.reduce((sum, value, cell) => sum + (covered[cell] === 1 ? value : 0), 0);
  const first = Uint8Array.from(covered);
  const candidates = [...people.keys()].filter((cell) => (people[cell] ?? 0) > 0 && cell % 7 === 0);
  const radiusKm = (MAIN / 60) * (4 / 1.3);
  const listWithin = (site: number): number[] => {
    const [lon, lat] = cellCentre(site);
    const reach = Math.ceil(radiusKm / ((SIZE / ROWS) * KM_PER_DEGREE * SQUEEZE)) + 1;
    const list: number[] = [];
    for (let row = Math.floor(site / COLUMNS) - reach; row <= Math.floor(site / COLUMNS) + reach; row++)
      for (let column = (site % COLUMNS) - reach; column <= (site % COLUMNS) + reach; column++) {
        if (row < 0 || column < 0 || row >= ROWS || column >= COLUMNS) continue;
        const cell = row * COLUMNS + column;
        if (measureKm(lon, lat, ...cellCentre(cell)) <= radiusKm) list.push(cell);
      }
    return list;
  };
  const reachOf = candidates.map(listWithin);
  const sites: SitingAnswer['sites'] = [];
  let after = before;
  for (let order = 1; order <= wanted; order++) {
    let best = -1;
    let bestGain = 0;
    reachOf.forEach((cells, i) => {
      const gain = cells.reduce((sum, cell) => sum + (covered[cell] === 0 ? (people[cell] ?? 0) : 0), 0);
      if (gain > bestGain) [best, bestGain] = [i, gain];
    });
    if (best < 0) break;
    const cells = reachOf[best] ?? [];
    const site = candidates[best] ?? 0;
    const [lon, lat] = cellCentre(site);
    for (const cell of cells) covered[cell] = 1;
    after += bestGain;
    const within = cells.reduce((sum, cell) => sum + (people[cell] ?? 0), 0);
    const zone = towns[zoneOf[site] ?? -1];
    const near = [...towns].sort(
      (a, b) => measureKm(lon, lat, a.lon, a.lat) - measureKm(lon, lat, b.lon, b.lat),
    )[0];
    sites.push({
      order,
      lon,
      lat,
      gain: bestGain,
      peopleWithin: within,
      takesOver: cells.reduce((sum, cell) => sum + (first[cell] === 1 ? (people[cell] ?? 0) : 0), 0),
      zone: (options.zones ?? true) && zone ? { nameZh: zone.nameZh, nameEn: zone.nameEn } : null,
      nearestPlace: near ? { nameZh: near.nameZh, nameEn: near.nameEn } : null,
      gainByAge:
        (options.ages ?? true)
          ? Object.fromEntries(AGE_BANDS.map((band) => [band, bestGain * AGE_SHARES[band]]))
          : {},
      share: options.staff === false ? null : bestGain * 0.98,
    });
  }
  let running = before;
  const frontier = sites.map((site, i) => {
    running += site.gain;
    return {
      sites: i + 1,
      value: running,
      bound: Math.min(total, running * 1.01),
      percent: (running / total) * 100,
    };
  });
  return {
    ...head('siting'),
    model: 'mclp',
    cutoffMinutes: MAIN,
    sites,
    value: after,
    bound: Math.min(total, after * 1.01),
    gapPercent: 1,
    unit: 'people',
    status: 'feasible',
    stopReason: 'greedy complete',
    baseline: { covered: before, percent: (before / total) * 100 },
    after: { covered: after, percent: (after / total) * 100 },
    total,
    candidates: { count: candidates.length, considered: people.length, rule: 'cells with people' },
    ...(frontier.length > 0 ? { frontier } : {}),
    ...(options.sensitivity ? { uncertainty: buildDraws(sites, after, total) } : {}),
    ...(options.costs
      ? {
          costs: {
            currency: options.language === 'en' ? '10k CNY' : '万元',
            perSite: sites.map((_, i) => 320 + i * 15),
            total: sites.reduce((sum, _, i) => sum + 320 + i * 15, 0),
            perPerson: sites.length > 0 ? 0.0471 : null,
            budget: 2000,
          },
        }
      : {}),
  };
}

/** What `uncertainty` of a siting run answers, with figures that occur nowhere else. */
function buildDraws(
  sites: SitingAnswer['sites'],
  covered: number,
  total: number,
): NonNullable<SitingAnswer['uncertainty']> {
  const percent = (covered / total) * 100;
  return {
    draws: 120,
    seed: 7,
    commonSpeedSigma: 0.15,
    populationCv: 0.12,
    keepTotal: true,
    candidates: 400,
    sameSiteMeters: 1500,
    covered: { p10: covered * 0.94, p50: covered, p90: covered * 1.03 },
    percent: { p10: percent * 0.94, p50: percent, p90: Math.min(100, percent * 1.03) },
    regretPoints: { p10: 0, p50: 0.31, p90: 1.27 },
    searchGapPercent: 0.4,
    sites: sites.map((site, i) => ({
      order: site.order,
      frequency: Math.max(0.3, 0.97 - i * 0.18),
      sameRank: Math.max(0.1, 0.83 - i * 0.2),
      share: { p10: site.gain * 0.81, p50: site.gain, p90: site.gain * 1.17 },
    })),
    cases: [
      { what: 'speed', value: 0.8, percent: 71.2345, bestPercent: 73.5 },
      { what: 'speed', value: 1.2, percent: 91.05, bestPercent: 91.05 },
      { what: 'cutoff', value: 55, percent: 79.125, bestPercent: 80.5 },
    ],
  };
}

function coverageRun(answer: CoverageAnswer): RunOf<'coverage'> {
  return {
    process: 'coverage',
    run: answer.run,
    inputs: CoverageInputs.parse({ region: 'testshire', cutoffMinutes: CUTOFFS }),
    answer,
    finishedAt: '2026-11-22T08:29:41Z',
    inputsHash: '9b'.repeat(32),
    resultHash: '4c'.repeat(32),
  };
}

function sitingRun(answer: SitingAnswer): RunOf<'siting'> {
  return {
    process: 'siting',
    run: answer.run,
    inputs: SitingInputs.parse({
      region: 'testshire',
      sites: 5,
      cutoffMinutes: MAIN,
      candidates: { spacingMeters: 500, minimumPeople: 20 },
    }),
    answer,
    finishedAt: '2026-11-22T08:29:58Z',
    inputsHash: '7d'.repeat(32),
    resultHash: 'e0'.repeat(32),
  };
}

function source(layer: string, file: string, format: string, facts: Record<string, string | number>) {
  return {
    layer,
    file,
    role: 'used' as const,
    format,
    crs: 'EPSG:4326',
    sha256: 'd4e5f6'.repeat(11).slice(0, 64),
    bytes: 482_113,
    facts,
  };
}

function buildWater(): FeatureCollection {
  const lake = Array.from({ length: 25 }, (_, i): [number, number] => {
    const angle = (-i / 24) * Math.PI * 2;
    return [
      LAKE[0] + (Math.cos(angle) * 2.2) / KM_PER_DEGREE / SQUEEZE,
      LAKE[1] + (Math.sin(angle) * 2.2) / KM_PER_DEGREE,
    ];
  });
  const river = Array.from({ length: 60 }, (_, i): [number, number] => [
    WEST + (i / 59) * SIZE,
    SOUTH + 0.16 + Math.sin(i / 7) * 0.03 + i * 0.001,
  ]);
  return {
    type: 'FeatureCollection',
    features: [
      { type: 'Feature', geometry: { type: 'Polygon', coordinates: [lake] }, properties: {} },
      { type: 'Feature', geometry: { type: 'LineString', coordinates: river }, properties: {} },
    ],
  };
}

function buildRoads(towns: readonly Town[]): ReportRoad[] {
  const roads: ReportRoad[] = [];
  towns.forEach((town, i) => {
    for (const [j, roadClass] of [
      [i + 1, 'secondary'],
      [i + 4, 'tertiary'],
    ] as const) {
      const other = towns[j];
      if (!other || (j === i + 1 && i % 4 === 3)) continue;
      roads.push({
        roadClass: i % 4 === 0 && j === i + 4 ? 'primary' : roadClass,
        coordinates: Array.from({ length: 15 }, (_, k) => [
          town.lon +
            ((other.lon - town.lon) * k) / 14 +
            Math.sin(k * 1.1) * 0.004 * Math.sin((k / 14) * Math.PI),
          town.lat +
            ((other.lat - town.lat) * k) / 14 +
            Math.cos(k * 1.7) * 0.004 * Math.sin((k / 14) * Math.PI),
        ]),
      });
    }
  });
  return roads;
}
