import type { Feature, Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import { parseCrs } from '../../../server/geo/crs.ts';
import { PLAIN_READING, type RasterHead } from '../../../server/geo/raster.ts';
import { writeGeoTiff } from '../../../server/geo/geotiff-write.ts';
import { splitName } from '../../../server/region/import/guess/name-words.ts';
import { findPeoplePart, rankOfPeople } from '../../../server/region/import/guess/population-part.ts';
import { recogniseFeatures } from '../../../server/region/import/recognise/recognise-features.ts';
import { recogniseRaster } from '../../../server/region/import/recognise/recognise-raster.ts';
import { metricGrid } from '../../support/frames.ts';

const GRID = metricGrid(40, 40, { left: 500_000, top: 9_000_000, crs: 'EPSG:32737' });
const HEAD: RasterHead = {
  grid: GRID,
  crs: parseCrs('EPSG:32737'),
  noData: null,
  description: '',
  bandNames: [''],
  bandCount: 1,
  bitsPerSample: 32,
  isFloat: true,
  bandUnits: [''],
  reading: PLAIN_READING,
};

/** Values of 40 × 40 cells by row and column. */
const raster = (valueAt: (row: number, column: number) => number): Buffer =>
  Buffer.from(
    writeGeoTiff({
      grid: GRID,
      data: Float32Array.from({ length: 1600 }, (_, i) => valueAt(Math.floor(i / 40), i % 40)),
    }),
  );
const SURFACES = {
  heights: raster((r, c) => 400 + 30 * Math.sin(r / 9) + 25 * Math.cos(c / 7)),
  classes: raster((r, c) => [10, 20, 30, 40, 50][(r * 7 + c * 3 + ((r * c) % 5)) % 5]!),
  few: raster((r, c) => 1 + ((Math.floor(r / 5) + Math.floor(c / 6)) % 3)),
  people: raster((r, c) => ((r * 7919 + c * 104_729) % 97 < 80 ? 0.1 : ((r * 31 + c * 17) % 40) + 0.37)),
};

const roleOf = async (name: string, surface: keyof typeof SURFACES): Promise<string> => {
  const { is } = await recogniseRaster(name, SURFACES[surface], HEAD, undefined);
  return is.kind === 'unused' ? is.reason : is.kind;
};

describe('what a raster shows', () => {
  it('splits names into words', () => {
    expect(splitName('land_cover__demo.tif')).toEqual(['land', 'cover', 'demo']);
    expect(splitName('GHS_POP_E2020_v1.tif')).toEqual(['ghs', 'pop', 'e', '2020', 'v', '1']);
    expect(splitName('srtmGL1CopDEM30.tif')).toEqual(['srtm', 'gl', '1', 'cop', 'dem', '30']);
    expect(splitName('roads.osm.pbf')).toEqual(['roads']);
  });

  it.each<[string, keyof typeof SURFACES, string]>([
    // Every layer of AccessMod's demo has "dem" inside its name.
    ['land_cover__demo.tif', 'few', 'land-cover'],
    ['population__demo.tif', 'people', 'population'],
    ['dem__demo.tif', 'heights', 'dem'],
    ['raster__demo.tif', 'few', 'layer-undecided'],
    // Content before name where two whole words stand in it.
    ['population_dem_aligned.tif', 'people', 'population'],
    ['population_dem_aligned.tif', 'heights', 'dem'],
    ['landcover_on_dem_grid.tif', 'few', 'land-cover'],
    ['dem_on_landcover_grid.tif', 'heights', 'dem'],
    // A name that the values contradict is not believed.
    ['landcover.tif', 'heights', 'layer-undecided'],
    ['dem.tif', 'classes', 'land-cover'],
    // What is computed from heights is no heights.
    ['slope_from_dem.tif', 'heights', 'layer-without-use'],
    ['hillshade.tif', 'heights', 'layer-without-use'],
    // Values of a published product, without a name.
    ['N03E012_Map.tif', 'classes', 'land-cover'],
    ['tile_17.tif', 'people', 'layer-undecided'],
    ['tile_17.tif', 'heights', 'layer-undecided'],
    ['人口2020.tif', 'people', 'population'],
    ['高程.tif', 'heights', 'dem'],
  ])('%s of %s is %s', async (name, surface, role) => {
    expect(await roleOf(name, surface)).toBe(role);
  });

  it('looks at the values of an ASCII grid as well', async () => {
    const text = `ncols 40\nnrows 40\nxllcorner 0\nyllcorner 0\ncellsize 100\nNODATA_value -9999\n`;
    const rows = Array.from({ length: 40 }, (_, r) =>
      Array.from({ length: 40 }, (__, c) => 1 + (((r >> 3) + (c >> 2)) % 3)).join(' '),
    ).join('\n');
    const { guesses } = await recogniseRaster(
      'x_dem_landcover.asc',
      Buffer.from(text + rows + '\n'),
      HEAD,
      undefined,
    );
    expect(guesses[0]).toMatchObject({
      role: 'land-cover',
      evidence: [{ word: 'landcover' }, { word: 'few-values' }],
    });
  });

  it('says what told, and takes a person’s word before all', async () => {
    const { guesses } = await recogniseRaster('land_cover__demo.tif', SURFACES.few, HEAD, undefined);
    expect(guesses[0]).toMatchObject({
      role: 'land-cover',
      evidence: [
        { kind: 'name-word', word: 'land cover' },
        { kind: 'content', word: 'few-values' },
      ],
    });
    expect((await recogniseRaster('x.tif', SURFACES.people, HEAD, 'elevation')).is.kind).toBe('dem');
  });

  it('tells groups from all people', () => {
    expect(
      ['hrsl_children_under_five.tif', 'ken_women_2020.tif', 'pop_elderly.tif', '儿童人口.tif'].map(
        findPeoplePart,
      ),
    ).toEqual(['children', 'women', 'elderly', '儿童']);
    expect(['ken_f_15_2020.tif', 'pop-M-2020.tif', 'm_people.tif'].map(findPeoplePart)).toEqual([
      'f',
      'm',
      'm',
    ]);
    // Metres, fractions and letters inside words are no groups.
    expect(
      ['com_worldpop_2020_UNadj_100m.tif', 'pop_1km.tif', 'pop_250 m.tif', 'format.tif'].map(findPeoplePart),
    ).toEqual([null, null, null, null]);
    expect(
      ['ken_general_2020.tif', 'population.tif', 'pop_total_men_and_women.tif', 'pop_mens_shed.tif'].map(
        findPeoplePart,
      ),
    ).toEqual([null, null, null, null]);
    const order = ['b_general.tif', 'a_pop.tif', 'a_men.tif'];
    expect(order.toReversed().sort((a, b) => rankOfPeople(a) - rankOfPeople(b))).toEqual(order);
  });
});

const geometries: Record<string, Geometry> = {
  line: {
    type: 'LineString',
    coordinates: [
      [0, 0],
      [1, 1],
    ],
  },
  point: { type: 'Point', coordinates: [0, 0] },
  area: {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 0],
      ],
    ],
  },
};
const features = (shape: string, ...properties: Record<string, unknown>[]): Feature<Geometry>[] =>
  properties.map((p) => ({ type: 'Feature', properties: p, geometry: geometries[shape]! }));

