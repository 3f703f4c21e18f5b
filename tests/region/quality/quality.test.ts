import * as fc from 'fast-check';
import gcoord from 'gcoord';
import type { Feature, LineString, Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { parseCrs, WGS84 } from '../../../server/geo/crs.ts';
import type { Grid } from '../../../server/kernel/grid/grid.ts';
import { findCell } from '../../../server/kernel/grid/grid.ts';
import { computeDistanceMeters } from '../../../server/region/model/distance-field.ts';
import { FindingList } from '../../../server/region/model/findings.ts';
import { buildZoneLayer } from '../../../server/region/import/zones/import-zones.ts';
import { readFacilities } from '../../../server/region/import/facilities/read-facilities.ts';
import { reportQuality } from '../../../server/region/quality/quality.ts';
import { findDistanceQuantiles } from '../../../server/region/quality/quality-roads.ts';
import type { Facility, Finding, Region } from '../../../server/region/model/region.ts';
import { buildRoadNetwork } from '../../../server/region/import/roads/road-build.ts';
import { readLineRoads } from '../../../server/region/import/roads/road-lines.ts';
import { runs } from '../../support/depth.ts';
import { emptyRegion } from '../../support/empty-region.ts';
import { degreeGrid } from '../../support/frames.ts';

const grid: Grid = degreeGrid(60, 50, 0.001, 110, 30);
const line = (coordinates: number[][]): Feature<LineString> => ({
  type: 'Feature',
  properties: { highway: 'tertiary' },
  geometry: { type: 'LineString', coordinates },
});
const cellOf = (lon: number, lat: number): number => findCell(grid, lon, lat);

function regionOf(parts: Partial<Region>, roads: Feature<LineString>[]): Region {
  const lines = readLineRoads(roads, { from: WGS84, to: parseCrs(grid.crs) });
  return emptyRegion(grid, { id: 'q', roads: buildRoadNetwork(lines.ways).network, ...parts });
}
const find = (region: Region): Map<string, Finding> => {
  const findings = new FindingList();
  reportQuality(region, findings);
  return new Map(findings.sorted().map((f) => [f.code, f]));
};
const facilities = (rows: string[][]): { list: Facility[]; findings: Map<string, Finding> } => {
  const findings = new FindingList();
  const table = {
    file: 'f',
    columns: ['name', 'type', 'lon', 'lat', 'beds', 'doctors'],
    rows,
    rowNumbers: rows.map((_, i) => i + 2),
    points: null,
  };
  return {
    list: readFacilities(table, { layer: 'facilities', grid, findings }),
    findings: new Map(findings.sorted().map((f) => [f.code, f])),
  };
};

describe('computeDistanceMeters', () => {
  it('equals the brute-force nearest centre', () => {
    const small: Grid = {
      ...grid,
      columns: 17,
      rows: 13,
      left: 0,
      top: 0,
      cellWidth: 30,
      cellHeight: 70,
      crs: 'EPSG:32650',
      geographic: false,
    };
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(17 * 13 - 1), { maxLength: 12 }), (marked) => {
        const marks = new Uint8Array(17 * 13);
        for (const cell of marked) marks[cell] = 1;
        const found = computeDistanceMeters(small, marks);
        for (let cell = 0; cell < marks.length; cell++) {
          const best = Math.min(
            Infinity,
            ...marked.map((m) =>
              Math.hypot(((m % 17) - (cell % 17)) * 30, (Math.floor(m / 17) - Math.floor(cell / 17)) * 70),
            ),
          );
          expect(found[cell]).toBe(Math.fround(best));
        }
      }),
      { numRuns: runs(1000) },
    );
  });
});

