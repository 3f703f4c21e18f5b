import type { Feature, Geometry } from 'geojson';
import type { Grid } from '../../kernel/grid/grid.ts';
import { parseCrs, transformCoordinatesInto, WGS84 } from '../../geo/crs.ts';
import { geodesicMeters } from '../../geo/geodesic.ts';
import type { OsmExtract, Tags } from '../../geo/osm-extract.ts';
import { extractOsm } from '../../geo/osm-extract.ts';
import { EDGE_FORD } from '../../kernel/network/road-network.ts';
import { readNodeBarrier } from './roads/road-access.ts';
import type { RoadWays } from './roads/road-ways.ts';
import type { RoadUse } from './roads/road-tags.ts';
import { parseRoadTags } from './roads/road-tags.ts';
import { isSaid } from './roads/road-words.ts';
import type { PlaceTable } from './tables/place-table.ts';
import { tableOfFeatures } from './facilities/facilities.ts';
import type { PlaceLabel } from '../model/region.ts';

const PLACE_RANK: Readonly<Record<string, number>> = {
  city: 1,
  town: 2,
  suburb: 3,
  village: 3,
  hamlet: 4,
  isolated_dwelling: 4,
  neighbourhood: 4,
};
const CARE = /^(hospital|clinic|doctors|health_post|health_centre|pharmacy)$/;

/** Everything of an OSM extract that a region can use. */
export function readOsmRegion(
  file: string,
  onProgress: (fraction: number) => void,
  signal: AbortSignal | undefined,
): OsmExtract {
  return extractOsm(file, {
    way: (tags, closed) => {
      if (tags['highway'] !== undefined || tags['route'] === 'ferry' || tags['man_made'] === 'pier')
        return parseRoadTags(tags) ? 'road' : null;
      if (isWaterArea(tags)) return closed ? 'area' : null;
      if (isWaterLine(tags) || isCoastline(tags)) return 'line';
      return closed && isCare(tags) ? 'area' : null;
    },
    relation: (tags) =>
      (tags['type'] === 'multipolygon' && (isWaterArea(tags) || isCare(tags))) || adminLevelOf(tags) !== null,
    // A ferry mapped as a route relation only: its ways carry no tag of their own.
    relationWayTags: (tags) => (tags['type'] === 'route' && tags['route'] === 'ferry' ? tags : null),
    sharesTags: (tags) => tags['route'] === 'ferry' && tags['duration'] === undefined,
    isSameArea: (way, relation) =>
      (isWaterArea(way) && isWaterArea(relation)) || (isCare(way) && isCare(relation)),
    point: (tags) => tags['place'] !== undefined || isCare(tags),
    nodeMark: (tags) => (isFord(tags) ? EDGE_FORD : 0) | readNodeBarrier(tags),
    onProgress,
    signal,
  });
}

/** A road through water: at a node as `ford=yes`, `ford=stepping_stones` … or by the older `highway=ford`. */
function isFord(tags: Tags): boolean {
  return isSaid(tags['ford']) || tags['highway'] === 'ford';
}

/** Level of an administrative boundary (2 country … 10 village), null for every other relation. */
export function adminLevelOf(tags: Tags): number | null {
  if (tags['boundary'] !== 'administrative' || !/^(boundary|multipolygon)$/.test(tags['type'] ?? ''))
    return null;
  const level = Number(tags['admin_level']);
  return Number.isInteger(level) && level >= 2 && level <= 12 ? level : null;
}

export function isWaterArea(tags: Tags): boolean {
  return tags['natural'] === 'water' || tags['waterway'] === 'riverbank' || tags['landuse'] === 'reservoir';
}
function isWaterLine(tags: Tags): boolean {
  return ['river', 'canal', 'stream'].includes(tags['waterway'] ?? '');
}
/** Land on the left, sea on the right. */
export function isCoastline(tags: Readonly<Record<string, unknown>>): boolean {
  return tags['natural'] === 'coastline' || tags['fclass'] === 'coastline';
}
function isCare(tags: Tags): boolean {
  return (
    CARE.test(tags['amenity'] ?? '') ||
    /^(hospital|clinic|centre|doctor|health_post)$/.test(tags['healthcare'] ?? '')
  );
}