describe('what features are', () => {
  it.each<[string, Feature<Geometry>[], string]>([
    ['gis_osm_railways_free_1', features('line', { fclass: 'rail' }), 'layer-without-use'],
    ['railroads', features('line', { fclass: 'rail' }), 'layer-without-use'],
    [
      'gis_osm_roads_free_1',
      features('line', { fclass: 'residential' }, { fclass: 'track_grade2' }),
      'roads',
    ],
    ['gis_osm_waterways_free_1', features('line', { fclass: 'stream' }), 'water'],
    ['gis_osm_water_a_free_1', features('area', { fclass: 'water' }, { fclass: 'wetland' }), 'water'],
    ['gis_osm_buildings_a_free_1', features('area', { fclass: 'building', name: 'A' }), 'layer-without-use'],
    [
      'gis_osm_landuse_a_free_1',
      features('area', { fclass: 'forest' }, { fclass: 'residential' }),
      'layer-without-use',
    ],
    ['gis_osm_natural_free_1', features('point', { fclass: 'tree' }), 'layer-without-use'],
    ['gis_osm_traffic_free_1', features('point', { fclass: 'crossing' }), 'layer-without-use'],
    [
      'gis_osm_pois_free_1',
      features('point', { fclass: 'school' }, { fclass: 'bar' }, { fclass: 'clinic' }),
      'facilities',
    ],
    ['gis_osm_places_free_1', features('point', { fclass: 'village', name: 'B' }), 'places'],
    ['layer', features('line', { highway: 'primary' }), 'roads'],
    ['layer', features('line', { waterway: 'river' }), 'water'],
    // The content says what the name does not.
    ['water_supply_network', features('line', { highway: 'service' }), 'roads'],
    ['zones', features('area', { building: 'yes' }), 'layer-without-use'],
    ['health_zones', features('area', { name: 'Z1' }), 'zones'],
    ['road_to_health_posts', features('point', { tier: 'village' }), 'facilities'],
    ['districts', features('area', { name: 'D' }), 'zones'],
    ['x_osm_admin', features('area', { name: 'I', place: 'island', admin_level: '3' }), 'boundary'],
    ['poly', features('area', { name: 'P' }), 'zones'],
    // Areas whose name says that they are something else are asked about.
    ['roads_buffer', features('area', { name: 'P' }), 'layer-undecided'],
    ['flood_zones', features('area', { name: 'P' }), 'layer-undecided'],
    ['floodplain', features('area', { name: 'P' }), 'layer-undecided'],
    ['protected_areas', features('area', { name: 'P' }), 'layer-undecided'],
    ['protected_area_boundaries', features('area', { name: 'P' }), 'layer-undecided'],
    ['catchment_areas', features('area', { name: 'P' }), 'layer-undecided'],
    ['ServiceAreas_30min', features('area', { name: 'P' }), 'layer-undecided'],
    ['洪水淹没范围', features('area', { name: 'P' }), 'layer-undecided'],
    ['lakes_buffer_500m', features('area', { name: 'P' }), 'layer-undecided'],
    ['lakes', features('area', { name: 'P' }), 'water'],
    ['landuse', features('area', { name: 'P' }), 'layer-without-use'],
    ['buildings', features('area', { name: 'P' }), 'layer-without-use'],
    ['health_districts', features('area', { name: 'P' }), 'zones'],
    ['x', features('line', { a: 1 }), 'features-without-meaning'],
    ['x', features('point', { a: 1 }), 'features-without-meaning'],
  ])('%s %j is %s', (name, list, role) => {
    const { is } = recogniseFeatures(name, list);
    expect(is.kind === 'unused' ? is.reason : is.kind === 'features' ? is.layer : is.kind).toBe(role);
  });

  it('looks at the content of a collection of geometries', () => {
    const collection: Feature<Geometry> = {
      type: 'Feature',
      properties: { highway: 'track' },
      geometry: { type: 'GeometryCollection', geometries: [geometries['line']!] },
    };
    expect(recogniseFeatures('x', [collection]).is).toMatchObject({ kind: 'features', layer: 'roads' });
  });
});
