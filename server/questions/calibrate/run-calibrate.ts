import type { ProcessAnswer, ProcessInputs } from '../../contract/processes.ts';
import { ProblemException } from '../../contract/problems.ts';
import { LAND_CLASSES, ROAD_CLASSES } from '../../contract/vocabulary.ts';
import { calibrateTrips, type ObservedTrip } from '../../kernel/catchment/calibrate.ts';
import { buildLandPace } from '../../region/travel/build-engine.ts';
import type { RegionReference, TaskContext } from '../shared/task-context.ts';
import { stateOf } from '../shared/select-facilities.ts';
import type { TaskNote } from '../shared/task-note.ts';
import { findCellAt } from '../shared/to-degrees.ts';

type Answer = ProcessAnswer<'calibrate'>;
type TripState = Answer['trips'][number]['state'];

export interface CalibrateTaskInput {
  readonly region: RegionReference;
  readonly inputs: ProcessInputs<'calibrate'>;
}
export interface CalibrateTaskOutput {
  readonly body: Omit<Answer, 'run' | 'process' | 'region' | 'scenario' | 'travel' | 'notes'>;
  readonly notes: readonly TaskNote[];
}

/** Suggestions from fewer trips than this come with a warning. */
const FEW_TRIPS = 30;

/**
 * Observed trips against the model, and what factor by class would fit them. A trip that the model cannot
 * be asked about (outside, on a
 * barrier, within one cell) stays in the table with its reason. Nothing is applied.
 */
export function runCalibrate(
  { region: reference, inputs }: CalibrateTaskInput,
  context: TaskContext,
): CalibrateTaskOutput {
  if (inputs.travel.direction !== 'to-facility')
    throw new ProblemException('invalid-inputs', { count: 1 }, [
      { pointer: '/travel/direction', code: 'calibrate-direction', parameters: {} },
    ]);
  const region = context.loadRegion(reference);
  context.report(0.02, 'prepare');
  const engine = context.loadEngine(reference, inputs.travel);
  const observed: ObservedTrip[] = [];
  const place: number[] = [];
  const states = inputs.trips.map(([from, to, minutes], index): TripState => {
    const cell = findCellAt(region.grid, ...from);
    const facilityCell = findCellAt(region.grid, ...to);
    for (const state of [stateOf(engine, cell), stateOf(engine, facilityCell)])
      if (state !== 'ok') return state;
    if (cell === facilityCell) return 'same-cell';
    observed.push({ cell, facilityCell, seconds: minutes * 60 });
    place.push(index);
    return 'used';
  });
  if (observed.length === 0) {
    const places = inputs.trips.slice(0, 50).map((_, i) => ({
      pointer: `/trips/${i}`,
      code: `trip-${states[i]!}`,
      parameters: { index: i + 1 },
    }));
    throw new ProblemException('invalid-inputs', { count: inputs.trips.length }, places);
  }
  const onTrip = (done: number): void => context.report(0.05 + (0.9 * done) / observed.length, 'search');
  const fit = calibrateTrips(engine, observed, {
    onTrip,
    ...(inputs.travel.model === 'straight-line'
      ? {}
      : {
          land: {
            landClass: region.landClass,
            paceSecondsPerMeter: buildLandPace(region, inputs.travel).pace,
          },
        }),
  });
  const rows = inputs.trips.map(([from, to, observedMinutes]) => ({
    from,
    to,
    observedMinutes,
    modelMinutes: null as number | null,
    errorMinutes: null as number | null,
  }));
  fit.trips.forEach((trip, i) => {
    const row = rows[place[i]!]!;
    if (trip.modelSeconds === Infinity) states[place[i]!] = 'no-path';
    else {
      row.modelMinutes = trip.modelSeconds / 60;
      row.errorMinutes = trip.errorSeconds / 60;
    }
  });
  const trips = rows.map((row, i) => ({ ...row, state: states[i]! }));
  const leftOut: Partial<Record<TripState, number>> = {};
  for (const state of states) if (state !== 'used') leftOut[state] = (leftOut[state] ?? 0) + 1;
  const used = states.filter((state) => state === 'used').length;
  return {
    body: {
      trips,
      used,
      leftOut: leftOut as Answer['leftOut'],
      biasMinutes: fit.biasSeconds / 60,
      meanAbsoluteMinutes: fit.meanAbsoluteSeconds / 60,
      rmseMinutes: fit.rmseSeconds / 60,
      overallFactor: fit.overallFactor,
      factors: fit.factors.map(({ part, timeFactor, modelSeconds, ...factor }) => ({
        ...describePart(part),
        trips: factor.trips,
        modelMinutes: modelSeconds / 60,
        timeFactor,
        speedFactor: 1 / timeFactor,
      })),
      rmseWithFactorsMinutes: fit.rmseWithFactorsSeconds / 60,
      applied: false,
      map: {
        type: 'FeatureCollection',
        features: trips.flatMap((trip, index) =>
          trip.errorMinutes === null
            ? []
            : [
                {
                  type: 'Feature' as const,
                  geometry: { type: 'LineString', coordinates: [trip.from, trip.to] },
                  properties: {
                    index,
                    errorMinutes: trip.errorMinutes,
                    errorPercent: (100 * trip.errorMinutes) / trip.observedMinutes,
                  },
                },
              ],
        ),
      },
    },
    notes: listNotes(used, trips.length),
  };
}

function listNotes(used: number, sent: number): TaskNote[] {
  const notes: TaskNote[] = [{ code: 'calibrate-not-applied', parameters: {} }];
  if (used < sent) notes.push({ code: 'calibrate-left-out', parameters: { count: sent - used, sent } });
  if (used < FEW_TRIPS) notes.push({ code: 'calibrate-few', parameters: { used, few: FEW_TRIPS } });
  return notes;
}

/** `walk:LAND`, `walk-road:ROAD`, `ride:ROAD`, or a way alone: on land of mixed or unknown class. */
function describePart(part: string): Pick<Answer['factors'][number], 'way' | 'landClass' | 'roadClass'> {
  const [way, index] = part.split(':') as ['walk' | 'walk-road' | 'ride', string | undefined];
  if (index === undefined) return { way, landClass: null, roadClass: null };
  return way === 'walk'
    ? { way, landClass: LAND_CLASSES[Number(index)]!, roadClass: null }
    : { way, landClass: null, roadClass: ROAD_CLASSES[Number(index)]! };
}
