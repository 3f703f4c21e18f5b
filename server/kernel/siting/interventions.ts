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
  /** Where it serves: one place, or the stops of a round. */
  readonly places: readonly ServicePlace[];
  /** Share of a demand it may take (default 1; telemedicine 0.3, an assumption). */
  readonly eligibleShare?: number;
  /** Interventions of one place exclude each other; an upgrade's capacity replaces, staff adds. */
  readonly exclusiveGroup?: number;
}

export interface ServicePlace {
  /** Visits a month it can take; a stop: days a month times visits a day. */
  readonly capacity: number;
  /** Demands within its reach. */
  readonly demands: ArrayLike<number>;
}

export interface InterventionsAnswer extends CapacitatedAnswer {
  /** Chosen interventions, existing ones left out. */
  readonly chosen: Uint32Array;
  readonly cost: number;
  /** Visits served face to face and by telemedicine, never added up silently. */
  readonly servedInPerson: number;
  readonly servedRemotely: number;
}

/**
 * Share of visits telemedicine can take when nothing else is stated: an assumption, printed with the answer.
 */
const TELEMEDICINE_SHARE = 0.3;

/**
 * Build, upgrade, staff, rounds and telemedicine under one budget: most visits served.
 *
 * - demand may be shared between interventions, each within its capacity, eligible share and reach
 * - a mobile round is one intervention with a place for each stop, taken together or not at all
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
    interventions.flatMap((own) => own.places),
  );
  const owner = Uint32Array.from(interventions.flatMap((own, index) => own.places.map(() => index)));
  const answer = solveCapacitatedCover(
    {
      cover,
      owner,
      capacity: Float64Array.from(interventions.flatMap((own) => own.places.map((place) => place.capacity))),
      eligible: Float64Array.from(owner, (index) => shareOf(interventions[index]!)),
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

function shareOf(own: Intervention): number {
  return own.eligibleShare ?? (own.kind === 'telemedicine' ? TELEMEDICINE_SHARE : 1);
}
