import type { LayerSpecification } from 'maplibre-gl';
import { BOUNDARY_COLOUR, LAND_COLOUR, WATER_COLOUR } from '../../server/contract/colours.ts';

/** Darker than in print: the colours of travel time lie beneath. */
const ZONE_LINE = '#6f6878';

/** The lowest layers. */
export const GROUND_LAYERS: readonly LayerSpecification[] = [
  { id: 'ground', type: 'background', paint: { 'background-color': LAND_COLOUR } },
  { id: 'relief', type: 'raster', source: 'relief', paint: { 'raster-fade-duration': 0 } },
];

/** Water, above the surfaces. */
export const WATER_LAYERS: readonly LayerSpecification[] = [
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
];

/** Outlines of zones and of the region. */
export const ZONE_LAYERS: readonly LayerSpecification[] = [
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
