import { plotMetricError } from './metric-error-rose.ts';
import { plotBicycleSpeed, plotWalkingSpeed } from './speed-plots.ts';

/** Each plot by the file it is kept in. */
export const PLOTS: Readonly<Record<string, () => string>> = {
  'docs/plots/walking-speed.svg': plotWalkingSpeed,
  'docs/plots/bicycle-speed.svg': plotBicycleSpeed,
  'docs/plots/metric-error.svg': plotMetricError,
};
