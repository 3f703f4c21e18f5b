import type { SitingAnswer } from '../../../contract/processes.ts';
import type { SiteReasons } from '../../../contract/processes/siting.ts';
import { AGE_BANDS } from '../../../contract/vocabulary.ts';
import type { TravelEngine } from '../../../kernel/catchment/travel-engine.ts';
import { NONE, type Grid } from '../../../kernel/grid/grid.ts';
import { explainSiting, type SiteExplanation } from '../../../kernel/siting/explain-siting.ts';
import { computeSum } from '../../../kernel/stats/sum.ts';
import type { Region } from '../../../region/model/region.ts';
import { findNearestPlace } from '../../coverage/coverage-rows.ts';
import { cellToDegrees } from '../../shared/to-degrees.ts';
import type { SitingInstance } from '../frame/build-cover.ts';
import { metersBetween } from '../frame/cell-distance.ts';
import type { Existing } from '../frame/find-existing.ts';

const NEARBY_LEAST_METERS = 500;
const NEARBY_MOST_METERS = 5000;
/** Arcs of alternatives looked at in all: a second or so. */
const MOST_NEARBY_ARCS = 60_000_000;
const MOST_LISTED = 12;

/**
 * Sites in order with what each adds to those before it, who they are, whom it takes over from, and what
 * could stand in for it.
 */
export function explainSites(
  situation: {
    readonly region: Region;
    readonly engine: TravelEngine;
    readonly instance: SitingInstance;
    readonly existing: Existing;
    readonly cutoffSeconds: number;
    readonly siteCost: number | undefined;
    /** Left out when the caller waits for a stopped search: the dear part. */
    readonly withStandIns: boolean;
    /** Share of the draws whose best plan has a site here, by place in the plan; null without draws. */
    readonly frequencyAt: ((place: number) => number) | null;
  },
  cells: readonly number[],
): SitingAnswer['sites'] {
  const { region, engine, existing, cutoffSeconds } = situation;
  const reasons = findReasons(situation, cells);
  const taken = new Uint8Array(region.population.length);
  return cells.map((cell, i) => {
    const reach = engine.computeReach(cell, cutoffSeconds);
    const newly: number[] = [];
    let peopleWithin = 0;
    let takesOver = 0;
    const from = new Map<number, number>();
    for (let k = 0; k < reach.count; k++) {
      const there = reach.cells[k]!;
      const people = region.population[there]!;
      if (!(people > 0)) continue;
      peopleWithin += people;
      if (existing.seconds[there]! <= cutoffSeconds) {
        takesOver += people;
        const server = existing.nearest[there]!;
        if (server !== NONE && reach.seconds[k]! < existing.seconds[there]!)
          from.set(server, (from.get(server) ?? 0) + people);
      } else if (taken[there] === 0) {
        taken[there] = 1;
        newly.push(there);
      }
    }
    newly.sort((a, b) => a - b);
    const [lon, lat] = cellToDegrees(region.grid, cell);
    const layer = region.zones[0];
    const zone = layer ? layer.zoneOfCell[cell]! : NONE;
    const reason = reasons.get(cell);
    return {
      order: i + 1,
      lon,
      lat,
      gain: computeSum(newly.map((there) => region.population[there]!)),
      peopleWithin,
      takesOver,
      zone: layer && zone !== NONE ? { nameZh: layer.names[zone]!.zh, nameEn: layer.names[zone]!.en } : null,
      nearestPlace: nameOf(region, lon, lat),
      gainByAge: Object.fromEntries(
        AGE_BANDS.flatMap((band) => {
          const people = region.populationByAge[band];
          return people ? [[band, computeSum(newly.map((there) => people[there]!))]] : [];
        }),
      ),
      share: reason?.shapley ?? 0,
      why: describeReasons(situation, cell, i, reason, from),
    };
  });
}

/**
 * The kernel's reasons by cell; a cell that reaches no one uncovered is no site of the instance and has
 * none.
 */
