import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Travel } from '../../server/contract/travel.ts';
import { parseCrs } from '../../server/geo/crs.ts';
import { buildTravelEngine } from '../../server/region/travel/build-engine.ts';
import { boundsInDegrees } from '../../server/region/import/people/import-population.ts';
import { importRegion } from '../../server/region/import/import-region.ts';
import type { Region } from '../../server/region/model/region.ts';
import { hasShared, sharedFolder } from '../support/real-data.ts';

const folder = 'faults/data';

/** People within 15 and 30 minutes on foot of the facilities. */
function reached(region: Region): { total: number; in15: number; in30: number } {
  const travel = Travel.parse({ model: 'hybrid', mode: 'walk', direction: 'to-facility' });
  const starts = Int32Array.from(region.facilities.map(({ cell }) => cell).filter((cell) => cell >= 0));
  const { seconds } = buildTravelEngine(region, travel).computeSurface(starts, 1800);
  const within = (limit: number): number =>
    Math.round(region.population.reduce((sum, here, cell) => sum + (seconds[cell]! <= limit ? here : 0), 0));
  return {
    total: Math.round(region.population.reduce((a, b) => a + b, 0)),
    in15: within(900),
    in30: within(1800),
  };
}

describe.runIf(hasShared(folder, 'everyday rasters and CRSs that came out wrong'))(
  'everyday rasters and CRSs',
  () => {
    const importOf = (name: string): Promise<Region> =>
      importRegion({ files: [join(sharedFolder, folder, name)], id: 'x' });
    it.each([
      ['R01-nodata-1e20', 32589, 2753, 10956],
      ['R07-scale-0.1', 33503, 2753, 10959],
      ['L03b-dem-scale', 33503, 2683, 10957],
      ['G04-internal-mask', 32589, 2753, 10956],
      ['R17-aux-nodata', 32589, 2753, 10956],
      ['R09-south-up', 33503, 2753, 10959],
      ['R11b-bigtiff-BE', 33503, 2753, 10959],
      ['R15e-feet-gdal', 33503, 2753, 10959],
      ['D01-datum-EPSG28992', 33503, 2753, 10959],
      ['R12b-geo-0-360', 33503, 2251, 8990],
      ['R12c-geo-over-180', 33503, 2251, 8990],
      ['V14-antimeridian-zones', 33503, 2753, 10959],
      ['V05-old-epsg-crs', 33503, 2753, 10959],
    ])('%s: %d people, %d within 15 min, %d within 30', async (name, total, in15, in30) => {
      expect(reached(await importOf(name))).toEqual({ total, in15, in30 });
    });
    it('a Mollweide raster lies where GDAL places it, with all of its people', async () => {
      const region = await importOf('G06-ESRI_54009');
      expect(reached(region).total).toBe(33600);
      // Corners by gdalinfo: 36°45′10.10″–36°48′33.06″ E, 1°19′14.32″–1°15′56.31″ S; the UTM frame holds
      // them.
      const [west, south, east, north] = boundsInDegrees(region.grid, parseCrs(region.grid.crs));
      expect([west, south]).toEqual([expect.closeTo(36.7525, 2), expect.closeTo(-1.3207, 2)]);
      expect([east, north]).toEqual([expect.closeTo(36.8092, 2), expect.closeTo(-1.2657, 2)]);
    });
    it('NAD83 UTM is known', async () => {
      expect((await importOf('R15c-epsg-26917')).grid.crs).toBe('EPSG:26917');
    });
  },
);
