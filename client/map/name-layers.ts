import type { LayerSpecification } from 'maplibre-gl';
import type { Language } from '../../server/contract/vocabulary.ts';
import { MAP_FONT } from './load-fonts.ts';
import { nameField } from './name-field.ts';

/** Names of zones and places. */
export function buildNameLayers(language: Language): LayerSpecification[] {
  return [
    {
      id: 'zone-names',
      type: 'symbol',
      source: 'zone-names',
      minzoom: 10.5,
      filter: ['<', ['get', 'siblings'], ['step', ['zoom'], 40, 12.5, 10_000]],
      layout: {
        'text-field': nameField(language),
        'text-font': [MAP_FONT],
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
        'text-font': [MAP_FONT],
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
  ];
}
