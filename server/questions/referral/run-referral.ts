import { ProblemException } from '../../contract/problems.ts';
import type { ProcessInputs, ReferralAnswer } from '../../contract/processes.ts';
import { NONE } from '../../kernel/grid/grid.ts';
import type { Facility } from '../../region/model/region.ts';
import type { RegionReference, TaskContext } from '../shared/task-context.ts';
import { loadCompatEngine } from '../shared/compat-engine.ts';
import { findNearestByDistance, joinBlocks, type Pair } from './join-referral.ts';
import { describeChain } from './referral-chain.ts';
import { planReferral } from './plan-referral.ts';
import { listTier, type ReferralBlock } from './referral-block.ts';
import { selectFacilities, type SelectedFacilities } from '../shared/select-facilities.ts';
import type { TaskNote } from '../shared/task-note.ts';
import { loadZoneSet, type UploadReference, type ZoneSet } from '../shared/zone-set.ts';
import { toWholeMinutes } from '../../kernel/grid/cut-off.ts';

const MOST_PAIRS = 100_000;

export interface ReferralTaskInput {
  readonly region: RegionReference;
  readonly inputs: ProcessInputs<'referral'>;
  readonly upload: UploadReference | null;
  readonly blocks: readonly ReferralBlock[];
  /** Blocks of each step of the chain; empty without one. */
  readonly chainBlocks: readonly (readonly ReferralBlock[])[];
}
export interface ReferralTaskOutput {
  readonly body: Omit<
    ReferralAnswer,
    'run' | 'process' | 'region' | 'scenario' | 'travel' | 'notes' | 'chain'
  > & { chain: Omit<NonNullable<ReferralAnswer['chain']>, 'surface'> | null };
  readonly notes: readonly TaskNote[];
  /** Time of the whole chain by cell; null without one. */
  readonly seconds: Float64Array | null;
  readonly nearest: Int32Array | null;
}

/** Joins the searches into one answer: pairs, nearest by each, unreachable, the chain, the line. */
export function runReferral(input: ReferralTaskInput, context: TaskContext): ReferralTaskOutput {
  const { region: reference, inputs } = input;
  const { tiers } = planReferral(inputs);
  const region = context.loadRegion(reference);
  const engine = loadCompatEngine(reference, inputs, context);
  const selected = selectFacilities(region, engine, inputs.facilities);
  const from = listTier(selected, inputs.fromTier);
  const to = listTier(selected, inputs.toTier);
  const zones = loadZoneSet(region, reference, inputs.zones, input.upload, context);
  context.report(0.3, 'sum');
  const rows = joinBlocks(from.facilities.length, input.blocks, inputs.meters);
  const inMinutes = (seconds: number): number =>
    inputs.compat ? toWholeMinutes(seconds, 'up') : seconds / 60;
  const inMeters = (meters: number | null): number | null =>
    meters === null ? null : inputs.compat ? Math.ceil(meters) : meters;
  const pairCount = rows.reduce((sum, row) => sum + row.length, 0);
  const notes: TaskNote[] = [
    ...selected.notes,
    {
      code: 'referral-size',
      parameters: {
        from: from.facilities.length,
        to: to.facilities.length,
        searches: to.facilities.length,
        megabytes: Math.ceil(
          (region.population.length * 64 + from.facilities.length * to.facilities.length * 48) / 1e6,
        ),
      },
    },
  ];
  if (inputs.meters !== 'none') notes.push({ code: 'referral-along-path', parameters: {} });
  if (inputs.compat) notes.push({ code: 'referral-compat', parameters: {} });
  if (pairCount > MOST_PAIRS)
    notes.push({ code: 'referral-cut', parameters: { count: pairCount, shown: MOST_PAIRS } });
  const referring = new Uint32Array(to.facilities.length);
  for (const row of rows) if (row[0]) referring[row[0].to]!++;
  const idOf = (pair: Pair): string => to.facilities[pair.to]!.id;
  context.report(0.5, 'chain');
  const chain =
    tiers.length > 0
      ? describeChain({ region, engine, selected, tiers, steps: input.chainBlocks, zones })
      : null;
  return {
    body: {
      fromTier: inputs.fromTier,
      toTier: inputs.toTier,
      limitMinutes: inputs.limitMinutes,
      from: from.facilities.slice(0, from.listed).map((facility, i) => {
        const [fastest] = rows[i]!;
        const shortest = findNearestByDistance(rows[i]!);
        return {
          ...describeEnd(facility),
          state: from.states[i]!,
          reached: rows[i]!.length,
          nearestByTime: fastest
            ? { id: idOf(fastest), minutes: inMinutes(fastest.seconds), meters: inMeters(fastest.meters) }
            : null,
          nearestByDistance: shortest
            ? { id: idOf(shortest), minutes: inMinutes(shortest.seconds), meters: inMeters(shortest.meters)! }
            : null,
        };
      }),
      to: to.facilities.slice(0, to.listed).map((facility, i) => ({
        ...describeEnd(facility),
        state: to.states[i]!,
        referring: referring[i]!,
      })),
      pairs: rows
        .flat()
        .slice(0, MOST_PAIRS)
        .map((pair) => ({
          from: from.facilities[pair.from]!.id,
          to: idOf(pair),
          minutes: inMinutes(pair.seconds),
          meters: inMeters(pair.meters),
        })),
      pairsLeftOut: Math.max(0, pairCount - MOST_PAIRS),
      unreachable: from.facilities
        .slice(0, from.listed)
        .filter((_, i) => rows[i]!.length === 0)
        .map((facility) => facility.id),
      chain: chain?.chain ?? null,
      borderEffect: inputs.borderEffect ? describeBorder(from, to, rows, zones, inMinutes) : null,
    },
    notes,
    seconds: chain?.seconds ?? null,
    nearest: chain?.nearest ?? null,
  };
}

