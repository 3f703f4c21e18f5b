import type { LayerSpecification } from 'maplibre-gl';
import { ERROR_COLOURS, SITE_COLOUR, TIER_COLOURS } from '../../server/contract/colours.ts';

/** Lines of referral, trips of a calibration, candidates of siting. */
export const STUDY_LAYERS: readonly LayerSpecification[] = [
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
];
