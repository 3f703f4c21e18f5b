import { CAPACITY_NORMS } from '../../contract/access-norms.ts';
import type { CapacityDetail, Norms, ProcessInputs } from '../../contract/processes.ts';
import { compareCapacity } from '../../kernel/access/capacity-compare.ts';
import { computeFairCapacity, type FairAnswer } from '../../kernel/access/capacity-fair.ts';
import { computeNearestFirst } from '../../kernel/access/capacity-nearest.ts';
import { computeSequentialCapacity, type SequentialAnswer } from '../../kernel/access/capacity-sequential.ts';
import { findCapacities, type CapacityFound } from '../../kernel/access/capacity-source.ts';
import type { CapacityAnswer } from '../../kernel/access/capacity.ts';
import {
  computeFacilityOrder,
  computePeopleInBuffer,
  computePeopleInTime,
} from '../../kernel/access/facility-order.ts';
import { limitReachLists, type ReachLists } from '../../kernel/access/reach-lists.ts';
import { computeSum } from '../../kernel/stats/sum.ts';
import type { z } from 'zod';
import type { Region } from '../../region/model/region.ts';
import type { SelectedFacilities } from '../shared/select-facilities.ts';
import type { TaskNote } from '../shared/task-note.ts';
import { refuseFairBeyond } from './refuse-pairs.ts';
import { assertFacilityColumn, findVisitsColumn, readFacilityColumn } from '../shared/facility-column.ts';
import { toCutoffMinutes, toCutoffSeconds } from '../../kernel/grid/cut-off.ts';

const BUFFER_METERS = 5000;

export interface FacilityRooms {
  readonly found: readonly {
    readonly people: number | null;
    readonly source: CapacityFound['source'] | 'left';
  }[];
  /** People a year; 0 where nothing is known. */
  readonly capacities: Float64Array;
  readonly norms: z.output<typeof CapacityDetail>['norms'];
  readonly notes: readonly TaskNote[];
}

/** People a year that each facility can serve, from its capacity, visits or staff, and what was assumed. */
export function readRooms(
  region: Region,
  selected: SelectedFacilities,
  norms: z.output<typeof Norms> | undefined,
): FacilityRooms {
  for (const name of ['visitsColumn', 'staffColumn'] as const)
    if (norms?.[name] !== undefined) assertFacilityColumn(region, norms[name], `/norms/${name}`);
  const used = {
    visitsPerPerson: norms?.visitsPerPerson ?? CAPACITY_NORMS.visitsPerPerson.value,
    peoplePerStaff: norms?.peoplePerStaff ?? CAPACITY_NORMS.peoplePerStaff.value,
    staffColumn: norms?.staffColumn ?? 'doctors',
    visitsColumn: norms?.visitsColumn ?? findVisitsColumn(region),
    capacityUnit: norms?.capacityUnit ?? ('people' as const),
  };
  const divisor = used.capacityUnit === 'visits' ? used.visitsPerPerson : 1;
  const found = findCapacities(
    selected.facilities.map((facility) => ({
      capacity: facility.capacity === null ? null : facility.capacity / divisor,
      visits: used.visitsColumn === null ? null : readFacilityColumn(facility, used.visitsColumn),
      staff: readFacilityColumn(facility, used.staffColumn),
    })),
    used,
  );
  const count = (source: CapacityFound['source']): number =>
    found.filter((entry) => entry.source === source).length;
  const notes: TaskNote[] = [
    {
      code: used.capacityUnit === 'visits' ? 'capacity-sources-visits' : 'capacity-sources',
      parameters: {
        column: count('column'),
        visits: count('visits'),
        staff: count('staff'),
        visitsPerPerson: used.visitsPerPerson,
        peoplePerStaff: used.peoplePerStaff,
      },
    },
  ];
  if (count('none') > 0) notes.push({ code: 'capacity-unknown', parameters: { count: count('none') } });
  return { found, capacities: Float64Array.from(found, (entry) => entry.people ?? 0), norms: used, notes };
}

export interface CapacityStep {
  /** People served by cell, one array per cut-off. */
  readonly served: readonly Float64Array[];
  readonly last: CapacityAnswer;
  readonly detail: z.output<typeof CapacityDetail>;
}

/**
 * Shares the facilities' room among the people in the way asked for, at each cut-off alone. Lists reach at
 * least the last cut-off.
 */