/** Road ways in the grid's CRS. */
export function osmRoadWays(extract: OsmExtract, grid: Grid): { ways: RoadWays; uses: (RoadUse | null)[] } {
  const { roads } = extract;
  const nodeX = Float64Array.from(roads.nodeLon);
  const nodeY = Float64Array.from(roads.nodeLat);
  transformCoordinatesInto(WGS84, parseCrs(grid.crs), nodeX, nodeY);
  const uses = shareDurations(
    roads,
    roads.tags.map((tags) => parseRoadTags(tags)),
  );
  return {
    uses,
    ways: {
      nodeX,
      nodeY,
      refStart: roads.refStart,
      refs: roads.refs,
      uses,
      sources: roads.ids,
      nodeMarks: roads.nodeMarks,
      geographic: grid.geographic,
    },
  };
}

/**
 * The timetable of a ferry route is that of all its ways together: each that has it from the route gets its
 * share by length.
 */
function shareDurations(roads: OsmExtract['roads'], uses: (RoadUse | null)[]): (RoadUse | null)[] {
  const metersOf = new Map<number, number>();
  const shared = (way: number): number => (uses[way]?.durationMinutes ? roads.givers[way]! : 0);
  const meters = uses.map((_, way) => {
    const giver = shared(way);
    if (giver === 0) return 0;
    const length = wayMeters(roads, way);
    metersOf.set(giver, (metersOf.get(giver) ?? 0) + length);
    return length;
  });
  return uses.map((use, way) => {
    const giver = shared(way);
    const total = metersOf.get(giver) ?? 0;
    return giver === 0 || total === 0
      ? use
      : { ...use!, durationMinutes: (use!.durationMinutes * meters[way]!) / total };
  });
}

function wayMeters({ refs, refStart, nodeLon, nodeLat }: OsmExtract['roads'], way: number): number {
  let meters = 0;
  for (let k = refStart[way]! + 1; k < refStart[way + 1]!; k++) {
    const [a, b] = [refs[k - 1]!, refs[k]!];
    if (a >= 0 && b >= 0) meters += geodesicMeters(nodeLon[a]!, nodeLat[a]!, nodeLon[b]!, nodeLat[b]!);
  }
  return meters;
}

/** Water areas and lines as features with the tags that decide whether they block. */
export function osmWaterFeatures(extract: OsmExtract): Feature<Geometry>[] {
  const keep = (tags: Tags): Record<string, string> =>
    Object.fromEntries(
      [
        'natural',
        'water',
        'waterway',
        'name',
        'name:zh',
        'name:en',
        'tunnel',
        'intermittent',
        'seasonal',
        'width',
      ].flatMap((key) => (tags[key] ? [[key, tags[key]]] : [])),
    );
  return [
    ...extract.areas
      .filter((area) => isWaterArea(area.tags))
      .map((area): Feature<Geometry> => ({
        type: 'Feature',
        id: area.id,
        properties: keep(area.tags),
        geometry: area.geometry,
      })),
    ...extract.lines
      .filter((line) => isWaterLine(line.tags))
      .map((line): Feature<Geometry> => ({
        type: 'Feature',
        id: line.id,
        properties: keep(line.tags),
        geometry: { type: 'LineString', coordinates: line.coordinates },
      })),
  ];
}

/** Places of health care that the map knows, as a table like any other. */
export function osmCareTable(extract: OsmExtract, file: string): PlaceTable {
  const features: Feature<Geometry>[] = [
    ...extract.points
      .filter((point) => isCare(point.tags))
      .map((point): Feature<Geometry> => ({
        type: 'Feature',
        properties: { id: `node/${point.id}`, ...point.tags },
        geometry: { type: 'Point', coordinates: [point.lonDegrees, point.latDegrees] },
      })),
    ...extract.areas
      .filter((area) => isCare(area.tags))
      .map((area): Feature<Geometry> => ({
        type: 'Feature',
        properties: { id: `${area.fromRelation ? 'relation' : 'way'}/${area.id}`, ...area.tags },
        geometry: area.geometry,
      })),
  ];
  return tableOfFeatures(file, features, WGS84);
}

/** Named settlements. */
export function osmPlaces(extract: OsmExtract): PlaceLabel[] {
  return extract.points.flatMap(({ tags, lonDegrees, latDegrees }) => {
    const place = tags['place'] ?? '';
    const rank = Object.hasOwn(PLACE_RANK, place) ? PLACE_RANK[place] : undefined;
    const name = tags['name'];
    if (!rank || !name) return [];
    return [
      { nameZh: tags['name:zh'] ?? name, nameEn: tags['name:en'] ?? name, lonDegrees, latDegrees, rank },
    ];
  });
}
