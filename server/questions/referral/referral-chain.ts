import type { ReferralAnswer } from '../../contract/processes.ts';
import type { Tier } from '../../contract/vocabulary.ts';
import { computeReferralChain, type ReferralStep } from '../../kernel/access/referral.ts';
import { computeTravelBurden } from '../../kernel/access/travel-burden.ts';
import type { TravelEngine } from '../../kernel/catchment/travel-engine.ts';
import { NONE, UNREACHED } from '../../kernel/grid/grid.ts';
import { computeSum } from '../../kernel/stats/sum.ts';
import type { Region } from '../../region/model/region.ts';
import type { SelectedFacilities } from '../shared/select-facilities.ts';
import type { ZoneSet } from '../shared/zone-set.ts';
import { toMinutes } from '../coverage/coverage-rows.ts';
import { joinBlocks } from './join-referral.ts';
import { listTier, type ReferralBlock } from './referral-block.ts';

type Chain = Omit<NonNullable<ReferralAnswer['chain']>, 'surface'>;

/** People up the ladder of care: to the nearest first facility, then where each facility refers to. */
export function describeChain(input: {
  readonly region: Region;
  readonly engine: TravelEngine;
  readonly selected: SelectedFacilities;
  readonly tiers: readonly Tier[];
  /** Blocks of each step, tier k to tier k + 1. */
  readonly steps: readonly (readonly ReferralBlock[])[];
  readonly zones: ZoneSet | null;
}): { chain: Chain; seconds: Float64Array; nearest: Int32Array } {
  const { region, engine, selected, tiers, zones } = input;
  const { population } = region;
  const levels = tiers.map((tier) => listTier(selected, tier));
  const first = engine.computeSurface(levels[0]!.cells, Infinity);
  const steps = input.steps.map((blocks, k): ReferralStep => {
    const rows = joinBlocks(levels[k]!.facilities.length, blocks, 'none');
    return {
      nearest: Int32Array.from(rows, (row) => row[0]?.to ?? NONE),
      seconds: Float64Array.from(rows, (row) => row[0]?.seconds ?? UNREACHED),
    };
  });
  const { seconds, facilities } = computeReferralChain(first, steps);
  const top = seconds.at(-1)!;
  const burden = computeTravelBurden(top, population);
  const peopleReached = seconds.map((surface) => {
    const { people, unreachedPeople } = computeTravelBurden(surface, population);
    return people - unreachedPeople;
  });
  const total = computeSum(Array.from(population, (here) => (here > 0 ? here : 0)));
  const direct = engine.computeSurface(levels.at(-1)!.cells, Infinity).seconds;
  const sameDirect = direct.map((time, cell) => (top[cell] === UNREACHED ? UNREACHED : time));
  return {
    chain: {
      tiers: [...tiers],
      total,
      reached: peopleReached.at(-1)!,
      broken: peopleReached.map((reached, k) => (k === 0 ? total : peopleReached[k - 1]!) - reached),
      meanMinutes: seconds.map((surface) => toMinutes(computeTravelBurden(surface, population).meanSeconds)),
      medianMinutes: toMinutes(burden.medianSeconds),
      p90Minutes: toMinutes(burden.p90Seconds),
      directMeanMinutes: toMinutes(computeTravelBurden(sameDirect, population).meanSeconds),
      zones:
        zones?.members.map(({ cells, shares }, index) => {
          const people = Float64Array.from(cells, (cell, i) => population[cell]! * (shares?.[i] ?? 1));
          const here = computeTravelBurden(
            Float64Array.from(cells, (cell) => top[cell]!),
            people,
          );
          return {
            index,
            nameZh: zones.names[index]!.zh,
            nameEn: zones.names[index]!.en,
            total: here.people,
            meanMinutes: toMinutes(here.meanSeconds),
          };
        }) ?? [],
    },
    seconds: top,
    nearest: facilities.at(-1)!,
  };
}
