import type { Feature, Geometry } from 'geojson';
import type { Crs } from '../geo/crs.ts';
import { WGS84 } from '../geo/crs.ts';
import { tableOfFeatures } from './facilities.ts';
import { guessColumns } from './facility-columns.ts';
import { type FeatureLayer, HINT_NAMES, type Recognised } from './recognised.ts';

const LAYER_WORDS: readonly (readonly [RegExp, FeatureLayer])[] = [
  [/road|street|highway|道路|公路/i, 'roads'],
  [/wetland|湿地/i, 'wetlands'],
  [/water|river|lake|hydro|水|河/i, 'water'],
  [/barrier|obstacle|障碍/i, 'barriers'],
  [/facilit|health|hospital|clinic|\bhf_|卫生|医/i, 'facilities'],
  [/place|settlement|hamlet|localit|地名|居民点/i, 'places'],
  [/zone|township|village|commune|district|ward|admin_?[3-9]|乡|镇|村|分区/i, 'zones'],
  [/bound|admin|border|outline|aoi|边界|县界/i, 'boundary'],
];

/** Layer that the name says; people only where a column counts them, for `population centres` are places. */
function findFeatureLayer(
  name: string,
  features: readonly Feature<Geometry | null>[],
): FeatureLayer | undefined {
  if (name === HINT_NAMES.population) return 'population';
  if (/pop(?!ulated)|people|census|人口/i.test(name)) {
    const headings = features.slice(0, 100).flatMap((feature) => Object.keys(feature.properties ?? {}));
    if (guessColumns([...new Set(headings)]).population !== undefined) return 'population';
  }
  return LAYER_WORDS.find(([words]) => words.test(name))?.[1];
}

/** What features are: by the name of their file or layer, else by their shape and columns. */
export function recogniseFeatures(
  name: string,
  features: readonly Feature<Geometry | null>[],
  crs: Crs = WGS84,
  broken = 0,
): Recognised {
  const kinds = { point: 0, line: 0, area: 0, none: 0 };
  for (const feature of features) {
    const type = feature.geometry?.type ?? '';
    if (/Point/.test(type)) kinds.point++;
    else if (/Line/.test(type)) kinds.line++;
    else if (/Polygon/.test(type)) kinds.area++;
    else kinds.none++;
  }
  if (features.length === 0) return { kind: 'unused', reason: 'file-empty', detail: '0 features' };
  if (kinds.none === features.length)
    return { kind: 'unused', reason: 'features-without-geometry', detail: `${features.length} features` };
  const layer = findFeatureLayer(name, features);
  const most =
    kinds.area >= kinds.line && kinds.area >= kinds.point
      ? 'area'
      : kinds.line >= kinds.point
        ? 'line'
        : 'point';
  const fits: Readonly<Record<FeatureLayer, boolean>> = {
    roads: kinds.line > 0,
    water: kinds.line + kinds.area > 0,
    wetlands: kinds.area > 0,
    barriers: kinds.line + kinds.area > 0,
    facilities: kinds.point + kinds.area > 0,
    zones: kinds.area > 0,
    boundary: kinds.area > 0,
    places: kinds.point + kinds.area > 0,
    population: kinds.point + kinds.area > 0,
  };
  const as = (made: FeatureLayer): Recognised => ({ kind: 'features', layer: made, features, crs, broken });
  if (layer === 'population' && most === 'point')
    return { kind: 'population-table', table: tableOfFeatures(name, features, crs) };
  if (layer && fits[layer]) return as(layer);
  const has = (key: string): boolean => features.some((feature) => feature.properties?.[key] != null);
  if (most === 'line' && (has('highway') || has('fclass'))) return as('roads');
  if (most === 'line' && has('waterway')) return as('water');
  if (most === 'area') return as('zones');
  if (most === 'point' && (has('amenity') || has('healthcare') || has('tier'))) return as('facilities');
  return { kind: 'unused', reason: 'features-without-meaning', detail: `${features.length} ${most}s` };
}
