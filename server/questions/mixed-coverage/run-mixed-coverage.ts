import type { ProcessAnswer, ProcessInputs } from '../../contract/processes.ts';
import { ProblemException, type ProblemPlace } from '../../contract/problems.ts';
import { computeCoverage, type CoverageRow } from '../../kernel/access/coverage.ts';
import { computeCoveredShare, type ModeShares } from '../../kernel/catchment/mix-modes.ts';
import { NONE, UNREACHED } from '../../kernel/grid/grid.ts';
import { computeSum } from '../../kernel/stats/sum.ts';
import type { Region } from '../../region/model/region.ts';
import type { RegionReference, TaskContext } from '../shared/task-context.ts';
import { selectFacilities } from '../shared/select-facilities.ts';
import { note, type TaskNote } from '../shared/task-note.ts';
import {
  computeZoneCoverage,
  loadZoneSet,
  type UploadReference,
  type ZoneMember,
  type ZoneSet,
} from '../shared/zone-set.ts';
import { toCutoffMinutes, toCutoffSeconds } from '../../kernel/grid/cut-off.ts';

type Answer = ProcessAnswer<'mixed-coverage'>;
type Inputs = ProcessInputs<'mixed-coverage'>;

export interface MixedCoverageTaskInput {
  readonly region: RegionReference;
  readonly inputs: Inputs;
  readonly upload: UploadReference | null;
}
export interface MixedCoverageTaskOutput {
  readonly body: Omit<
    Answer,
    'run' | 'process' | 'region' | 'scenario' | 'travel' | 'notes' | 'modes' | 'surface'
  > & { readonly modes: readonly Omit<Answer['modes'][number], 'travel'>[] };
  readonly notes: readonly TaskNote[];
  /** Share of each cell's people covered at the last cut-off. */
  readonly share: Float32Array;
}

/** Shares of one place may miss 1 by this much, and are then scaled to it. */
const SHARE_SLACK = 1e-6;

/**
 * Coverage where people travel in several ways: each way's coverage of its part of the people, added up.
 * Conserved and nested, because each
 * part is.
 */
export function runMixedCoverage(
  { region: reference, inputs, upload }: MixedCoverageTaskInput,
  context: TaskContext,
): MixedCoverageTaskOutput {
  const region = context.loadRegion(reference);
  const zones = loadZoneSet(region, reference, inputs.zones, upload, context);
  const mix = readShares(region, zones, inputs);
  const cutoffsSeconds = inputs.cutoffMinutes.map(toCutoffSeconds);
  const travels = [inputs.travel, ...inputs.otherTravels];
  let notes: readonly TaskNote[] = [];
  const parts = travels.map((travel, mode) => {
    context.report(0.02 + (0.9 * mode) / travels.length, 'search');
    const engine = context.loadEngine(reference, travel);
    const selected = selectFacilities(region, engine, inputs.facilities);
    if (mode === 0) notes = selected.notes;
    const { seconds } = engine.computeSurface(selected.cells, UNREACHED);
    const population = region.population.map((people, cell) => people * shareOf(mix, cell, mode));
    const layers = { seconds, cellState: engine.cellState, population };
    const rowOf = (member: ZoneMember): CoverageRow =>
      computeZoneCoverage(member, { ...layers, served: null }, cutoffsSeconds).row;
    const row = computeCoverage({
      ...layers,
      cutoffsSeconds,
      ...(zones?.zoneOfCell ? { zoneOfCell: zones.zoneOfCell, zoneCount: zones.names.length } : {}),
    });
    const outside = zones?.rest ? rowOf(zones.rest) : row.outside;
    return { seconds, population, row, zones: (zones?.members ?? []).map(rowOf), outside };
  });
  context.report(0.95, 'sum');
  const last = Math.max(...cutoffsSeconds);
  const people: number[] = [];
  const personSeconds: number[] = [];
  for (const { seconds, population } of parts)
    for (let cell = 0; cell < seconds.length; cell++)
      if (population[cell]! > 0 && seconds[cell]! < UNREACHED) {
        people.push(population[cell]!);
        personSeconds.push(population[cell]! * seconds[cell]!);
      }
  const reached = computeSum(people);
  const outside = zones ? addRows(parts.flatMap((part) => part.outside ?? [])) : null;
  return {
    body: {
      ...presentRow(addRows(parts.map(({ row }) => row))),
      modes: parts.map(({ row }) => {
        const { total, cutoffs } = presentRow(row);
        return { people: total, cutoffs };
      }),
      zones: (zones?.names ?? []).map((name, index) => ({
        index,
        nameZh: name.zh,
        nameEn: name.en,
        shares: zones?.zoneOfCell
          ? Array.from(mix.shares.slice(index * mix.modes, (index + 1) * mix.modes))
          : null,
        ...presentRow(addRows(parts.map((part) => part.zones[index]!))),
      })),
      outsideZones: outside && presentRow(outside),
      meanMinutes: reached > 0 ? computeSum(personSeconds) / reached / 60 : null,
    },
    notes: [
      ...notes,
      ...(zones?.notes ?? []),
      ...(outside && outside.total > 0 ? [note('people-in-no-zone', { people: outside.total })] : []),
    ],
    share: Float32Array.from(
      computeCoveredShare(
        mix,
        parts.map(({ seconds }) => seconds),
        last,
      ),
    ),
  };
}

