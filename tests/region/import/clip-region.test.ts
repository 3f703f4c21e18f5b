import type { Feature, Polygon } from 'geojson';
import { describe, it } from 'vitest';
import { LAND_CLASSES } from '../../../server/contract/vocabulary.ts';
import { NONE } from '../../../server/kernel/grid/grid.ts';
import { clipRegion } from '../../../server/region/import/clip-region.ts';
import { FindingList } from '../../../server/region/model/findings.ts';
import type { Region } from '../../../server/region/model/region.ts';
import { expectGolden } from '../../support/golden-answers.ts';
import { at, buildScenarioCity, COLUMNS, ROWS } from '../../support/scenario-city.ts';

describe('a region cut to its boundary', () => {
  const box = (x0: number, y0: number, x1: number, y1: number): Feature<Polygon> => ({
    type: 'Feature',
    properties: {},
    geometry: {
      type: 'Polygon',
      coordinates: [[at(x0, y0), at(x1, y0), at(x1, y1), at(x0, y1), at(x0, y0)]],
    },
  });
  const city = (): Region => {
    const region = buildScenarioCity();
    const cells = COLUMNS * ROWS;
    return {
      ...region,
      landClass: Uint8Array.from({ length: cells }, (_, cell) => cell % LAND_CLASSES.length),
      elevation: Float32Array.from({ length: cells }, (_, cell) => cell / 3),
      population: Float64Array.from({ length: cells }, (_, cell) => 1 + (cell % 7)),
      populationByAge: { '0-6': Float32Array.from({ length: cells }, (_, cell) => cell % 5) },
      zones: [
        { ...region.zones[0]!, zoneOfCell: Int32Array.from({ length: cells }, (_, cell) => (cell % 4) - 1) },
        {
          ...region.zones[0]!,
          id: 'y',
          zoneOfCell: Int32Array.from({ length: cells }, (_, cell) => cell % 3),
        },
      ],
      facilities: [
        ...region.facilities,
        { ...region.facilities[0]!, id: 'none', nameEn: 'Nowhere', cell: NONE },
      ],
    };
  };
  const cut = (boundary: Feature<Polygon>[] | null, haloMeters?: number): unknown => {
    const findings = new FindingList();
    const region = {
      ...city(),
      boundary: boundary && { type: 'FeatureCollection' as const, features: boundary },
    };
    const clipped = clipRegion(region, findings, haloMeters);
    if (clipped === region) return { same: true, findings: findings.sorted() };
    const { grid, landClass, barrier, elevation, population, populationByAge, zones, facilities } = clipped;
    return {
      grid,
      landClass,
      barrier,
      elevation,
      population,
      populationByAge,
      zones: zones.map(({ id, zoneOfCell }) => [id, zoneOfCell]),
      facilities: facilities.map(({ id, cell }) => [id, cell]),
      countWithin: clipped.countWithin,
      findings: findings.sorted(),
    };
  };
  it.each<[string, Feature<Polygon>[] | null, number | undefined]>([
    ['to one cell', [box(100, 1200, 200, 1300)], 0],
    ['to a block', [box(0, 0, 1010, 710)], 0],
    ['to an L of two parts', [box(510, 310, 890, 1990), box(510, 310, 1990, 690)], 0],
    ['with 250 m around it', [box(510, 310, 890, 1990), box(510, 310, 1990, 690)], 250],
    ['with an hour by car', [box(1510, 1110, 1790, 1390)], undefined],
    ['to all of it', [box(-100, -100, 4100, 2500)], 0],
    ['to what lies outside', [box(9000, 0, 9900, 900)], 0],
    ['without a boundary', null, 0],
  ])('%s', (name, boundary, haloMeters) => {
    expectGolden('clip-region', name, cut(boundary, haloMeters));
  });
});
