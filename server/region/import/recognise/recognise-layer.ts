import { boxOfGeometries } from '../../../geo/geometry-box.ts';
import type { Feature, Geometry } from 'geojson';
import { type PartKind, plainGeometry } from '../../../geo/geometry-parts.ts';
import type { CrsChoice } from '../../../geo/crs.ts';
import { layerOrProblem } from '../../../geo/layer-problem.ts';
import { settleLayerCrs } from '../../../geo/vector-crs.ts';
import { remark, type VectorLayer } from '../../../geo/vector-layer.ts';
import { type Guessed, plainly, recogniseFeatures } from './recognise-features.ts';
import type { LayerHint, ReadingRemark } from './recognised.ts';

/** A part of a layer that is a layer of its own; `part` is null where it is the whole. */
export interface LayerPart extends Guessed {
  readonly part: string | null;
}

type Features = readonly Feature<Geometry | null>[];
const MOST_CLINIC_M2 = 3e6;

/**
 * What a layer is, in the CRS that it names or that a person chose, with collections brought to the kind of
 * geometry that it needs, and
 * trees of health units taken apart.
 */
export function recogniseLayer(
  name: string,
  own: VectorLayer,
  choice: CrsChoice,
  hint?: LayerHint,
): LayerPart[] {
  const layer = own.problem ? own : layerOrProblem(own.name, () => settleLayerCrs(own, choice));
  if (layer.problem)
    return [
      {
        part: null,
        ...plainly({ kind: 'unused', reason: layer.problem.code, detail: layer.problem.detail }),
      },
    ];
  const tree = splitUnits(layer.features);
  if (tree) return recogniseUnits(layer, tree);
  const guessed = recognisePlain(name, layer, layer.features, hint);
  const { is } = guessed;
  const split = is.kind === 'features' && is.layer === 'facilities' ? splitByLevel(layer) : null;
  return split ? recogniseUnits(layer, split) : [{ part: null, ...guessed }];
}

/** Areas first, which most layers are of; facilities and places by their points. */
function recognisePlain(name: string, layer: VectorLayer, features: Features, hint?: LayerHint): Guessed {
  const as = (prefer: PartKind): Guessed => {
    let left = 0;
    const plain = features.map((feature) => {
      if (feature.geometry?.type !== 'GeometryCollection') return feature;
      const made = plainGeometry(feature.geometry, prefer);
      left += made.left;
      return { ...feature, geometry: made.geometry };
    });
    const guessed = recogniseFeatures(name, plain, layer.crs, layer.broken, hint);
    const remarks: ReadingRemark[] = [...(layer.remarks ?? [])];
    if (left > 0) remarks.push(remark('geometry-parts-left', left));
    const several =
      prefer === 'point' ? plain.filter(({ geometry }) => isOfSeveralPoints(geometry)).length : 0;
    if (several > 0) remarks.push(remark('multipoint-first-taken', several));
    return withRemarks(guessed, remarks);
  };
  const first = as('area');
  if (first.is.kind !== 'features') return first;
  if (first.is.layer === 'facilities' || first.is.layer === 'places') return as('point');
  return first.is.layer === 'roads' ? as('line') : first;
}

/** Whether a place is of several points that are apart. */
function isOfSeveralPoints(geometry: Geometry | null): boolean {
  if (geometry?.type !== 'MultiPoint') return false;
  const [first, ...rest] = geometry.coordinates;
  return rest.some((point) => point[0] !== first![0] || point[1] !== first![1]);
}

function withRemarks(guessed: Guessed, remarks: readonly ReadingRemark[]): Guessed {
  const { is } = guessed;
  if (remarks.length === 0 || (is.kind !== 'features' && is.kind !== 'population-table')) return guessed;
  return { ...guessed, is: { ...is, remarks } };
}

interface Units {
  readonly points: Features;
  /** Areas by their level. */
  readonly areas: ReadonlyMap<string, Features>;
}

function takeApart(features: Features): Units {
  const points: Feature<Geometry | null>[] = [];
  const areas = new Map<string, Feature<Geometry | null>[]>();
  for (const feature of features) {
    if (!/Polygon|Collection/.test(feature.geometry?.type ?? '')) {
      points.push(feature);
      continue;
    }
    const value: unknown = feature.properties?.['level'];
    const level = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    const same = areas.get(level);
    if (same) same.push(feature);
    else areas.set(level, [feature]);
  }
  return { points, areas };
}

/**
 * Units of a DHIS2 tree: the areas are districts of one level or more, the points facilities. Null for any
 * other layer.
 */
function splitUnits(features: Features): Units | null {
  const isUnit = ({ properties }: Feature<Geometry | null>): boolean =>
    properties !== null && 'level' in properties && ('parentGraph' in properties || 'groups' in properties);
  if (features.length === 0 || features.filter(isUnit).length * 2 < features.length) return null;
  const units = takeApart(features);
  return units.areas.size > 0 && units.points.some(({ geometry }) => geometry !== null) ? units : null;
}

/**
 * Points and areas in one layer of facilities, where the areas are districts: of levels that no point has,
 * or too wide for a hospital's grounds.
 */
function splitByLevel({ features, crs }: VectorLayer): Units | null {
  const units = takeApart(features);
  if (units.areas.size === 0 || !units.points.some(({ geometry }) => geometry !== null)) return null;
  const levels = new Set(units.points.map(({ properties }) => String(properties?.['level'] ?? '')));
  const isApart =
    !levels.has('') && [...units.areas.keys()].every((level) => level !== '' && !levels.has(level));
  const wide = [...units.areas.values()]
    .flat()
    .filter((area) => boxOf(area, crs.geographic) > MOST_CLINIC_M2).length;
  const all = [...units.areas.values()].reduce((n, list) => n + list.length, 0);
  return isApart || wide * 2 > all ? units : null;
}

/** Square metres of the box round a feature, near enough. */
function boxOf(feature: Feature<Geometry | null>, isDegrees: boolean): number {
  const geometry = feature.geometry ? plainGeometry(feature.geometry, 'area').geometry : null;
  const box = geometry && boxOfGeometries([geometry]);
  if (box === null) return 0;
  const [width, height] = [box[2] - box[0], box[3] - box[1]];
  const scale = isDegrees ? 111_320 ** 2 * Math.cos((((box[1] + box[3]) / 2) * Math.PI) / 180) : 1;
  return width * height * scale;
}

function recogniseUnits(layer: VectorLayer, { points, areas }: Units): LayerPart[] {
  const remarks: ReadingRemark[] = [
    ...(layer.remarks ?? []),
    remark('units-taken-apart', points.length, { areas: layer.features.length - points.length }),
  ];
  const facilities = recognisePlain('facilities', { ...layer, remarks: [] }, points, 'facilities');
  const out: LayerPart[] = [{ part: null, ...withRemarks(facilities, remarks) }];
  for (const [level, features] of areas) {
    const zones = recognisePlain('zones', { ...layer, broken: 0, remarks: [] }, features, 'zones');
    out.push({ part: areas.size > 1 && level !== '' ? `zones ${level}` : 'zones', ...zones });
  }
  return out;
}