/** Shares by zone and cell; every set that does not fit or sum to 1 is named. */
function readShares(region: Region, zones: ZoneSet | null, inputs: Inputs): ModeShares {
  const modes = 1 + inputs.otherTravels.length;
  const places: ProblemPlace[] = [];
  const check = (shares: readonly number[], pointer: string): Float64Array => {
    const sum = shares.reduce((total, share) => total + share, 0);
    if (shares.length !== modes)
      places.push({ pointer, code: 'shares-count', parameters: { count: shares.length, modes } });
    else if (!(Math.abs(sum - 1) <= SHARE_SLACK))
      places.push({ pointer, code: 'shares-sum', parameters: { sum } });
    return Float64Array.from(shares, (share) => share / sum);
  };
  const outside = check(inputs.modeShares, '/modeShares');
  const zoneOfCell = zones?.zoneOfCell ?? new Int32Array(region.population.length).fill(NONE);
  const count = zones?.zoneOfCell ? zones.names.length : 0;
  const shares = new Float64Array(count * modes);
  for (let zone = 0; zone < count; zone++) shares.set(outside.slice(0, modes), zone * modes);
  if (inputs.zoneShares && !zones?.zoneOfCell)
    places.push({ pointer: '/zoneShares', code: 'zone-shares-zones', parameters: {} });
  else {
    const seen = new Set<number>();
    inputs.zoneShares?.forEach((own, i) => {
      const values = check(own.shares, `/zoneShares/${i}/shares`);
      if (own.zone >= count || seen.has(own.zone))
        places.push({
          pointer: `/zoneShares/${i}/zone`,
          code: own.zone >= count ? 'zone-index-unknown' : 'zone-index-twice',
          parameters: { zone: own.zone, last: count - 1 },
        });
      else if (values.length === modes) shares.set(values, own.zone * modes);
      seen.add(own.zone);
    });
  }
  if (places.length > 0)
    throw new ProblemException('invalid-inputs', { count: places.length }, places.slice(0, 50));
  return { modes, shares, outside, zoneOfCell };
}

function shareOf(mix: ModeShares, cell: number, mode: number): number {
  const zone = mix.zoneOfCell[cell]!;
  return zone < 0 ? mix.outside[mode]! : mix.shares[zone * mix.modes + mode]!;
}

function addRows(rows: readonly CoverageRow[]): CoverageRow {
  const first = rows[0]!;
  const add = (of: (row: CoverageRow) => number): number => computeSum(rows.map(of));
  return {
    total: add((row) => row.total),
    cutoffs: first.cutoffs.map(({ cutoffSeconds }, i) => ({
      cutoffSeconds,
      covered: add((row) => row.cutoffs[i]!.covered),
      uncovered: {
        tooFar: add((row) => row.cutoffs[i]!.uncovered.tooFar),
        blocked: add((row) => row.cutoffs[i]!.uncovered.blocked),
        onBarrier: add((row) => row.cutoffs[i]!.uncovered.onBarrier),
        capacity: 0,
        noData: add((row) => row.cutoffs[i]!.uncovered.noData),
      },
    })),
  };
}

function presentRow(row: CoverageRow): Pick<Answer, 'total' | 'cutoffs'> {
  return {
    total: row.total,
    cutoffs: row.cutoffs.map(({ cutoffSeconds, covered, uncovered }) => ({
      cutoffMinutes: toCutoffMinutes(cutoffSeconds),
      covered,
      percent: row.total > 0 ? (100 * covered) / row.total : 0,
      uncovered: { ...uncovered },
    })),
  };
}
