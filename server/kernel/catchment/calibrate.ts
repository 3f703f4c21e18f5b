import { NONE } from '../grid/grid.ts';
import type { PathLeg, TravelEngine } from './travel-engine.ts';

/** A trip somebody timed: from a cell to a facility's cell (or back, as the engine's direction says). */
export interface ObservedTrip {
  readonly cell: number;
  readonly facilityCell: number;
  readonly seconds: number;
}

/** What the model says to one observed trip. */
export interface TripError {
  readonly index: number;
  readonly observedSeconds: number;
  /** UNREACHED (Infinity) where the model finds no way. */
  readonly modelSeconds: number;
  /** Model minus observed; Infinity without a way. */
  readonly errorSeconds: number;
  /** Seconds by way of moving: `walk`, `board`, `ride:CLASS`, `walk-road:CLASS`. */
  readonly parts: Readonly<Record<string, number>>;
}

/** A class of movement and how its time would have to change. */
export interface SuggestedFactor {
  readonly part: string;
  /** Trips that use it and seconds the model gives it in all. */
  readonly trips: number;
  readonly modelSeconds: number;
  /** Multiply the class's time by this (its speed by the inverse). 1 where the trips say nothing. */
  readonly timeFactor: number;
}

/** Errors and suggestions. Nothing is applied. */
export interface Calibration {
  readonly trips: readonly TripError[];
  readonly unreached: number;
  readonly biasSeconds: number;
  readonly meanAbsoluteSeconds: number;
  readonly rmseSeconds: number;
  /** The one factor on all time that fits best (least squares through 0). */
  readonly overallFactor: number;
  readonly factors: readonly SuggestedFactor[];
  /** Root mean square error if the suggested factors were used. */
  readonly rmseWithFactorsSeconds: number;
}

/** Suggested factors stay within these: fewer than a handful of trips must not turn a class upside down. */
const LEAST_FACTOR = 0.25;
const MOST_FACTOR = 4;
/** Weight of "leave it as it is" against the trips, as a share of each class's own squared time. */
const CAUTION = 0.01;

/**
 * Compares observed trips with the model and suggests one factor a class: ridge least squares of observed on modelled time by class,
 * drawn towards 1, within 0.25 … 4, by coordinate descent (200 rounds; convex, so it ends at the one optimum). Boarding is left alone.
 * O(trips · path). Throws RangeError for a trip whose time is not above 0.
 */
export function calibrateTrips(engine: TravelEngine, observed: readonly ObservedTrip[]): Calibration {
  const trips = observed.map((trip, index): TripError => {
    if (!(trip.seconds > 0) || !Number.isFinite(trip.seconds))
      throw new RangeError(`calibration: trip ${index} took ${trip.seconds} seconds, expected > 0`);
    const path = engine.explainPath(Int32Array.of(trip.facilityCell), trip.cell);
    const parts: Record<string, number> = {};
    for (const leg of path?.legs ?? []) parts[namePart(leg)] = (parts[namePart(leg)] ?? 0) + leg.seconds;
    const modelSeconds = path?.seconds ?? Infinity;
    const errorSeconds = modelSeconds - trip.seconds;
    return { index, observedSeconds: trip.seconds, modelSeconds, errorSeconds, parts };
  });
  const used = trips.filter((trip) => trip.modelSeconds < Infinity);
  const names = [...new Set(used.flatMap((trip) => Object.keys(trip.parts)))]
    .filter((n) => n !== 'board')
    .sort();
  const factors = new Map(names.map((name) => [name, 1]));
  const predict = (trip: TripError): number => {
    let sum = trip.parts['board'] ?? 0;
    for (const name of names) sum += (trip.parts[name] ?? 0) * factors.get(name)!;
    return sum;
  };
  const rmse = (): number =>
    used.length === 0
      ? 0
      : Math.sqrt(used.reduce((s, t) => s + (predict(t) - t.observedSeconds) ** 2, 0) / used.length);
  const before = rmse();
  for (let round = 0; round < 200; round++)
    for (const name of names) {
      let squares = 0;
      let product = 0;
      for (const trip of used) {
        const time = trip.parts[name] ?? 0;
        squares += time * time;
        product += time * (trip.observedSeconds - (predict(trip) - time * factors.get(name)!));
      }
      const pull = CAUTION * squares;
      if (squares > 0)
        factors.set(name, Math.min(MOST_FACTOR, Math.max(LEAST_FACTOR, (product + pull) / (squares + pull))));
    }
  const count = Math.max(used.length, 1);
  const model2 = used.reduce((sum, trip) => sum + trip.modelSeconds ** 2, 0);
  return {
    trips,
    unreached: trips.length - used.length,
    biasSeconds: used.reduce((sum, trip) => sum + trip.errorSeconds, 0) / count,
    meanAbsoluteSeconds: used.reduce((sum, trip) => sum + Math.abs(trip.errorSeconds), 0) / count,
    rmseSeconds: before,
    overallFactor:
      model2 > 0 ? used.reduce((sum, trip) => sum + trip.modelSeconds * trip.observedSeconds, 0) / model2 : 1,
    factors: names.map((part) => ({
      part,
      trips: used.filter((trip) => (trip.parts[part] ?? 0) > 0).length,
      modelSeconds: used.reduce((sum, trip) => sum + (trip.parts[part] ?? 0), 0),
      timeFactor: factors.get(part)!,
    })),
    rmseWithFactorsSeconds: rmse(),
  };
}

function namePart(leg: PathLeg): string {
  return leg.roadClass === NONE ? leg.kind : `${leg.kind}:${leg.roadClass}`;
}