function describeEnd(facility: Facility) {
  return {
    id: facility.id,
    nameZh: facility.nameZh,
    nameEn: facility.nameEn,
    lon: facility.lonDegrees,
    lat: facility.latDegrees,
  };
}

/** What the line costs: facilities inside that would refer across it, and what they do when it is closed. */
function describeBorder(
  from: SelectedFacilities,
  to: SelectedFacilities,
  rows: readonly (readonly Pair[])[],
  zones: ZoneSet | null,
  inMinutes: (seconds: number) => number,
): NonNullable<ReferralAnswer['borderEffect']> {
  if (!zones)
    throw new ProblemException('invalid-inputs', { count: 1 }, [
      { pointer: '/borderEffect', code: 'zones-needed', parameters: {} },
    ]);
  const inside = new Set<number>();
  for (const member of zones.members) for (const cell of member.cells) inside.add(cell);
  const isInside = (facility: Facility): boolean => facility.cell !== NONE && inside.has(facility.cell);
  const toInside = to.facilities.map(isInside);
  const fromInside = from.facilities.flatMap((facility, i) => (isInside(facility) ? [i] : []));
  const across = fromInside.filter((i) => rows[i]![0] && !toInside[rows[i]![0].to]);
  const closed = across.map((i) => rows[i]!.find((pair) => toInside[pair.to]) ?? null);
  const extra = across.flatMap((i, k) => (closed[k] ? [closed[k].seconds - rows[i]![0]!.seconds] : []));
  const show = (pair: Pair) => ({ id: to.facilities[pair.to]!.id, minutes: inMinutes(pair.seconds) });
  return {
    facilitiesInside: fromInside.length,
    acrossNearest: across.length,
    acrossOnly: closed.filter((pair) => pair === null).length,
    meanExtraMinutes: extra.length > 0 ? extra.reduce((a, b) => a + b, 0) / extra.length / 60 : null,
    rows: across.map((i, k) => ({
      from: from.facilities[i]!.id,
      open: show(rows[i]![0]!),
      closed: closed[k] ? show(closed[k]) : null,
    })),
  };
}