export function computeCapacityStep(input: {
  readonly region: Region;
  readonly selected: SelectedFacilities;
  readonly rooms: FacilityRooms;
  readonly lists: ReachLists;
  readonly inputs: ProcessInputs<'coverage'>;
  readonly cutoffsSeconds: readonly number[];
  readonly nearest: Int32Array;
}): CapacityStep {
  const { region, selected, rooms, inputs, cutoffsSeconds, nearest } = input;
  const { population } = region;
  const mode = inputs.capacity;
  const answers = cutoffsSeconds.map((cutoff): CapacityAnswer => {
    const lists = limitReachLists(input.lists, cutoff);
    if (mode === 'nearest-first') return computeNearestFirst(lists, population, rooms.capacities);
    if (mode === 'fair') {
      refuseFairBeyond(lists.cells.length);
      return computeFairCapacity(lists, population, rooms.capacities);
    }
    const { order } = orderFacilities(input, cutoff);
    return computeSequentialCapacity(lists, population, rooms.capacities, order);
  });
  const last = answers.at(-1)!;
  const cutoff = cutoffsSeconds.at(-1)!;
  const lists = limitReachLists(input.lists, cutoff);
  const free = computeNearestFirst(
    lists,
    population,
    rooms.capacities.map(() => Infinity),
  );
  const compared = compareCapacity(free, last);
  const sources = { column: 0, visits: 0, staff: 0, left: 0, none: 0 };
  for (const { source } of rooms.found) sources[source]++;
  const fair = mode === 'fair' ? (last as FairAnswer) : null;
  return {
    served: answers.map((answer) => answer.servedByCell),
    last,
    detail: {
      mode,
      cutoffMinutes: toCutoffMinutes(cutoff),
      served: last.servedPeople,
      meanMinutes: toMinutes(last.meanSeconds),
      room: computeSum(rooms.capacities),
      sources,
      norms: rooms.norms,
      ...(mode === 'sequential'
        ? { order: listTurns(selected, last as SequentialAnswer, orderFacilities(input, cutoff).values) }
        : {}),
      ...(fair ? { optimal: fair.optimal && fair.certificate.gap <= 1e-6, gap: fair.certificate.gap } : {}),
      comparedWithIgnore: {
        servedIgnoringCapacity: free.servedPeople,
        lost: compared.lost,
        elsewhere: countElsewhere(lists, last.flow, nearest),
        meanMinutesIgnoringCapacity: toMinutes(free.meanSeconds),
      },
    },
  };
}

/** Longest time that reach lists must cover: the last cut-off, or the time of the order. */
export function reachSecondsOf(inputs: ProcessInputs<'coverage'>, lastSeconds: number): number {
  const order = typeof inputs.capacityOrder === 'object' ? inputs.capacityOrder : null;
  return Math.max(lastSeconds, toCutoffSeconds(order?.minutes ?? 0));
}

function orderFacilities(
  input: Parameters<typeof computeCapacityStep>[0],
  cutoffSeconds: number,
): { order: Int32Array; values: ArrayLike<number> } {
  const { region, selected, inputs, lists, rooms } = input;
  const asked = inputs.capacityOrder;
  const wanted = typeof asked === 'string' ? { by: asked, direction: 'descending' as const } : asked;
  const direction = wanted?.direction ?? 'descending';
  let values: ArrayLike<number>;
  if (wanted?.by === 'people-in-time') {
    const minutes = 'minutes' in wanted ? wanted.minutes : undefined;
    values = computePeopleInTime(
      lists,
      region.population,
      minutes === undefined ? cutoffSeconds : toCutoffSeconds(minutes),
    );
  } else if (wanted?.by === 'people-in-buffer') {
    const radius = 'radiusMeters' in wanted ? wanted.radiusMeters : undefined;
    values = computePeopleInBuffer(region.grid, region.population, selected.cells, radius ?? BUFFER_METERS);
  } else {
    const column = wanted && 'column' in wanted ? wanted.column : undefined;
    if (column !== undefined) assertFacilityColumn(region, column, '/capacityOrder/column');
    values =
      column === undefined || column === 'capacity'
        ? rooms.capacities
        : selected.facilities.map((facility) => readFacilityColumn(facility, column) ?? Number.NaN);
  }
  return { order: computeFacilityOrder(values, direction), values };
}

function listTurns(
  selected: SelectedFacilities,
  answer: SequentialAnswer,
  values: ArrayLike<number>,
): NonNullable<z.output<typeof CapacityDetail>['order']> {
  const listed = answer.turns.filter(({ facility }) => facility < selected.listed);
  return listed.map(({ facility, rule, served }) => ({
    id: selected.facilities[facility]!.id,
    value: Number.isNaN(values[facility]!) ? null : values[facility]!,
    rule,
    served,
  }));
}

function countElsewhere(lists: ReachLists, flow: Float64Array, nearest: Int32Array): number {
  const people: number[] = [];
  for (let facility = 0; facility < lists.facilityCount; facility++)
    for (let i = lists.start[facility]!; i < lists.start[facility + 1]!; i++)
      if (flow[i]! > 0 && nearest[lists.cells[i]!] !== facility) people.push(flow[i]!);
  return computeSum(people);
}

const toMinutes = (seconds: number | null): number | null => (seconds === null ? null : seconds / 60);
