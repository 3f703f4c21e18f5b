import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { ROAD_COLOURS } from '../../server/contract/colours.ts';
import { ROAD_CLASSES } from '../../server/contract/vocabulary.ts';

const ROAD_COLOUR = [
  'match',
  ['get', 'class'],
  ...ROAD_CLASSES.flatMap((name) => [name, ROAD_COLOURS[name]]),
  '#b4a78d',
] as unknown as ExpressionSpecification;
const LARGE = ['motorway', 'trunk', 'primary'];
const MIDDLE = ['secondary', 'tertiary'];
const WIDTH: ExpressionSpecification = [
  'interpolate',
  ['exponential', 1.5],
  ['zoom'],
  8,
  ['match', ['get', 'class'], LARGE, 1.2, MIDDLE, 0.7, 0.15],
  12,
  ['match', ['get', 'class'], LARGE, 2.6, MIDDLE, 1.7, 0.8],
  16,
  ['match', ['get', 'class'], LARGE, 9, MIDDLE, 6, 3],
];
const IS_PATH: ExpressionSpecification = [
  'in',
  ['get', 'class'],
  ['literal', ['track', 'path', 'footway', 'steps']],
];

/** Roads by class: casing, roads, paths and ferries. */
export const ROAD_LAYERS: readonly LayerSpecification[] = [
  {
    id: 'roads-casing',
    type: 'line',
    source: 'base',
    'source-layer': 'roads',
    filter: ['!', IS_PATH],
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
    filter: ['all', ['!', IS_PATH], ['!=', ['get', 'class'], 'ferry']],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': ROAD_COLOUR, 'line-width': WIDTH },
  },
  {
    id: 'roads-path',
    type: 'line',
    source: 'base',
    'source-layer': 'roads',
    filter: IS_PATH,
    minzoom: 11,
    paint: {
      'line-color': ROAD_COLOUR,
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
    paint: { 'line-color': ROAD_COLOUR, 'line-width': 1.6, 'line-dasharray': [2, 2] },
  },
];
