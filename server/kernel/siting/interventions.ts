import type { CapacitatedAnswer, CapacitatedOptions } from './capacitated-cover.ts';
import { solveCapacitatedCover } from './capacitated-cover.ts';
import { buildCoverMatrix } from './cover-matrix.ts';
import { SitingInputError, checkNumbers } from './siting-input-error.ts';
import { EXCLUDED, FIXED, FREE } from './site-states.ts';

export type InterventionKind = 'existing' | 'build' | 'upgrade' | 'staff' | 'round' | 'telemedicine';

/** One thing money can buy (or that stands already): where it helps whom, how many, and for how much. */
export interface Intervention {
  readonly kind: InterventionKind;
  readonly name: string;
  readonly cost: number;
  /** Visits a period it can take. A round: for each stop, days times visits a day. */
  readonly capacity: number;
  /** Demands it can serve. */
  readonly demands: ArrayLike<number>;
  /** Share of a demand it may take (default 1; telemedicine 0.3, an assumption). */
  readonly eligibleShare?: number;
  /** Interventions of one place exclude each other; an upgrade's capacity replaces, staff adds. */
  readonly exclusiveGroup?: number;
}

/** A mobile round: stops served on some days a month. */
export interface MobileStop {
  readonly demands: ArrayLike<number>;
  readonly daysPerMonth: number;
}

export interface InterventionsAnswer extends CapacitatedAnswer {
  /** Chosen interventions, existing ones left out. */
  readonly chosen: Uint32Array;
  readonly cost: number;
  /** Visits served face to face and by telemedicine, never added up silently. */
  readonly servedInPerson: number;
  readonly servedRemotely: number;
}

/** Share of visits telemedicine can take when nothing else is said: an assumption, printed with the answer. */
export const TELEMEDICINE_SHARE = 0.3;

/**
 * Build, upgrade, staff, rounds and telemedicine under one budget: most visits served.
 *
 * - demand may be shared between interventions, each within its capacity, eligible share and reach
 * - a mobile round is one intervention, see buildRound
 * - errors: `budget-too-small`, `no-candidates`, `bad-number`, `no-demand`
 */
export function solveInterventions(
  visits: Float64Array,
  interventions: readonly Intervention[],
  budget: number,
  options: CapacitatedOptions = {},
): InterventionsAnswer {
  checkNumbers('budget', [budget], 0);
  checkNumbers(
    'cost',
    interventions.map((own) => own.cost),
    0,
  );
  const buyable = interventions.filter((own) => own.kind !== 'existing');
  if (buyable.length === 0)
    throw new SitingInputError('no-candidates', 'there is no intervention to choose from');
  const cheapest = Math.min(...buyable.map((own) => own.cost));
  if (budget < cheapest)
    throw new SitingInputError(
      'budget-too-small',
      `a budget of ${budget} buys nothing: the cheapest costs ${cheapest}`,
      { budget, cheapest },
    );
  const cover = buildCoverMatrix(
    visits,
    interventions.map((own) => ({ demands: own.demands })),
  );
  const answer = solveCapacitatedCover(
    {
      cover,
      capacity: Float64Array.from(interventions, (own) => own.capacity),
      eligible: Float64Array.from(
        interventions,
        (own) => own.eligibleShare ?? (own.kind === 'telemedicine' ? TELEMEDICINE_SHARE : 1),
      ),
      group: Int32Array.from(interventions, (own) => own.exclusiveGroup ?? -1),
      states: Uint8Array.from(interventions, (own) =>
        own.kind === 'existing' ? FIXED : own.cost > budget ? EXCLUDED : FREE,
      ),
      resources: [
        {
          limit: budget,
          use: Float64Array.from(interventions, (own) => (own.kind === 'existing' ? 0 : own.cost)),
        },
      ],
    },
    options,
  );
  const chosen = answer.options.filter((option) => interventions[option]!.kind !== 'existing');
  let remote = 0;
  answer.servedBy.forEach((amount, option) => {
    if (interventions[option]!.kind === 'telemedicine') remote += amount;
  });
  return {
    ...answer,
    chosen,
    cost: chosen.reduce((sum, option) => sum + interventions[option]!.cost, 0),
    servedInPerson: answer.value - remote,
    servedRemotely: remote,
  };
}

/**
 * A round as one intervention: it serves the demands of any of its stops, up to the days of all stops times visits a day.
 *
 * - a demand near two stops is listed once; capacity of single stops is not kept apart (said with the answer)
 */
export function buildRound(
  name: string,
  cost: number,
  stops: readonly MobileStop[],
  visitsPerDay: number,
): Intervention {
  const demands = new Set<number>();
  let days = 0;
  for (const stop of stops) {
    days += stop.daysPerMonth;
    for (let place = 0; place < stop.demands.length; place++) demands.add(stop.demands[place]!);
  }
  return {
    kind: 'round',
    name,
    cost,
    capacity: days * visitsPerDay,
    demands: Uint32Array.from(demands).sort(),
  };
}
