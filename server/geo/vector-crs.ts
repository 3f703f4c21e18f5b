import type { Feature, Geometry } from 'geojson';
import { causeText } from './cause-text.ts';
import { buildTransform, type Crs, crsAtPlace, type CrsChoice, CrsError, WGS84 } from './crs.ts';
import { type LayerProblem, type VectorLayer, VectorFileError } from './vector-layer.ts';

/** Coordinates of a swapped pair or of a longitude of another turn are still no larger than this. */
const MOST_DEGREES = 360;
const SAMPLED = 2000;

/**
 * A layer's own CRS, or why there is none: the layer is read all the same, as a person may say what it is.
 */
export function ownCrs(read: () => Crs): { readonly crs: Crs; readonly crsProblem?: LayerProblem } {
  try {
    return { crs: read() };
  } catch (problem) {
    const isOwn = problem instanceof CrsError || problem instanceof VectorFileError;
    if (!isOwn) throw problem;
    return { crs: WGS84, crsProblem: { code: problem.code, detail: causeText(problem) } };
  }
}

/**
 * The layer in the CRS that a person asked for, else in its own, with the shift that its datum has where
 * the layer lies; a layer
 * whose own CRS is not known is a problem without either. Coordinates
 * that cannot be degrees in a layer of degrees are refused, or taken in the CRS assumed: projected metres
 * read as degrees would be
 * somewhere else without a word.
 */
export function settleLayerCrs(layer: VectorLayer, { asked, assumed }: CrsChoice): VectorLayer {
  const isMissing = layer.crsProblem?.code === 'vector-crs-missing';
  let crs = asked ?? (isMissing ? assumed : undefined) ?? layer.crs;
  if (layer.crsProblem && !asked && !(isMissing && assumed)) return { ...layer, problem: layer.crsProblem };
  const middle = middleOf(layer.features);
  if (!middle) return { ...layer, crs };
  if (crs.geographic && !canBeDegrees(layer.features)) {
    if (asked || !assumed || assumed.geographic)
      throw new VectorFileError(
        'coordinates-not-degrees',
        `${middle[0].toFixed(1)}, ${middle[1].toFixed(1)} in ${crs.id.slice(0, 40)}`,
      );
    crs = assumed;
  }
  const placed = atMiddle(crs, middle);
  const isTurned = placed.geographic && hasFarLongitude(layer.features);
  return { ...layer, crs: placed, features: isTurned ? layer.features.map(turnFeature) : layer.features };
}

function hasFarLongitude(features: readonly Feature<Geometry | null>[]): boolean {
  let [seen, found] = [0, false];
  eachPosition(features, (x) => {
    found ||= Math.abs(x) > 180;
    return !found && ++seen < SAMPLED;
  });
  return found;
}

/**
 * The feature with longitudes of another turn (190 for -170) brought back to -180…180; itself where they
 * are there.
 */
function turnFeature(feature: Feature<Geometry | null>): Feature<Geometry | null> {
  const { geometry } = feature;
  const [west, east] = geometry ? spanOf(geometry) : [0, 0];
  // A shape over the 180th meridian stays in one piece here.
  const turns = west > 180 || east < -180 ? Math.round((west + east) / 720) : 0;
  return turns === 0 || !geometry ? feature : { ...feature, geometry: shiftGeometry(geometry, -360 * turns) };
}

function spanOf(geometry: Geometry): [west: number, east: number] {
  let [west, east] = [Infinity, -Infinity];
  eachPosition([{ type: 'Feature', properties: null, geometry }], (x) => {
    west = Math.min(west, x);
    east = Math.max(east, x);
    return true;
  });
  return [west, east];
}

function shiftGeometry(geometry: Geometry, degrees: number): Geometry {
  if (geometry.type === 'GeometryCollection')
    return { ...geometry, geometries: geometry.geometries.map((part) => shiftGeometry(part, degrees)) };
  const shift = (value: unknown): unknown =>
    Array.isArray(value)
      ? typeof value[0] === 'number'
        ? [value[0] + degrees, ...value.slice(1)]
        : value.map(shift)
      : value;
  return { ...geometry, coordinates: shift(geometry.coordinates) } as Geometry;
}

/**
 * Whether coordinates can be degrees: more than half of those looked at lie within a turn. True where there
 * are none.
 */
function canBeDegrees(features: readonly Feature<Geometry | null>[]): boolean {
  let seen = 0;
  let beyond = 0;
  eachPosition(features, (x, y) => {
    seen++;
    if (Math.abs(x) > MOST_DEGREES || Math.abs(y) > MOST_DEGREES) beyond++;
    return seen < SAMPLED;
  });
  return beyond * 2 <= seen;
}

function atMiddle(crs: Crs, middle: readonly [number, number]): Crs {
  if (crs.shiftedBy === null) return crs;
  const point: [number, number] = [middle[0], middle[1]];
  buildTransform(crs, WGS84)(point);
  return crsAtPlace(crs, point[0], point[1]);
}

/** Mean of the positions looked at; null without one. */
function middleOf(features: readonly Feature<Geometry | null>[]): [number, number] | null {
  let [count, sumX, sumY] = [0, 0, 0];
  eachPosition(features, (x, y) => {
    count++;
    sumX += x;
    sumY += y;
    return count < SAMPLED;
  });
  return count === 0 ? null : [sumX / count, sumY / count];
}

/**
 * Positions of geometries in order until `visit` states stop; of many features one in several, so that all
 * parts of a layer are seen.
 */
function eachPosition(
  features: readonly Feature<Geometry | null>[],
  visit: (x: number, y: number) => boolean,
): void {
  const step = Math.max(1, Math.floor(features.length / SAMPLED));
  const walk = (value: unknown): boolean => {
    if (!Array.isArray(value)) return true;
    if (typeof value[0] === 'number' && typeof value[1] === 'number') return visit(value[0], value[1]);
    return (value as unknown[]).every(walk);
  };
  const enter = (geometry: Geometry): boolean =>
    geometry.type === 'GeometryCollection' ? geometry.geometries.every(enter) : walk(geometry.coordinates);
  for (let i = 0; i < features.length; i += step) {
    const { geometry } = features[i]!;
    if (geometry && !enter(geometry)) return;
  }
}
