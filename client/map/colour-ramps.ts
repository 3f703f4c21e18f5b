import type { ExpressionSpecification } from 'maplibre-gl';
import {
  CHANCE_COLOURS,
  CHANCE_EDGES,
  PEOPLE_COLOURS,
  SCORE_COLOURS,
  SCORE_EDGES,
  TIME_CLASS_MINUTES,
  TIME_COLOURS,
  UNCOVERED_PEOPLE_COLOURS,
} from '../../server/contract/colours.ts';
import { POPULATION_CLASS_PEOPLE } from '../state/population-classes.ts';

/** Value of a tile pixel that cannot be reached. */
export const UNREACHED_VALUE = 16_777_215;
const CLEAR = 'rgba(0,0,0,0)';
const BEYOND = 'rgba(92,99,110,0.30)';

type Stops = (number | string)[];

/**
 * Steps as the interpolation that color-relief requires: values are integers, so between two stops one unit
 * apart there is no value, and colours of neighbouring classes are never mixed.
 */
function steps(first: string, edges: readonly { from: number; colour: string }[]): ExpressionSpecification {
  const stops: Stops = [0, first];
  let last = first;
  for (const { from, colour } of edges) {
    const before = stops.at(-2) as number;
    if (from - 1 > before) stops.push(from - 1, last);
    stops.push(from, colour);
    last = colour;
  }
  return ['interpolate', ['linear'], ['elevation'], ...stops] as unknown as ExpressionSpecification;
}

/**
 * Colours of travel time: classes within the closed cut-off, one grey beyond it, none for unreached cells.
 */
export function timeRamp(cutoffMinutes: number): ExpressionSpecification {
  const cutoffSeconds = cutoffMinutes * 60;
  const edges: { from: number; colour: string }[] = [];
  for (const [index, minutes] of TIME_CLASS_MINUTES.entries()) {
    const from = minutes * 60 + 1;
    if (from <= cutoffSeconds) edges.push({ from, colour: TIME_COLOURS[index + 1] ?? CLEAR });
  }
  edges.push({ from: cutoffSeconds + 1, colour: BEYOND }, { from: UNREACHED_VALUE, colour: CLEAR });
  return steps(TIME_COLOURS[0], edges);
}

/** Populated cells beyond the closed cut-off; 0 is a cell without people. */
export function uncoveredRamp(cutoffMinutes: number): ExpressionSpecification {
  return steps(CLEAR, [{ from: cutoffMinutes * 60 + 1, colour: UNCOVERED_PEOPLE_COLOURS[3] }]);
}

/** Share of draws by class; value tiles hold share · tileScale, and the maximum where there is no value. */
export function chanceRamp(tileScale: number): ExpressionSpecification {
  return classRamp(
    CHANCE_COLOURS,
    CHANCE_EDGES.map((edge) => edge * tileScale),
  );
}

/** Score relative to the mean by class; reversed where a lower score is better. */
export function scoreRamp(tileScale: number, mean: number, lowerIsBetter: boolean): ExpressionSpecification {
  const colours = lowerIsBetter ? [...SCORE_COLOURS].reverse() : SCORE_COLOURS;
  return classRamp(
    colours,
    SCORE_EDGES.map((edge) => edge * mean * tileScale),
  );
}

/**
 * Classes from 0 up, edges strictly ascending and below `UNREACHED_VALUE`; transparent without a value.
 */
function classRamp(colours: readonly string[], edges: readonly number[]): ExpressionSpecification {
  const classes: { from: number; colour: string }[] = [];
  for (const [index, edge] of edges.entries()) {
    const from = Math.max((classes.at(-1)?.from ?? 0) + 1, Math.round(edge));
    if (from >= UNREACHED_VALUE) break;
    classes.push({ from, colour: colours[index + 1] ?? CLEAR });
  }
  return steps(colours[0] ?? CLEAR, [...classes, { from: UNREACHED_VALUE, colour: CLEAR }]);
}

/** People per cell by class; tiles hold tenths of a person. */
export function populationRamp(): ExpressionSpecification {
  return steps(
    CLEAR,
    POPULATION_CLASS_PEOPLE.map((people, index) => ({
      from: Math.round(people * 10),
      colour: PEOPLE_COLOURS[index] ?? CLEAR,
    })),
  );
}
