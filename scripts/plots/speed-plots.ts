import { range } from 'd3';
import { computeBicycleSpeed, getSlopeFunction, SLOPE_NAMES } from '../../server/kernel/cost/slope.ts';
import { drawLinePlot } from './line-plot.ts';

const COLOURS = ['#0b6e99', '#c2410c', '#4d7c0f'];
const NAMES = {
  tobler: 'Tobler (default)',
  'irmischer-clarke': 'Irmischer–Clarke',
  'naismith-langmuir': 'Naismith–Langmuir',
};

/** Walking speed against slope by each walking function, for 5 km/h on the flat. */
export function plotWalkingSpeed(): string {
  return drawLinePlot({
    title: 'Walking speed on a slope, 5 km/h on the flat',
    x: { label: 'slope in the direction of travel, %', from: -60, to: 60 },
    y: { label: 'km/h', from: 0, to: 13 },
    curves: SLOPE_NAMES.map((name, i) => ({
      label: NAMES[name],
      colour: COLOURS[i]!,
      points: range(-60, 60.25, 0.25).map((slope) => [
        slope,
        5 / getSlopeFunction(name).multiplier(slope / 100),
      ]),
    })),
  });
}

/** Cycling speed against slope at the power that gives 10, 15 and 20 km/h on the flat. */
export function plotBicycleSpeed(): string {
  return drawLinePlot({
    title: 'Bicycle: speed on a slope at constant power',
    x: { label: 'slope in the direction of travel, %', from: -12, to: 12 },
    y: { label: 'km/h', from: 0, to: 45 },
    curves: [10, 15, 20].map((flat, i) => ({
      label: `${flat} km/h on the flat`,
      colour: COLOURS[i]!,
      points: range(-12, 12.05, 0.05).map((slope) => [
        slope,
        3.6 * computeBicycleSpeed(flat / 3.6, slope / 100),
      ]),
    })),
  });
}
