import type { FeatureLayer } from '../recognise/recognised.ts';

/** A layer of features, or what such features are that no layer takes. */
export type FeatureRole = FeatureLayer | 'other';

const table = (role: FeatureRole, words: string): [string, FeatureRole][] =>
  words.split(' ').map((word) => [word, role]);

/** What values of `fclass` (Geofabrik) and of OSM's own keys mean. */
const VALUE_ROLES: ReadonlyMap<string, FeatureRole> = new Map([
  ...table(
    'roads',
    'motorway motorway_link trunk trunk_link primary primary_link secondary secondary_link tertiary ' +
      'tertiary_link unclassified residential living_street pedestrian busway service track track_grade1 ' +
      'track_grade2 track_grade3 track_grade4 track_grade5 bridleway cycleway footway path steps road',
  ),
  ...table('other', 'rail subway tram light_rail narrow_gauge monorail funicular miniature_railway rack'),
  ...table('water', 'river stream canal drain ditch water reservoir riverbank dock lake'),
  ...table('wetlands', 'wetland marsh swamp mangrove bog'),
  ...table('other', 'glacier'),
  ...table(
    'places',
    'city town village hamlet suburb national_capital county region island farm dwelling ' +
      'isolated_dwelling locality neighbourhood',
  ),
  ...table(
    'other',
    'building forest park residential industrial cemetery allotments meadow commercial nature_reserve ' +
      'recreation_ground retail military quarry orchard vineyard scrub grass heath national_park farmland ' +
      'farmyard',
  ),
  ...table(
    'other',
    'beach cliff peak tree spring cave_entrance volcano crossing stop traffic_signals parking fuel ' +
      'turning_circle street_lamp bus_stop bus_station ferry_terminal airport helipad railway_station ' +
      'railway_halt',
  ),
  ...table('facilities', 'hospital clinic doctors doctor pharmacy health_post health_centre healthcare'),
  ...table(
    'other',
    'school kindergarten restaurant cafe bar bank atm hotel supermarket convenience post_office police ' +
      'fire_station library town_hall place_of_worship christian muslim hindu buddhist tower water_tower ' +
      'toilet bench viewpoint memorial kiosk bakery',
  ),
]);

/** What a value of the column means; `residential` of a line is a road. */
export function roleOfValue(value: string, isLine: boolean): FeatureRole | null {
  const plain = value.trim().toLowerCase();
  if (isLine && plain === 'residential') return 'roads';
  return VALUE_ROLES.get(plain) ?? null;
}

/** Columns of OSM whose presence states what a feature is, most telling first. */
export const KEY_ROLES: readonly (readonly [string, FeatureRole])[] = [
  ['highway', 'roads'],
  ['rtt_descri', 'roads'],
  ['gp_rtp', 'roads'],
  ['waterway', 'water'],
  ['healthcare', 'facilities'],
  ['railway', 'other'],
  ['building', 'other'],
  ['power', 'other'],
  ['place', 'places'],
  ['tier', 'facilities'],
];

export const ROLE_NAMES: readonly {
  readonly role: FeatureRole;
  readonly whole: readonly string[];
  readonly part: RegExp;
}[] = [
  {
    role: 'other',
    whole: [
      'railways',
      'railway',
      'rail',
      'buildings',
      'building',
      'building footprints',
      'power',
      'powerlines',
      'landuse',
      'land use',
      'traffic',
      'pofw',
      'contours',
      'contour lines',
    ],
    part: /railway|铁路|建筑/,
  },
  {
    role: 'roads',
    whole: [
      'road',
      'roads',
      'street',
      'streets',
      'highway',
      'highways',
      'routes',
      'estradas',
      'carreteras',
      'rutas',
      'caminos',
      'rodovias',
      'voirie',
      'pistes',
      'vias',
      'tracks',
      'paths',
      'ferry',
      'ferries',
    ],
    part: /road|street|highway|道路|公路/,
  },
  { role: 'wetlands', whole: ['wetland', 'wetlands', 'zones humides', 'humedales'], part: /wetland|湿地/ },
  {
    role: 'water',
    whole: [
      'water',
      'waters',
      'waterways',
      'river',
      'rivers',
      'lake',
      'lakes',
      'hydro',
      'hydrography',
      'hydrology',
      'streams',
      'rivières',
      'rios',
      'ríos',
    ],
    part: /water|river|lake|hydro|水|河|湖/,
  },
  {
    role: 'barriers',
    whole: ['barrier', 'barriers', 'obstacle', 'obstacles'],
    part: /barrier|obstacle|障碍/,
  },
  {
    role: 'facilities',
    whole: [
      'facility',
      'facilities',
      'health',
      'hospital',
      'hospitals',
      'clinic',
      'clinics',
      'hf',
      'hfs',
      'hcf',
      'csps',
      'santé',
      'salud',
      'saúde',
    ],
    part: /facilit|health|hospital|clinic|卫生|医/,
  },
  {
    role: 'places',
    whole: [
      'place',
      'places',
      'settlement',
      'settlements',
      'hamlet',
      'hamlets',
      'localities',
      'locality',
      'localités',
      'localidades',
    ],
    part: /place|settlement|hamlet|localit|地名|居民点/,
  },
  {
    role: 'zones',
    whole: [
      'zone',
      'zones',
      'township',
      'townships',
      'village',
      'villages',
      'commune',
      'communes',
      'district',
      'districts',
      'ward',
      'wards',
      'province',
      'provinces',
      'regions',
      'departements',
      'départements',
      'municipios',
      'aires',
      'catchments',
    ],
    part: /zone|township|village|commune|district|ward|admin_?[3-9]|adm_?[1-9]|乡|镇|村|分区/,
  },
  {
    role: 'boundary',
    whole: [
      'bound',
      'bounds',
      'boundary',
      'boundaries',
      'admin',
      'adm',
      'border',
      'borders',
      'outline',
      'aoi',
      'extent',
    ],
    part: /bound|admin|border|outline|aoi|边界|县界/,
  },
];

/**
 * Words of names by which areas are something else than zones of administration or a boundary: what floods,
 * is protected, reached, owned.
 */
export const NO_ZONES = {
  role: 'zones',
  whole: [
    'buffer',
    'buffers',
    'buffered',
    'flood',
    'floods',
    'flooded',
    'flooding',
    'flood plain',
    'inundation',
    'hazard',
    'hazards',
    'landslide',
    'landslides',
    'protected',
    'conservation',
    'wdpa',
    'reserve',
    'reserves',
    'parks',
    'landuse',
    'land use',
    'soil',
    'soils',
    'geology',
    'geological',
    'lithology',
    'watershed',
    'watersheds',
    'basin',
    'basins',
    'catchment area',
    'catchment areas',
    'service area',
    'service areas',
    'servicearea',
    'isochrone',
    'isochrones',
    'coverage',
    'footprint',
    'footprints',
    'parcel',
    'parcels',
    'cadastre',
    'concession',
    'concessions',
    'ecoregion',
    'ecoregions',
    'vegetation',
    'forest',
    'forests',
    'cropland',
    'inondation',
    'inondations',
    'inundacion',
    'inundación',
  ],
  part: /flood|buffer|isochron|缓冲|洪|淹|保护区|土地利用|服务区|服务范围|流域|等时圈|土壤|地质|林地/,
} as const;
