import type { LayerSpecification } from 'maplibre-gl';
import { SITE_COLOUR } from '../../server/contract/colours.ts';
import { MAP_FONT } from './load-fonts.ts';

/** The uppermost layers: places of a finding, the point asked about, sites. */
export const MARK_LAYERS: readonly LayerSpecification[] = [
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
      'text-font': [MAP_FONT],
      'text-size': 13,
      'text-allow-overlap': true,
      'text-ignore-placement': true,
    },
    paint: { 'text-color': '#ffffff', 'text-halo-color': SITE_COLOUR, 'text-halo-width': 0.6 },
  },
];