function findReasons(
  {
    region,
    instance,
    siteCost,
    withStandIns,
  }: Pick<Parameters<typeof explainSites>[0], 'region' | 'instance' | 'siteCost' | 'withStandIns'>,
  cells: readonly number[],
): Map<number, SiteExplanation & { readonly nextCell: number | null }> {
  const siteOf = new Map(Array.from(instance.siteCells, (cell, site) => [cell, site]));
  const set = cells.flatMap((cell) => siteOf.get(cell) ?? []);
  if (set.length === 0) return new Map();
  const layer = region.zones[0];
  const { matrix, siteCells, demandCells } = instance;
  const most = Math.max(
    20,
    Math.floor(MOST_NEARBY_ARCS / set.length / Math.max(1, matrix.demandIndex.length / matrix.sites)),
  );
  const explained = explainSiting(matrix, set, {
    ...(siteCost === undefined ? {} : { costs: new Float64Array(matrix.sites).fill(siteCost) }),
    ...(layer ? { zoneOf: Int32Array.from(demandCells, (cell) => layer.zoneOfCell[cell]!) } : {}),
    nearby: (site) => (withStandIns ? listNearby(region.grid, siteCells, site, most) : []),
  });
  return new Map(
    explained.map((reason) => [
      siteCells[reason.site]!,
      { ...reason, nextCell: reason.nextBest ? siteCells[reason.nextBest.site]! : null },
    ]),
  );
}

/** Sites between the two distances of one, the nearest `most` of them. */
function listNearby(grid: Grid, siteCells: Int32Array, site: number, most: number): number[] {
  const found: { other: number; meters: number }[] = [];
  siteCells.forEach((cell, other) => {
    const meters = metersBetween(grid, siteCells[site]!, cell);
    if (meters >= NEARBY_LEAST_METERS && meters <= NEARBY_MOST_METERS) found.push({ other, meters });
  });
  if (found.length > most) found.sort((a, b) => a.meters - b.meters || a.other - b.other);
  return found.slice(0, most).map(({ other }) => other);
}

function describeReasons(
  { region, existing, siteCost, frequencyAt }: Parameters<typeof explainSites>[0],
  cell: number,
  place: number,
  reason: (SiteExplanation & { readonly nextCell: number | null }) | undefined,
  from: ReadonlyMap<number, number>,
): SiteReasons {
  const layer = region.zones[0];
  const nextDegrees = reason?.nextCell == null ? null : cellToDegrees(region.grid, reason.nextCell);
  return {
    alone: reason?.alone ?? 0,
    loss: reason?.leaveOneOut ?? 0,
    costPerPerson: siteCost === undefined ? null : (reason?.costPerPerson ?? null),
    zones: (reason?.zones ?? [])
      .filter(({ zone }) => layer && zone !== NONE)
      .slice(0, MOST_LISTED)
      .map(({ zone, weight }) => ({
        nameZh: layer!.names[zone]!.zh,
        nameEn: layer!.names[zone]!.en,
        people: weight,
      })),
    takesOverFrom: [...from]
      .sort(([a, x], [b, y]) => y - x || a - b)
      .slice(0, MOST_LISTED)
      .map(([index, people]) => {
        const { id, nameZh, nameEn, tier } = existing.facilities[index]!;
        return { id, nameZh, nameEn, tier, people };
      }),
    nextBest: nextDegrees && {
      lon: nextDegrees[0],
      lat: nextDegrees[1],
      meters: metersBetween(region.grid, cell, reason!.nextCell!),
      loss: reason!.nextBest!.loss,
      nearestPlace: nameOf(region, ...nextDegrees),
    },
    frequency: frequencyAt ? frequencyAt(place) : null,
  };
}

function nameOf(region: Region, lon: number, lat: number): { nameZh: string; nameEn: string } | null {
  const place = findNearestPlace(region.places, lon, lat);
  return place ? { nameZh: place.nameZh, nameEn: place.nameEn } : null;
}
