import type { z } from 'zod';
import type { ProcessInputs, SitingEvaluateAnswer } from '../../contract/processes.ts';
import { UNREACHED } from '../../kernel/grid/grid.ts';
import { computeSum } from '../../kernel/stats/sum.ts';
import type { RegionReference, TaskContext } from '../shared/task-context.ts';
import { assertUsable } from '../catchments/run-catchments.ts';
import { selectFacilities } from '../shared/select-facilities.ts';
import type { TaskNote } from '../shared/task-note.ts';
import { listUnused, noteSitesBesideUnused } from './frame/beside-unused.ts';
import { findCellAt } from '../shared/to-degrees.ts';
import { toCutoffSeconds } from '../../kernel/grid/cut-off.ts';

export interface SitingEvaluateTaskInput {
  readonly region: RegionReference;
  readonly inputs: ProcessInputs<'siting-evaluate'>;
}
export interface SitingEvaluateTaskOutput {
  readonly body: Omit<
    z.output<typeof SitingEvaluateAnswer>,
    'run' | 'process' | 'region' | 'scenario' | 'travel' | 'notes'
  >;
  readonly notes: readonly TaskNote[];
}

/**
 * What a given set of sites would add: together, each first in, each left out, each in order, and each
 * one's fair share.
 */
export function runSitingEvaluate(
  { region: reference, inputs }: SitingEvaluateTaskInput,
  context: TaskContext,
): SitingEvaluateTaskOutput {
  const region = context.loadRegion(reference);
  const engine = context.loadEngine(reference, inputs.travel);
  const cutoffSeconds = toCutoffSeconds(inputs.cutoffMinutes);
  const bare = region.facilities.length === 0 && !inputs.facilities;
  const selected = bare ? null : selectFacilities(region, engine, inputs.facilities);
  const key = `${reference.hash} existing ${JSON.stringify([inputs.travel, inputs.facilities, cutoffSeconds])}`;
  const existing = context.remember(key, () =>
    selected
      ? engine.computeSurface(selected.cells, cutoffSeconds).seconds
      : new Float64Array(region.population.length).fill(UNREACHED),
  );
  const { population } = region;
  const covering = new Map<number, number[]>();
  const cells = inputs.sites.map(([lon, lat]) => findCellAt(region.grid, lon, lat));
  inputs.sites.forEach(([lon, lat], site) => {
    const cell = cells[site]!;
    assertUsable(engine, cell, site, lon, lat);
    const reach = engine.computeReach(cell, cutoffSeconds);
    for (let k = 0; k < reach.count; k++) {
      const there = reach.cells[k]!;
      if (!(population[there]! > 0) || existing[there]! <= cutoffSeconds) continue;
      const sites = covering.get(there);
      if (sites) sites.push(site);
      else covering.set(there, [site]);
    }
  });
  const sites = inputs.sites.map(([lon, lat]) => ({
    lon,
    lat,
    firstIn: 0,
    leaveOneOut: 0,
    marginal: 0,
    share: 0,
  }));
  let added = 0;
  for (const cell of [...covering.keys()].sort((a, b) => a - b)) {
    const people = population[cell]!;
    const here = covering.get(cell)!;
    added += people;
    for (const site of here) {
      sites[site]!.firstIn += people;
      sites[site]!.share += people / here.length;
    }
    sites[here[0]!]!.marginal += people;
    if (here.length === 1) sites[here[0]!]!.leaveOneOut += people;
  }
  const { total, covered } = context.remember(`${key} sums`, () => ({
    total: computeSum(population),
    covered: computeSum(population.filter((people, cell) => people > 0 && existing[cell]! <= cutoffSeconds)),
  }));
  const percentOf = (people: number): number => (total > 0 ? (people / total) * 100 : 0);
  return {
    body: {
      cutoffMinutes: inputs.cutoffMinutes,
      baseline: { covered, percent: percentOf(covered) },
      after: { covered: covered + added, percent: percentOf(covered + added) },
      total,
      sites,
    },
    notes: selected
      ? [...selected.notes, ...noteSitesBesideUnused(region, cells, listUnused(selected))]
      : [{ code: 'no-existing-facilities', parameters: {} }],
  };
}
