import type { Feature, Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { Grid } from '../../server/kernel/grid/grid.ts';
import { isIsland, landClassOfWater, markBarriers } from '../../server/region/import-water.ts';

const grid: Grid = {
  columns: 20, rows: 20, left: 30, top: 1, cellWidth: 0.001, cellHeight: 0.001, crs: 'EPSG:4326', geographic: true,
}; // prettier-ignore
const line = (properties: Record<string, unknown>): Feature<Geometry> => ({
  type: 'Feature',
  properties,
  geometry: { type: 'LineString', coordinates: [[30.01, 0.99], [30.01, 1]] }, // prettier-ignore
});
const blocks = (properties: Record<string, unknown>): boolean =>
  markBarriers(new Uint8Array(400), grid, [line(properties)], false).passable === 0;

describe('lines of water', () => {
  it.each([
    [{ waterway: 'river' }, true],
    [{ HYC_DESCRI: 'Perennial/Permanent', F_CODE_DES: 'River/Stream' }, true],
    [{ HYC_DESCRI: 'Non-Perennial/Intermittent/Fluctuating', F_CODE_DES: 'River/Stream' }, false],
    [{ waterway: 'river', intermittent: 'yes' }, false],
    [{ waterway: 'river', intermittent: 'T' }, false],
    [{ waterway: 'river', intermittent: 'F' }, true],
    [{ waterway: 'river', seasonal: 'yes' }, false],
    [{ waterway: 'wadi' }, false],
  ])('%o', (properties, expected) => {
    expect(blocks(properties)).toBe(expected);
  });
});

describe('areas in files of water', () => {
  it.each([
    [{ natural: 'water' }, false],
    [{ natural: 'water', intermittent: 'yes' }, true],
    [{ natural: 'water', seasonal: 'wet_season' }, true],
    [{ natural: 'water', seasonal: 'no', intermittent: '' }, false],
    [{ TYPE: 'Intermittent lake' }, true],
    [{ HYC_DESCRI: 'Non-Perennial/Intermittent/Fluctuating' }, true],
    [{ HYC_DESCRI: 'Perennial/Permanent' }, false],
  ])('%o falls dry: %s', (properties, dry) => {
    const square = [[30.005, 0.99], [30.01, 0.99], [30.01, 0.995], [30.005, 0.995], [30.005, 0.99]]; // prettier-ignore
    const area: Feature<Geometry> = { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [square] } };
    const counts = markBarriers(new Uint8Array(400), grid, [area], false);
    expect([counts.dryAreas, counts.areas]).toEqual(dry ? [1, 0] : [0, 1]);
  }); // prettier-ignore

  it('land that is flooded at times is wetland, islands are land', () => {
    expect(landClassOfWater({ F_CODE_DES: 'Land Subject to Inundation', HYC_DESCRI: 'Dry' })).toBe('wetland');
    expect(landClassOfWater({ F_CODE_DES: 'Inland Water' })).toBeNull();
    expect(isIsland({ place: 'islet' })).toBe(true);
    expect(isIsland({ natural: 'water' })).toBe(false);
  });
});