describe('reportQuality', () => {
  const road = line([
    [110.001, 29.975],
    [110.03, 29.975],
  ]);

  it('finds the island of roads with the people on it, and only it', () => {
    const population = new Float64Array(3000);
    population[cellOf(110.0505, 29.9605)] = 64;
    const { list } = facilities([['Cut off', 'clinic', '110.0525', '29.9605', '', '']]);
    const found = find(
      regionOf({ population, facilities: list }, [
        road,
        line([
          [110.01, 29.975],
          [110.01, 29.96],
        ]),
        line([
          [110.05, 29.9605],
          [110.055, 29.9605],
        ]),
      ]),
    );
    expect(found.get('road-islands')).toMatchObject({ count: 1, parameters: { people: 64, facilities: 1 } });
    expect(find(regionOf({ population }, [road])).has('road-islands')).toBe(false);
  });

  it('finds settlements of over 50 people a kilometre from any road, not smaller or nearer ones', () => {
    const population = new Float64Array(3000);
    population[cellOf(110.0455, 29.9905)] = 40;
    population[cellOf(110.0465, 29.9905)] = 24; // together 64, some 2 km off
    population[cellOf(110.0555, 29.9555)] = 32; // too small
    population[cellOf(110.0105, 29.9795)] = 128; // half a kilometre off
    const found = find(regionOf({ population }, [road]));
    expect(found.get('settlement-without-road')).toMatchObject({ count: 1, parameters: { people: 64 } });
    expect(found.get('settlement-without-road')!.examples[0]).toMatchObject({
      lonDegrees: 110.0455,
      latDegrees: 29.9905,
    });
    expect(found.get('distance-to-road')!.parameters['farthestMeters']).toBeGreaterThan(2000);
  });

  it('offers the nearest usable cell for a facility on water', () => {
    const barrier = new Uint8Array(3000);
    for (let row = 10; row < 20; row++)
      for (let column = 10; column < 15; column++) barrier[row * 60 + column] = 1;
    const { list } = facilities([
      ['Lake clinic', 'clinic', '110.0135', '29.9855', '3', '1'],
      ['Dry clinic', 'clinic', '110.0305', '29.9855', '3', '1'],
    ]);
    const finding = find(regionOf({ barrier, facilities: list }, [road])).get('facility-on-barrier')!;
    expect(finding.count).toBe(1);
    // Two cells east is the nearest dry one.
    expect(finding.examples[0]!.label).toMatch(/^Lake clinic → 110\.0155, 29\.9855 \(19\d m\)$/);
  });

  it('finds duplicates by place and by name, and numbers no place of care has', () => {
    const { list } = facilities([
      ['甲村卫生室', '村卫生室', '110.01', '29.97', '2', '1'],
      ['乙村卫生室', '村卫生室', '110.01001', '29.97001', '2', '1'],
      ['丙卫生院', '卫生院', '110.02', '29.98', '20', '0'],
      ['丙卫生院', '卫生院', '110.022', '29.98', '10000', '9'],
    ]);
    const found = find(regionOf({ facilities: list }, [road]));
    expect(found.get('facilities-same-place')?.count).toBe(1);
    expect(found.get('facilities-same-name')?.count).toBe(1);
    expect(found.get('facility-number-implausible')?.examples.map((e) => e.label)).toEqual([
      '丙卫生院: doctors 0',
      '丙卫生院: beds 10000',
    ]);
  });

  it('recognises rows in GCJ-02 and BD-09 by roads and houses and offers the converted place', () => {
    const truth: [number, number][] = [
      [110.0035, 29.9905],
      [110.0105, 29.9705],
      [110.0305, 29.9605],
      [110.0455, 29.9855],
    ];
    const population = new Float64Array(3000);
    for (const [lon, lat] of truth) population[cellOf(lon, lat)] = 100;
    const as = (i: number, to: 'GCJ02' | 'BD09' | null): string[] => {
      const [lon, lat] = to ? gcoord.transform(truth[i]!, gcoord.WGS84, gcoord[to]) : truth[i]!;
      return [`f${i}`, 'clinic', String(lon), String(lat), '', ''];
    };
    const { list } = facilities([as(0, null), as(1, 'GCJ02'), as(2, 'BD09'), as(3, null)]);
    const findings = new FindingList();
    const stubs = truth.map(([lon, lat]) =>
      line([
        [lon - 0.0004, lat],
        [lon + 0.0004, lat],
      ]),
    );
    reportQuality(regionOf({ population, facilities: list }, stubs), findings);
    const shifted = findings.sorted().filter((f) => f.code === 'facility-datum-shifted');
    expect(shifted.map((f) => [f.parameters['datum'], f.examples.map((e) => e.label.slice(0, 2))])).toEqual([
      ['GCJ-02', ['f1']],
      ['BD-09', ['f2']],
    ]);
    const [lon, lat] = shifted[0]!.examples[0]!.label.split('→ ')[1]!.split(', ').map(Number) as [
      number,
      number,
    ];
    expect(Math.abs(lon - 110.0105) + Math.abs(lat - 29.9705)).toBeLessThan(2e-5);
  });

  it('compares zones’ own figures with the grid, and warns where data stop at the border', () => {
    const population = new Float64Array(3000).fill(1);
    const zoneOfCell = new Int32Array(3000).fill(-1);
    for (let cell = 0; cell < 3000; cell++) {
      const [row, column] = [Math.floor(cell / 60), cell % 60];
      if (row >= 5 && row < 45 && column >= 5 && column < 55) zoneOfCell[cell] = 0;
    }
    const features = {
      type: 'FeatureCollection' as const,
      features: [
        {
          type: 'Feature' as const,
          properties: { name: 'A', 人口: 4000 },
          geometry: { type: 'Polygon' as const, coordinates: [] },
        },
      ],
    };
    const zones = [{ id: 'boundary', title: 'b', features, names: [{ zh: 'A', en: 'A' }], zoneOfCell }];
    const { list } = facilities([['inside', 'clinic', '110.02', '29.97', '', '']]);
    const inner = line([
      [110.01, 29.975],
      [110.03, 29.975],
    ]);
    const found = find(regionOf({ population, zones, facilities: list }, [inner]));
    expect(found.get('zone-population-differs')).toMatchObject({
      count: 1,
      parameters: { stated: 4000, counted: 2000 },
    });
    expect(found.get('data-stops-at-border')).toMatchObject({
      parameters: { layers: 'facilities, roads', people: 2000 },
    });
  });
});

