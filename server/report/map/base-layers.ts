import type { FeatureCollection, MultiPolygon } from 'geojson';
import {
  BOUNDARY_COLOUR,
  LAND_COLOUR,
  ROAD_COLOURS,
  WATER_COLOUR,
  ZONE_COLOUR,
} from '../../contract/colours.ts';
import { ROAD_CLASSES, type RoadClass } from '../../contract/vocabulary.ts';
import { rectanglePath, type DrawingItem } from '../drawing/drawing.ts';
import type { ReportInput, ReportLayers, ReportRoad } from '../report-input.ts';
import type { MapFrame } from './map-frame.ts';

export const EDGE_COLOUR = '#7a4b00';

const ROAD_WIDTHS: Record<RoadClass, number> = {
  motorway: 1.5,
  trunk: 1.3,
  primary: 1.1,
  secondary: 0.9,
  tertiary: 0.6,
  unclassified: 0.4,
  residential: 0.3,
  living_street: 0.3,
  service: 0.25,
  track: 0.3,
  path: 0.25,
  footway: 0.25,
  cycleway: 0.25,
  steps: 0.25,
  ferry: 0.8,
};

/**
 * Points a metre from which a map shows a city, whose streets would hide everything at the width of a
 * county's roads.
 */
const CITY_SCALE = 0.011;

/** Plain land under everything. */
export function drawGround(frame: MapFrame): DrawingItem[] {
  return [{ kind: 'path', d: rectanglePath(frame.x, frame.y, frame.width, frame.height), fill: LAND_COLOUR }];
}

/** Lakes as areas, rivers as lines. */
export function drawWater(frame: MapFrame, water: FeatureCollection | null): DrawingItem[] {
  const items: DrawingItem[] = [];
  for (const feature of water?.features ?? []) {
    const geometry = feature.geometry;
    if (!geometry) continue;
    const d = frame.path(geometry);
    if (d === '') continue;
    if (geometry.type.endsWith('Polygon')) items.push({ kind: 'path', d, fill: WATER_COLOUR, evenOdd: true });
    else if (geometry.type.endsWith('LineString'))
      items.push({ kind: 'path', d, stroke: WATER_COLOUR, strokeWidth: 1.2 });
  }
  return items;
}

/** Roads, small ones first, one path per class. `least` leaves out the classes below it. */
export function drawRoads(frame: MapFrame, roads: readonly ReportRoad[], least: RoadClass): DrawingItem[] {
  const smallest = ROAD_CLASSES.indexOf(least);
  const thin = frame.pointsPerMeter > CITY_SCALE ? 0.6 : 1;
  const items: DrawingItem[] = [];
  for (const roadClass of [...ROAD_CLASSES].reverse()) {
    if (ROAD_CLASSES.indexOf(roadClass) > smallest && roadClass !== 'ferry') continue;
    const d = roads
      .filter((road) => road.roadClass === roadClass && touches(frame, road.coordinates))
      .map((road) => frame.path({ type: 'LineString', coordinates: road.coordinates.map((c) => [...c]) }))
      .join('');
    if (d === '') continue;
    items.push({
      kind: 'path',
      d,
      stroke: ROAD_COLOURS[roadClass],
      strokeWidth: ROAD_WIDTHS[roadClass] * thin,
      ...(roadClass === 'ferry' ? { dash: [2, 2] } : {}),
    });
  }
  return items;
}

/** Zone borders, then the boundary. */
export function drawBorders(frame: MapFrame, layers: ReportLayers): DrawingItem[] {
  const items: DrawingItem[] = [];
  const zonePath = (layers.zones?.features.features ?? []).map((feature) => frame.path(feature)).join('');
  if (zonePath !== '')
    items.push({ kind: 'path', d: zonePath, stroke: ZONE_COLOUR, strokeWidth: 0.5, dash: [2.4, 1.6] });
  const boundaryPath = (layers.boundary?.features ?? []).map((feature) => frame.path(feature)).join('');
  if (boundaryPath !== '') {
    items.push({ kind: 'path', d: boundaryPath, stroke: '#ffffff', strokeWidth: 2.6, strokeOpacity: 0.7 });
    items.push({ kind: 'path', d: boundaryPath, stroke: BOUNDARY_COLOUR, strokeWidth: 1.1 });
  }
  return items;
}

/** The band in which journeys across the border of the data are unknown. */
export function findEdgeBand(region: ReportInput['region']): MultiPolygon | null {
  const finding = region.findings.find(({ code }) => code === 'data-stops-at-border');
  return (finding?.area as MultiPolygon | undefined) ?? null;
}

/** The band at the border, light enough for what lies under it. */
export function drawEdgeBand(frame: MapFrame, region: ReportInput['region']): DrawingItem[] {
  const band = findEdgeBand(region);
  if (!band) return [];
  return [
    {
      kind: 'path',
      d: frame.path(band),
      fill: EDGE_COLOUR,
      fillOpacity: 0.1,
      stroke: EDGE_COLOUR,
      strokeWidth: 0.6,
      dash: [1.2, 1.8],
      evenOdd: true,
    },
  ];
}

function touches(frame: MapFrame, coordinates: readonly (readonly number[])[]): boolean {
  const [west, south, east, north] = frame.bounds;
  let minLon = Infinity;
  let maxLon = -Infinity;
  let minLat = Infinity;
  let maxLat = -Infinity;
  for (const [lon = 0, lat = 0] of coordinates) {
    minLon = Math.min(minLon, lon);
    maxLon = Math.max(maxLon, lon);
    minLat = Math.min(minLat, lat);
    maxLat = Math.max(maxLat, lat);
  }
  return maxLon >= west && minLon <= east && maxLat >= south && minLat <= north;
}
