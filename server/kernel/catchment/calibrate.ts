import { NONE, type Grid } from '../grid/grid.ts';
import { buildLineTrace, traceLineInto } from '../grid/trace-line.ts';
import type { PathLeg, TravelEngine, TravelPath } from './travel-engine.ts';

/** A trip somebody timed: from a cell to a facility's cell (or back, as the engine's direction states). */
export interface ObservedTrip {
  readonly cell: number;
  readonly facilityCell: number;
  readonly seconds: number;
}

/** What the model states to one observed trip. */
export interface TripError {
  readonly index: number;
  readonly observedSeconds: number;
  /** UNREACHED (Infinity) where the model finds no way. */
  readonly modelSeconds: number;
  /** Model minus observed; Infinity without a way. */
  readonly errorSeconds: number;
  /** Seconds by way of moving: `walk` or `walk:LAND CLASS`, `board`, `ride:CLASS`, `walk-road:CLASS`. */
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

/** What a calibration may be reported beside the trips. */
export interface CalibrationOptions {
  /** Class and flat pace by cell: walks over land are then kept apart by class. */
  readonly land?: { readonly landClass: Uint8Array; readonly paceSecondsPerMeter: Float64Array };
  /** Called with the number of trips done; may throw to stop. */
  readonly onTrip?: (done: number) => void;
}

/** Suggested factors stay within these: fewer than a handful of trips must not turn a class upside down. */
const LEAST_FACTOR = 0.25;
const MOST_FACTOR = 4;
/** Weight of "leave it as it is" against the trips, as a share of each class's own squared time. */
const CAUTION = 0.01;

/**
 * Compares observed trips with the model and suggests one factor a class: ridge least squares of observed
 * on modelled time by class,
 * drawn towards 1, within 0.25 … 4, by coordinate descent (200 rounds; convex, so it ends at the one
 * optimum). Boarding is left alone.
 * With `land` the time of a walk over land is divided over the classes it crosses by their time on the
 * flat. O(trips · path). Throws RangeError for a trip whose time is not above 0.
 */
export function calibrateTrips(
  engine: TravelEngine,
  observed: readonly ObservedTrip[],
  options: CalibrationOptions = {},
): Calibration {
  const { land, onTrip } = options;
  const paths = findPaths(engine, observed, onTrip);
  const trips = observed.map((trip, index): TripError => {
    if (!(trip.seconds > 0) || !Number.isFinite(trip.seconds))
      throw new RangeError(`calibration: trip ${index} took ${trip.seconds} seconds, expected > 0`);
    const path = paths[index]!;
    const parts: Record<string, number> = {};
    const add = (part: string, seconds: number): void => {
      parts[part] = (parts[part] ?? 0) + seconds;
    };
    for (const leg of path?.legs ?? [])
      if (leg.kind === 'walk' && land) addByLand(engine.grid, land, leg, add);
      else add(namePart(leg), leg.seconds);
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

/** The model's path of each trip; trips to one facility share their search. */
function findPaths(
  engine: TravelEngine,
  observed: readonly ObservedTrip[],
  onTrip: CalibrationOptions['onTrip'],
): (TravelPath | null)[] {
  const paths: (TravelPath | null)[] = observed.map(() => null);
  const byFacility = new Map<number, number[]>();
  observed.forEach(({ facilityCell }, index) => {
    const list = byFacility.get(facilityCell);
    if (list) list.push(index);
    else byFacility.set(facilityCell, [index]);
  });
  let done = 0;
  for (const [facilityCell, indices] of byFacility) {
    const cells = Int32Array.from(indices, (index) => observed[index]!.cell);
    const found =
      engine.explainPaths?.(facilityCell, cells) ??
      Array.from(cells, (cell) => engine.explainPath(Int32Array.of(facilityCell), cell));
    indices.forEach((index, i) => (paths[index] = found[i]!));
    done += indices.length;
    onTrip?.(done);
  }
  return paths;
}

/** Divides a walk over land over the classes it crosses. */
function addByLand(
  grid: Grid,
  { landClass, paceSecondsPerMeter }: NonNullable<CalibrationOptions['land']>,
  { points, seconds }: PathLeg,
  add: (part: string, seconds: number) => void,
): void {
  const trace = buildLineTrace();
  const times = new Map<number, number>();
  let total = 0;
  for (let i = 2; i < points.length; i += 2) {
    const [x0, y0, x1, y1] = [points[i - 2]!, points[i - 1]!, points[i]!, points[i + 1]!];
    const length = Math.hypot(x1 - x0, y1 - y0);
    if (length === 0) continue;
    const count = traceLineInto(grid, x0, y0, x1, y1, trace);
    for (let k = 0; k < count; k++) {
      const cell = trace.cells[k]!;
      if (cell === NONE || paceSecondsPerMeter[cell] === Infinity) continue;
      const part = length * trace.shares[k]! * paceSecondsPerMeter[cell]!;
      total += part;
      times.set(landClass[cell]!, (times.get(landClass[cell]!) ?? 0) + part);
    }
  }
  if (total === 0) add('walk', seconds);
  for (const [name, time] of times) add(`walk:${name}`, (seconds * time) / total);
}

function namePart(leg: PathLeg): string {
  return leg.roadClass === NONE ? leg.kind : `${leg.kind}:${leg.roadClass}`;
}
