import type {
  ExpressionSpecification,
  LayerSpecification,
  SourceSpecification,
  StyleSpecification,
} from 'maplibre-gl';
import {
  ERROR_COLOURS,
  BOUNDARY_COLOUR,
  GAP_COLOUR,
  LAND_COLOUR,
  ROAD_COLOURS,
  SITE_COLOUR,
  TIER_COLOURS,
  WATER_COLOUR,
} from '../../server/contract/colours.ts';
import type { RegionSummary } from '../../server/contract/resources.ts';
import { routes } from '../../server/contract/routes.ts';
import { ROAD_CLASSES, type Language } from '../../server/contract/vocabulary.ts';
import { populationRamp, timeRamp, uncoveredRamp } from './colour-ramps.ts';
import { MAP_FONT } from './load-fonts.ts';

/** A shade darker than in print: the colours of travel time lie beneath. */
const ZONE_LINE = '#6f6878';
const EMPTY = { type: 'FeatureCollection' as const, features: [] };
const FONT = [MAP_FONT];

/**
 * Where tiles are asked for: all longitudes where the region runs over the 180th meridian, for MapLibre
 * cuts bounds there.
 */
function tileBounds([west, south, east, north]: RegionSummary['bounds']): [number, number, number, number] {
  return east > 180 ? [-180, south, 180, north] : [west, south, east, north];
}

/** Custom raster-dem encoding of value tiles: red·65536 + green·256 + blue. */
export function valueSource(
  tiles: string,
  maxZoom: number,
  bounds: RegionSummary['bounds'],
): SourceSpecification {
  return {
    type: 'raster-dem',
    tiles: [absolute(tiles)],
    tileSize: 256,
    maxzoom: maxZoom,
    bounds: tileBounds(bounds),
    encoding: 'custom',
    redFactor: 65536,
    greenFactor: 256,
    blueFactor: 1,
    baseShift: 0,
  };
}

/** Tile workers know no page address: templates become absolute. */
function absolute(path: string): string {
  return path.startsWith('http') ? path : `${location.origin}${path}`;
}

/** Zoom at which a tile pixel is at most a quarter of a cell wide: deeper tiles would tell nothing new. */
export function findMaxZoom(region: Pick<RegionSummary, 'bounds' | 'cellMeters'>): number {
  const latitude = ((region.bounds[1] + region.bounds[3]) / 2) * (Math.PI / 180);
  const zoom = Math.log2((156_543 * Math.cos(latitude)) / (region.cellMeters / 4));
  return Math.min(15, Math.max(6, Math.ceil(zoom)));
}

export const nameField = (language: Language): ExpressionSpecification =>
  language === 'zh'
    ? ['coalesce', ['get', 'nameZh'], ['get', 'nameEn'], '']
    : ['coalesce', ['get', 'nameEn'], ['get', 'nameZh'], ''];

/** The whole style of one region: own base layers, then results, then marks, lowest first. */
export function buildRegionStyle(region: RegionSummary, language: Language): StyleSpecification {
  const tiles = (layer: 'base' | 'relief' | 'population') =>
    `${routes.regionTiles(region.id, layer, '{z}', '{x}', '{y}')}?v=${region.hash.slice(0, 12)}`;
  const items = (layer: string) => absolute(`${routes.items(`${region.id}.${layer}`)}?limit=20000`);
  const maxzoom = findMaxZoom(region);
  return {
    version: 8,
    sources: {
      relief: {
        type: 'raster',
        tiles: [absolute(tiles('relief'))],
        tileSize: 256,
        maxzoom,
        bounds: tileBounds(region.bounds),
      },
      population: valueSource(tiles('population'), maxzoom, region.bounds),
      base: {
        type: 'vector',
        tiles: [absolute(tiles('base'))],
        maxzoom: 14,
        bounds: tileBounds(region.bounds),
      },
      facilities: { type: 'geojson', data: items('facilities') },
      places: { type: 'geojson', data: items('places') },
      catchments: { type: 'geojson', data: EMPTY },
      path: { type: 'geojson', data: EMPTY },
      boundary: { type: 'geojson', data: items('boundary') },
      upload: { type: 'geojson', data: EMPTY },
      gaps: { type: 'geojson', data: EMPTY },
      'zone-names': { type: 'geojson', data: EMPTY },
      point: { type: 'geojson', data: EMPTY },
      candidates: { type: 'geojson', data: EMPTY },
      referral: { type: 'geojson', data: EMPTY },
      calibration: { type: 'geojson', data: EMPTY },
      sites: { type: 'geojson', data: EMPTY },
      findings: { type: 'geojson', data: EMPTY },
    },
    layers: [...baseLayers(), ...resultLayers(), ...lineLayers(), ...markLayers(language)],
  };
}

