import type { CoverageAnswer } from '../../contract/processes.ts';
import { AGE_BANDS, type AgeBand } from '../../contract/vocabulary.ts';
import { computeSum } from '../../kernel/stats/sum.ts';
import type { Region } from '../../region/model/region.ts';
import type { TaskNote } from '../shared/task-note.ts';
import type { CapacityStep, FacilityRooms } from './capacity-step.ts';

/** What an earlier coverage with capacity left behind. */
export interface EarlierStep {
  readonly run: string;
  /** People served by cell in that run and all it followed. */
  readonly served: Float64Array;
  /** Room left, people a year, of every facility of the chain whose capacity is known. */
  readonly room: readonly { readonly id: string; readonly people: number }[];
}

/**
 * The region with only the people whom the steps before did not serve; ages keep their shares within a
 * cell.
 */
export function leaveServedOut(region: Region, { served }: EarlierStep): Region {
  const population = region.population.map((here, cell) =>
    here > 0 ? Math.max(0, here - served[cell]!) : here,
  );
  const ages: Partial<Record<AgeBand, Float32Array>> = {};
  for (const band of AGE_BANDS)
    if (region.populationByAge[band])
      ages[band] = region.populationByAge[band].map((people, cell) =>
        region.population[cell]! > 0 ? people * (population[cell]! / region.population[cell]!) : people,
      );
  return { ...region, population, populationByAge: ages };
}

/** Facilities of the chain start from what they had left; the others from their own capacity. */
export function carryRooms(
  rooms: FacilityRooms,
  ids: readonly string[],
  { room }: EarlierStep,
): FacilityRooms & { readonly carried: number } {
  const left = new Map(room.map(({ id, people }) => [id, people]));
  const found = rooms.found.map((own, i) => {
    const people = left.get(ids[i]!);
    return people === undefined ? own : { people, source: 'left' as const };
  });
  return {
    ...rooms,
    found,
    capacities: Float64Array.from(found, ({ people }) => people ?? 0),
    carried: found.filter(({ source }) => source === 'left').length,
  };
}

/**
 * Where the chain stands after a step, and the note that states it. `region` has everybody, `left` those whom
 * this step is about.
 */
export function describeFollowing(
  earlier: EarlierStep,
  input: {
    readonly region: Region;
    readonly left: Region;
    readonly ids: readonly string[];
    readonly rooms: FacilityRooms & { readonly carried: number };
    readonly step: CapacityStep;
  },
): { follows: NonNullable<CoverageAnswer['follows']>; served: Float64Array; note: TaskNote } {
  const { region, left, ids, rooms, step } = input;
  const before = region.population.map((here, cell) => (here > 0 ? here - left.population[cell]! : 0));
  const servedBefore = computeSum(before);
  const everybody = computeSum(region.population.filter((here) => here > 0));
  const servedInAll = servedBefore + step.last.servedPeople;
  const room = new Map(earlier.room.map(({ id, people }) => [id, people]));
  ids.forEach((id, i) => {
    if (rooms.found[i]!.people !== null) room.set(id, step.last.residualCapacity[i]!);
  });
  return {
    follows: {
      run: earlier.run,
      everybody,
      servedBefore,
      servedInAll,
      percentInAll: everybody > 0 ? (servedInAll / everybody) * 100 : 0,
      room: [...room].map(([id, people]) => ({ id, people })),
    },
    served: before.map((here, cell) => here + step.last.servedByCell[cell]!),
    note: {
      code: 'capacity-follows',
      parameters: {
        run: earlier.run,
        served: servedBefore,
        people: computeSum(left.population.filter((here) => here > 0)),
        count: rooms.carried,
      },
    },
  };
}
