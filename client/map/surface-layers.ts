import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { populationRamp, timeRamp, uncoveredRamp } from './colour-ramps.ts';

/** People, below water and roads so that the map stays legible. */
export const buildPopulationLayer = (): LayerSpecification => ({
  id: 'population',
  type: 'color-relief',
  source: 'population',
  layout: { visibility: 'none' },
  paint: { 'color-relief-color': populationRamp(), 'color-relief-opacity': 1, resampling: 'nearest' },
});

/** The two layers of a coverage run, added when its tiles are known. */
export function buildTimeLayers(cutoffMinutes: number): (LayerSpecification & { source: string })[] {
  return [
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
}

/** The layer of a chance or a score. */
export function buildThemeLayer(ramp: ExpressionSpecification): LayerSpecification & { source: string } {
  return {
    id: 'theme',
    type: 'color-relief',
    source: 'theme',
    paint: { 'color-relief-color': ramp, 'color-relief-opacity': 0.78, resampling: 'nearest' },
  };
}
