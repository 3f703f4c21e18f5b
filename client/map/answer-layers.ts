import type { LayerSpecification } from 'maplibre-gl';
import { GAP_COLOUR } from '../../server/contract/colours.ts';

/** Outlines and lines of answers: gaps, catchments, an uploaded boundary, the path. */
export const ANSWER_LAYERS: readonly LayerSpecification[] = [
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
];
