import type { ProcessInputs, SitingAnswer } from '../../../contract/processes.ts';
import { ProblemException } from '../../../contract/problems.ts';
import type { TravelEngine } from '../../../kernel/catchment/travel-engine.ts';
import { NONE } from '../../../kernel/grid/grid.ts';
import { allocateCapacity } from '../../../kernel/siting/capacity-allocation.ts';
import { computeSum } from '../../../kernel/stats/sum.ts';
import type { Facility, Region } from '../../../region/model/region.ts';
import type { Existing } from '../frame/find-existing.ts';
import { mergeDemands } from '../frame/merge-demands.ts';
import { indexCells, listDemands } from '../frame/reached-demands.ts';

type Allocation = NonNullable<SitingAnswer['allocation']>;
type Asked = NonNullable<ProcessInputs<'siting'>['allocate']>;

/** A place that has or gets staff: `before` is null where nothing is known and at new sites. */
interface Post {
  readonly order: number | null;
  readonly facility: Facility | null;
  readonly cell: number;
  readonly before: number | null;
  readonly movable: boolean;
}

/**
 * Staff over the sites so that people per doctor are as even as the limits allow: access of a person is the
 * sum over the posts within
 * the cut-off of staff over the people within the cut-off of that post. Null when no one is within reach of
 * any post.
 */
export function allocateStaff(
  situation: {
    readonly region: Region;
    readonly engine: TravelEngine;
    readonly existing: Existing;
    readonly cutoffSeconds: number;
  },
  cells: readonly number[],
  asked: Asked,
): Allocation | null {
  const { region, engine, existing, cutoffSeconds } = situation;
  const posts = listPosts(existing, cells, asked);
  const demandOfCell = indexCells(existing.demand, region.population.length);
  const lists = posts.map(({ cell }) => listDemands(engine.computeReach(cell, cutoffSeconds), demandOfCell));
  const merged = mergeDemands(
    Float64Array.from(existing.demand, (cell) => region.population[cell]!),
    lists,
  );
  const people = merged.weight;
  if (people.length === 0) return null;
  const reached = merged.places.map((demands) => computeSum(demands.map((demand) => people[demand]!)));
  const rows: number[][] = Array.from(people, () => []);
  merged.places.forEach((demands, post) => {
    for (const demand of demands) rows[demand]!.push(post);
  });
  const demandStart = new Uint32Array(rows.length + 1);
  rows.forEach((row, demand) => {
    demandStart[demand + 1] = demandStart[demand]! + row.length;
  });
  const siteIndex = Uint32Array.from(rows.flat());
  const moving = posts.filter(({ movable }) => movable).length;
  const had = computeSum(posts.map(({ before }) => before ?? 0));
  const total = had + asked.total;
  const lower = Float64Array.from(posts, (post) => (post.movable ? asked.least : post.before!));
  const upper = Float64Array.from(posts, (post, i) =>
    !post.movable ? post.before! : reached[i]! > 0 ? (asked.most ?? total) : asked.least,
  );
  const [least, most] = [computeSum(lower), computeSum(upper)];
  if (total < least - 1e-9 || total > most + 1e-9)
    throw new ProblemException('invalid-inputs', { count: 1 }, [
      {
        pointer: '/allocate/total',
        code: 'allocation-limits',
        parameters: { total: asked.total, least: Math.max(0, least - had), most: Math.max(0, most - had) },
      },
    ]);
  const problem = {
    people,
    demandStart,
    siteIndex,
    access: Float64Array.from(siteIndex, (post) => 1 / reached[post]!),
    sites: posts.length,
    total,
    lower,
    upper,
  };
  const answer = allocateCapacity(problem, ITERATIONS);
  const handed = total - computeSum(posts.map((post) => (post.movable ? 0 : post.before!)));
  const equal = Float64Array.from(posts, (post) => (post.movable ? handed / moving : post.before!));
  const everybody = computeSum(people);
  const spreadOf = (squares: number): number =>
    answer.meanAccess > 0 ? Math.sqrt(Math.max(0, squares) / everybody) / answer.meanAccess : 0;
  return {
    among: asked.among,
    column: asked.column,
    total: asked.total,
    meanAccess: answer.meanAccess * 1000,
    spreadBefore: spreadOf(squaresOf(problem, equal, answer.meanAccess)),
    spread: spreadOf(answer.value),
    spreadBound: spreadOf(answer.bound),
    gapPercent: answer.gapPercent,
    unknown: existing.facilities.filter((facility) => facility[asked.column] === null).length,
    sites: posts.flatMap((post, i) =>
      post.movable
        ? [
            {
              order: post.order,
              facility: post.facility?.id ?? null,
              nameZh: post.facility?.nameZh ?? '',
              nameEn: post.facility?.nameEn ?? '',
              before: post.before,
              amount: answer.capacity[i]!,
              whole: answer.whole[i]!,
            },
          ]
        : [],
    ),
  };
}

const ITERATIONS = 2000;

function listPosts(existing: Existing, cells: readonly number[], { among, column }: Asked): Post[] {
  const old = existing.facilities.flatMap((facility, index): Post[] => {
    const cell = existing.cells[index]!;
    const before = facility[column];
    if (cell === NONE || (among === 'new' && before === null)) return [];
    return [{ order: null, facility, cell, before, movable: among === 'all' }];
  });
  const fresh = cells.map((cell, i): Post => ({
    order: i + 1,
    facility: null,
    cell,
    before: null,
    movable: true,
  }));
  return [...fresh, ...old];
}

function squaresOf(
  { people, demandStart, siteIndex, access }: Parameters<typeof allocateCapacity>[0],
  capacity: Float64Array,
  mean: number,
): number {
  let sum = 0;
  for (let demand = 0; demand < people.length; demand++) {
    let score = 0;
    for (let place = demandStart[demand]!; place < demandStart[demand + 1]!; place++)
      score += access[place]! * capacity[siteIndex[place]!]!;
    sum += people[demand]! * (score - mean) ** 2;
  }
  return sum;
}
