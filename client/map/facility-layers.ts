import type { LayerSpecification } from 'maplibre-gl';
import { TIER_COLOURS } from '../../server/contract/colours.ts';
import type { Language } from '../../server/contract/vocabulary.ts';
import { MAP_FONT } from './load-fonts.ts';
import { nameField } from './name-field.ts';

/** Marks and names of facilities. */
export function buildFacilityLayers(language: Language): LayerSpecification[] {
  return [
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
        'text-font': [MAP_FONT],
        'text-size': 11.5,
        'text-offset': [0, 1],
        'text-anchor': 'top',
        'text-optional': true,
      },
      paint: { 'text-color': TIER_COLOURS.county, 'text-halo-color': '#ffffff', 'text-halo-width': 1.4 },
    },
  ];
}