function baseLayers(): LayerSpecification[] {
  return [
    { id: 'ground', type: 'background', paint: { 'background-color': LAND_COLOUR } },
    { id: 'relief', type: 'raster', source: 'relief', paint: { 'raster-fade-duration': 0 } },
  ];
}

/** Colours over the land; water and roads are drawn above them so that the map stays legible. */
function resultLayers(): LayerSpecification[] {
  return [
    {
      id: 'population',
      type: 'color-relief',
      source: 'population',
      layout: { visibility: 'none' },
      paint: { 'color-relief-color': populationRamp(), 'color-relief-opacity': 1, resampling: 'nearest' },
    },
  ];
}

/** The two layers of a coverage run, added when its tiles are known. */
export function buildTimeLayers(cutoffMinutes: number): (LayerSpecification & { source: string })[] {
  const layers: (LayerSpecification & { source: string })[] = [
    {
      id: 'time',
      type: 'color-relief',
      source: 'time',
      paint: {
        'color-relief-color': timeRamp(cutoffMinutes),
        'color-relief-opacity': 0.62,
        resampling: 'nearest',
      },
    },
    {
      id: 'uncovered',
      type: 'color-relief',
      source: 'people-time',
      paint: {
        'color-relief-color': uncoveredRamp(cutoffMinutes),
        'color-relief-opacity': 0.7,
        resampling: 'nearest',
      },
    },
  ];
  return layers;
}

/** The one layer of a chance or a score. */
export function buildThemeLayer(ramp: ExpressionSpecification): LayerSpecification & { source: string } {
  return {
    id: 'theme',
    type: 'color-relief',
    source: 'theme',
    paint: { 'color-relief-color': ramp, 'color-relief-opacity': 0.78, resampling: 'nearest' },
  };
}

function lineLayers(): LayerSpecification[] {
  const roadColour = [
    'match',
    ['get', 'class'],
    ...ROAD_CLASSES.flatMap((name) => [name, ROAD_COLOURS[name]]),
    '#b4a78d',
  ];
  const large = ['motorway', 'trunk', 'primary'];
  const middle = ['secondary', 'tertiary'];
  const width: ExpressionSpecification = [
    'interpolate',
    ['exponential', 1.5],
    ['zoom'],
    8,
    ['match', ['get', 'class'], large, 1.2, middle, 0.7, 0.15],
    12,
    ['match', ['get', 'class'], large, 2.6, middle, 1.7, 0.8],
    16,
    ['match', ['get', 'class'], large, 9, middle, 6, 3],
  ];
  const colour = roadColour as unknown as ExpressionSpecification;
  const isPath: ExpressionSpecification = [
    'in',
    ['get', 'class'],
    ['literal', ['track', 'path', 'footway', 'steps']],
  ];
  return [
    {
      id: 'water',
      type: 'fill',
      source: 'base',
      'source-layer': 'water',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': WATER_COLOUR },
    },
    {
      id: 'water-line',
      type: 'line',
      source: 'base',
      'source-layer': 'water',
      filter: ['==', ['geometry-type'], 'LineString'],
      paint: {
        'line-color': WATER_COLOUR,
        'line-width': ['interpolate', ['linear'], ['zoom'], 8, 0.6, 14, 3],
      },
    },
    {
      id: 'roads-casing',
      type: 'line',
      source: 'base',
      'source-layer': 'roads',
      filter: ['!', isPath],
      minzoom: 10,
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': '#ffffff',
        'line-opacity': 0.55,
        'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 10, 2.4, 16, 11],
      },
    },
    {
      id: 'roads',
      type: 'line',
      source: 'base',
      'source-layer': 'roads',
      filter: ['all', ['!', isPath], ['!=', ['get', 'class'], 'ferry']],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': colour, 'line-width': width },
    },
    {
      id: 'roads-path',
      type: 'line',
      source: 'base',
      'source-layer': 'roads',
      filter: isPath,
      minzoom: 11,
      paint: {
        'line-color': colour,
        'line-width': ['interpolate', ['linear'], ['zoom'], 11, 0.6, 15, 1.6],
        'line-dasharray': [3, 2],
      },
    },
    {
      id: 'roads-ferry',
      type: 'line',
      source: 'base',
      'source-layer': 'roads',
      filter: ['==', ['get', 'class'], 'ferry'],
      paint: { 'line-color': colour, 'line-width': 1.6, 'line-dasharray': [2, 2] },
    },
    {
      id: 'zones',
      type: 'line',
      source: 'base',
      'source-layer': 'zones',
      paint: {
        'line-color': ZONE_LINE,
        'line-width': ['interpolate', ['linear'], ['zoom'], 8, 0.5, 12, 1.4],
        'line-opacity': ['interpolate', ['linear'], ['zoom'], 8, 0.55, 12, 0.9],
        'line-dasharray': [4, 2, 1, 2],
      },
    },
    {
      id: 'boundary',
      type: 'line',
      source: 'boundary',
      paint: { 'line-color': BOUNDARY_COLOUR, 'line-width': 2, 'line-opacity': 0.85 },
    },
    {
      id: 'zone-selected',
      type: 'line',
      source: 'base',
      'source-layer': 'zones',
      filter: ['==', ['get', 'index'], -1],
      paint: { 'line-color': BOUNDARY_COLOUR, 'line-width': 2.5 },
    },
  ];
}