describe('findDistanceQuantiles', () => {
  it('equals the running sum over the sorted cells', () => {
    const cell = fc.tuple(
      fc.oneof(fc.float({ min: 0, max: 1e6, noNaN: true }), fc.constantFrom(0, 250, 250.5, Infinity)),
      fc.nat(200),
    );
    fc.assert(
      fc.property(
        fc.array(cell, { minLength: 1, maxLength: 60 }),
        fc.constantFrom(0.1, 0.5, 0.9, 1),
        (cells, share) => {
          const meters = Float32Array.from(cells, ([distance]) => distance);
          const population = Float64Array.from(cells, ([, people]) => people);
          const total = population.reduce((a, b) => a + b, 0);
          fc.pre(total > 0);
          let sum = 0;
          let expected = 0;
          for (const i of [...meters.keys()]
            .filter((k) => population[k]! > 0)
            .sort((a, b) => meters[a]! - meters[b]!)) {
            expected = meters[i]!;
            sum += population[i]!;
            if (sum >= total * share) break;
          }
          expect(findDistanceQuantiles(population, meters, [share])).toEqual([expected]);
        },
      ),
      { numRuns: runs(1000) },
    );
  });
});

describe('reportZoneShapes', () => {
  const box = (x0: number, y0: number, x1: number, y1: number): Feature<Polygon> => ({
    type: 'Feature',
    properties: { name: `${x0}` },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [x0, y0],
          [x1, y0],
          [x1, y1],
          [x0, y1],
          [x0, y0],
        ].map(([c, r]) => [110 + c! / 1000, 30 - r! / 1000]),
      ],
    },
  });
  const population = new Float64Array(3000).fill(1);
  const found = (features: Feature<Polygon>[]): Map<string, Finding> => {
    const findings = new FindingList();
    buildZoneLayer('z', 'Zones', { type: 'FeatureCollection', features }, grid, population, findings);
    return new Map(findings.sorted().map((f) => [f.code, f]));
  };

  it('finds the hole that zones enclose with the people in it, and draws it', () => {
    // Four zones around a hole of 4 × 6 cells; a fifth stands apart, with land between.
    const ring = [
      box(10, 10, 30, 16),
      box(10, 22, 30, 30),
      box(10, 16, 18, 22),
      box(22, 16, 30, 22),
      box(40, 10, 50, 20),
    ];
    const gap = found(ring).get('zones-gap')!;
    expect(gap).toMatchObject({ severity: 'warning', count: 24, parameters: { people: 24 } });
    const places = gap.area!.coordinates.flat(2);
    expect(Math.min(...places.map((p) => p[0]!))).toBeCloseTo(110.018, 4);
    expect(Math.max(...places.map((p) => p[1]!))).toBeCloseTo(29.984, 4);
    expect(found(ring.slice(1)).has('zones-gap')).toBe(false);
  });

  it('counts the people outside every zone and shows where most of them live', () => {
    const features = { type: 'FeatureCollection' as const, features: [box(10, 10, 30, 20)] };
    const zones = [buildZoneLayer('z', 'Zones', features, grid, population, null)];
    const people = population.slice();
    people[cellOf(110.0405, 29.9605)] = 64;
    const outside = find(regionOf({ population: people, zones }, [])).get('people-outside-zones')!;
    expect(outside).toMatchObject({ count: 2800, parameters: { people: 2800 + 63 } });
    expect(outside.examples[0]).toEqual({ label: '64', lonDegrees: 110.0405, latDegrees: 29.9605 });
    expect(outside.examples).toHaveLength(10);
  });

  it('draws where zones overlap, and points at a zone that holds no cell', () => {
    const shapes = found([box(10, 10, 30, 20), box(25, 10, 40, 20), box(45.1, 40.1, 45.3, 40.3)]);
    expect(shapes.get('zones-overlap')).toMatchObject({ count: 50 });
    const overlap = shapes.get('zones-overlap')!.area!.coordinates.flat(2);
    expect([Math.min(...overlap.map((p) => p[0]!)), Math.max(...overlap.map((p) => p[0]!))]).toEqual([
      110.025, 110.03,
    ]);
    expect(shapes.get('zone-without-cells')!.examples[0]).toMatchObject({
      lonDegrees: 110.0451,
      latDegrees: 29.9599,
    });
  });
});

describe('readFacilities', () => {
  it('turns swapped rows round when only that puts them in the region, and says which', () => {
    const { list, findings } = facilities([
      ['ok', 'clinic', '110.02', '29.97', '', ''],
      ['swapped', 'clinic', '29.97', '110.02', '', ''],
      ['far', 'clinic', '10', '20', '', ''],
    ]);
    expect(list.map((f) => [f.lonDegrees, f.latDegrees])).toEqual([
      [110.02, 29.97],
      [110.02, 29.97],
      [10, 20],
    ]);
    expect(findings.get('facility-coordinates-swapped')).toMatchObject({ count: 1, examples: [{ row: 3 }] });
    expect(findings.get('facility-outside-grid')).toMatchObject({ count: 1, examples: [{ row: 4 }] });
  });
});
