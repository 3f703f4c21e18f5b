import { plotMetricError } from './metric-error-rose.ts';
import { plotBicycleSpeed, plotWalkingSpeed } from './speed-plots.ts';

/** Each plot by the file it is kept in. */
export const PLOTS: Readonly<Record<string, () => string>> = {
  'server/kernel/cost/plots/walking-speed.svg': plotWalkingSpeed,
  'server/kernel/cost/plots/bicycle-speed.svg': plotBicycleSpeed,
  'server/kernel/cost/plots/metric-error.svg': plotMetricError,
};
