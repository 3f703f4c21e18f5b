import { TIER_CUTOFFS } from '../../contract/access-norms.ts';
import type { CoverageAnswer, ProcessInputs } from '../../contract/processes.ts';
import { TIERS, type Tier } from '../../contract/vocabulary.ts';
import { computeCoverage } from '../../kernel/access/coverage.ts';
import { computeChoice } from '../../kernel/access/overlap.ts';
import type { ReachLists } from '../../kernel/access/reach-lists.ts';
import { computeTravelBurden } from '../../kernel/access/travel-burden.ts';
import { buildStraightLineEngine } from '../../kernel/catchment/straight-line-engine.ts';
import type { TravelEngine } from '../../kernel/catchment/travel-engine.ts';
import { NONE } from '../../kernel/grid/grid.ts';
import { computeSum } from '../../kernel/stats/sum.ts';
import type { Region } from '../../region/model/region.ts';
import type { RegionReference, TaskContext } from '../shared/task-context.ts';
import type { SelectedFacilities } from '../shared/select-facilities.ts';
import type { TaskNote } from '../shared/task-note.ts';
import { toCutoffs } from './coverage-rows.ts';
import { toCutoffSeconds } from '../../kernel/grid/cut-off.ts';

export interface ExtrasInput {
  readonly region: Region;
  readonly reference: RegionReference;
  readonly engine: TravelEngine;
  readonly selected: SelectedFacilities;
  readonly inputs: ProcessInputs<'coverage'>;
  readonly cutoffMinutes: readonly number[];
  /** Times as the coverage compares them (`compat` rounds). */
  readonly asCompared: (seconds: Float64Array) => Float64Array;
  readonly context: TaskContext;
}

/** Coverage by the facilities of each tier alone. */
export function listTierRows(input: ExtrasInput): NonNullable<CoverageAnswer['tiers']> {
  return tiersOf(input).map((tier) => ({
    tier,
    ...coverBy(input, input.engine, (facility) => facility.tier === tier),
  }));
}

/** Coverage by the facilities that offer each service. */
export function listServiceRows(input: ExtrasInput): NonNullable<CoverageAnswer['services']> {
  const services = new Set(input.selected.facilities.flatMap((facility) => facility.services));
  return [...services].sort().map((service) => ({
    service,
    ...coverBy(input, input.engine, (facility) => facility.services.includes(service)),
  }));
}

/** Why there are no rows by service. */
export function listServiceNotes({ selected }: ExtrasInput): TaskNote[] {
  const known = selected.facilities.some((facility) => facility.services.length > 0);
  return known ? [] : [{ code: 'services-unknown', parameters: {} }];
}

/** Each tier at its own cut-off and mode. */
export function listNormRows(input: ExtrasInput): NonNullable<CoverageAnswer['norms']> {
  const { inputs, reference, context } = input;
  return tiersOf(input).flatMap((tier) => {
    const yours = inputs.norms?.tierCutoffs?.[tier];
    const norm = TIER_CUTOFFS[tier];
    const value = yours ?? norm?.value;
    if (!value) return [];
    const { mode, minutes } = value;
    const { boardingSeconds: _b, speeds, ...rest } = inputs.travel;
    const engine =
      mode === inputs.travel.mode
        ? input.engine
        : context.loadEngine(reference, {
            ...rest,
            mode,
            ...(speeds?.land ? { speeds: { land: speeds.land } } : {}),
          });
    const row = coverBy({ ...input, cutoffMinutes: [minutes] }, engine, (facility) => facility.tier === tier);
    const { covered, percent, uncovered } = row.cutoffs[0]!;
    return [
      {
        tier,
        cutoffMinutes: minutes,
        mode,
        status: yours ? ('yours' as const) : norm!.status,
        source: yours ? '' : norm!.source,
        facilities: row.facilities,
        total: row.total,
        covered,
        percent,
        uncovered,
      },
    ];
  });
}

/** Who has a choice, and how much catchments overlap. */
export function listChoice(
  lists: ReachLists,
  population: Float64Array,
  cutoffMinutes: readonly number[],
  most: number,
): NonNullable<CoverageAnswer['choice']> {
  return cutoffMinutes.map((minutes) => {
    const { peopleWithAtLeast, overlapIndex } = computeChoice(
      lists,
      population,
      toCutoffSeconds(minutes),
      most,
    );
    return { cutoffMinutes: minutes, peopleWithAtLeast: [...peopleWithAtLeast], overlapIndex };
  });
}

/** The facility nearest in a straight line, beside the one nearest by time. */
export function describeDistance(
  { region, selected }: ExtrasInput,
  nearest: Int32Array,
): NonNullable<CoverageAnswer['distance']> {
  // 3.6 km/h is a metre a second: seconds are metres
  const crow = buildStraightLineEngine(region.grid, 3.6).computeSurface(selected.cells, Infinity);
  const burden = computeTravelBurden(crow.seconds, region.population);
  const km = (meters: number | null): number | null => (meters === null ? null : meters / 1000);
  const different: number[] = [];
  for (let cell = 0; cell < nearest.length; cell++)
    if (region.population[cell]! > 0 && nearest[cell] !== NONE && nearest[cell] !== crow.nearest[cell])
      different.push(region.population[cell]!);
  return {
    measuredAs: 'straight-line',
    meanKm: km(burden.meanSeconds),
    medianKm: km(burden.medianSeconds),
    p90Km: km(burden.p90Seconds),
    differentFacilityPeople: computeSum(different),
  };
}

function tiersOf({ selected }: ExtrasInput): Tier[] {
  return TIERS.filter((tier) => selected.facilities.some((facility) => facility.tier === tier));
}

function coverBy(
  { region, selected, cutoffMinutes, asCompared }: ExtrasInput,
  engine: TravelEngine,
  wanted: (facility: SelectedFacilities['facilities'][number]) => boolean,
): { total: number; cutoffs: CoverageAnswer['cutoffs']; facilities: number } {
  const cells = selected.cells.map((cell, i) => (wanted(selected.facilities[i]!) ? cell : NONE));
  const { seconds } = engine.computeSurface(cells, Infinity);
  const row = computeCoverage({
    seconds: asCompared(seconds),
    cellState: engine.cellState,
    population: region.population,
    cutoffsSeconds: cutoffMinutes.map(toCutoffSeconds),
  });
  return {
    total: row.total,
    cutoffs: toCutoffs(row, cutoffMinutes),
    facilities: selected.facilities.filter(wanted).length,
  };
}