function markLayers(language: Language): LayerSpecification[] {
  return [
    {
      id: 'gaps-fill',
      type: 'fill',
      source: 'gaps',
      paint: { 'fill-color': GAP_COLOUR, 'fill-opacity': 0.12 },
    },
    { id: 'gaps', type: 'line', source: 'gaps', paint: { 'line-color': GAP_COLOUR, 'line-width': 2.5 } },
    {
      id: 'catchments-fill',
      type: 'fill',
      source: 'catchments',
      paint: {
        'fill-color': '#0b5563',
        'fill-opacity': ['match', ['get', 'cutoffMinutes'], 15, 0.24, 30, 0.16, 0.1],
      },
    },
    {
      id: 'catchments',
      type: 'line',
      source: 'catchments',
      paint: {
        'line-color': '#0b5563',
        'line-width': ['match', ['get', 'cutoffMinutes'], 15, 2.6, 30, 2, 1.5],
        'line-opacity': 0.9,
      },
    },
    {
      id: 'upload-fill',
      type: 'fill',
      source: 'upload',
      paint: { 'fill-color': '#3f51b5', 'fill-opacity': 0.1 },
    },
    { id: 'upload', type: 'line', source: 'upload', paint: { 'line-color': '#303f9f', 'line-width': 2.4 } },
    {
      id: 'path-casing',
      type: 'line',
      source: 'path',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': '#ffffff', 'line-width': 6.5 },
    },
    {
      id: 'path',
      type: 'line',
      source: 'path',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': '#14222b', 'line-width': 3.2 },
    },
    {
      id: 'zone-names',
      type: 'symbol',
      source: 'zone-names',
      minzoom: 10.5,
      filter: ['<', ['get', 'siblings'], ['step', ['zoom'], 40, 12.5, 10_000]],
      layout: {
        'text-field': nameField(language),
        'text-font': FONT,
        'text-size': 12,
        'text-letter-spacing': 0.14,
        'text-padding': 6,
      },
      paint: { 'text-color': '#6a6174', 'text-halo-color': 'rgba(255,255,255,0.85)', 'text-halo-width': 1.4 },
    },
    {
      id: 'places',
      type: 'symbol',
      source: 'places',
      filter: ['<=', ['get', 'rank'], ['step', ['zoom'], 2, 11, 3, 13, 4]],
      layout: {
        'text-field': nameField(language),
        'text-font': FONT,
        'text-size': [
          'interpolate',
          ['linear'],
          ['zoom'],
          8,
          ['match', ['get', 'rank'], 1, 15, 2, 11.5, 10.5],
          14,
          ['match', ['get', 'rank'], 1, 20, 2, 15.5, 12.5],
        ],
        'text-offset': [0, 0.9],
        'text-anchor': 'top',
        'text-padding': 3,
        'symbol-sort-key': ['get', 'rank'],
      },
      paint: {
        'text-color': ['match', ['get', 'rank'], 1, '#10191e', 2, '#27343b', '#47555d'],
        'text-halo-color': 'rgba(255,255,255,0.9)',
        'text-halo-width': 1.5,
      },
    },
    {
      id: 'facilities',
      type: 'symbol',
      source: 'facilities',
      layout: {
        'icon-image': ['concat', 'tier-', ['get', 'tier']],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'icon-size': [
          'interpolate',
          ['linear'],
          ['zoom'],
          8,
          ['match', ['get', 'tier'], 'village', 0.45, 'other', 0.5, 0.8],
          11,
          ['match', ['get', 'tier'], 'village', 0.75, 1],
          14,
          1.25,
        ],
        'symbol-sort-key': ['match', ['get', 'tier'], 'county', 3, 'township', 2, 'other', 1, 0],
      },
      paint: { 'icon-opacity': 1 },
    },
    {
      id: 'facility-names',
      type: 'symbol',
      source: 'facilities',
      minzoom: 12.5,
      layout: {
        'text-field': nameField(language),
        'text-font': FONT,
        'text-size': 11.5,
        'text-offset': [0, 1],
        'text-anchor': 'top',
        'text-optional': true,
      },
      paint: { 'text-color': TIER_COLOURS.county, 'text-halo-color': '#ffffff', 'text-halo-width': 1.4 },
    },
    {
      id: 'referral',
      type: 'line',
      source: 'referral',
      layout: { 'line-cap': 'round' },
      paint: {
        'line-color': TIER_COLOURS.township,
        'line-width': ['interpolate', ['linear'], ['zoom'], 8, 0.8, 13, 2],
        'line-opacity': 0.75,
      },
    },
    {
      id: 'calibration-casing',
      type: 'line',
      source: 'calibration',
      layout: { 'line-cap': 'round' },
      paint: { 'line-color': '#ffffff', 'line-width': 4.5, 'line-opacity': 0.8 },
    },
    {
      id: 'calibration',
      type: 'line',
      source: 'calibration',
      layout: { 'line-cap': 'round' },
      paint: {
        'line-color': [
          'step',
          ['get', 'errorPercent'],
          ERROR_COLOURS[0],
          -25,
          ERROR_COLOURS[1],
          -10,
          ERROR_COLOURS[2],
          10,
          ERROR_COLOURS[3],
          25,
          ERROR_COLOURS[4],
        ],
        'line-width': 2.4,
      },
    },
    {
      id: 'candidates',
      type: 'circle',
      source: 'candidates',
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 8, 1.2, 12, 3, 15, 5],
        'circle-color': SITE_COLOUR,
        'circle-opacity': 0.55,
        'circle-stroke-color': '#ffffff',
        'circle-stroke-width': 0.5,
      },
    },
    {
      id: 'findings-area',
      type: 'fill',
      source: 'findings',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': '#7a4b00', 'fill-opacity': 0.22 },
    },
    {
      id: 'findings-offer',
      type: 'line',
      source: 'findings',
      filter: ['==', ['geometry-type'], 'LineString'],
      paint: { 'line-color': '#7a4b00', 'line-width': 2, 'line-dasharray': [2, 1.5] },
    },
    {
      id: 'findings',
      type: 'circle',
      source: 'findings',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': 8,
        'circle-color': '#ffd166',
        'circle-opacity': 0.85,
        'circle-stroke-color': '#7a4b00',
        'circle-stroke-width': 2.5,
      },
    },
    {
      id: 'point-halo',
      type: 'circle',
      source: 'point',
      paint: {
        'circle-radius': 9,
        'circle-color': '#ffffff',
        'circle-stroke-color': '#14222b',
        'circle-stroke-width': 2.5,
      },
    },
    {
      id: 'point',
      type: 'circle',
      source: 'point',
      paint: { 'circle-radius': 4, 'circle-color': '#14222b' },
    },
    {
      id: 'sites',
      type: 'symbol',
      source: 'sites',
      layout: {
        'icon-image': 'site',
        'icon-size': ['case', ['get', 'selected'], 1.3, 1],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'text-field': ['to-string', ['get', 'order']],
        'text-font': FONT,
        'text-size': 13,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': '#ffffff', 'text-halo-color': SITE_COLOUR, 'text-halo-width': 0.6 },
    },
  ];
}
