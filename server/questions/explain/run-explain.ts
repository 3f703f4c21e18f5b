import { closeSync, openSync, readSync } from 'node:fs';
import type { ExplainAnswer, ProcessInputs } from '../../contract/processes.ts';
import { ROAD_CLASSES, TIERS, type Tier } from '../../contract/vocabulary.ts';
import type { PathLeg } from '../../kernel/catchment/travel-engine.ts';
import { distanceMeters } from '../../kernel/grid/grid-metric.ts';
import { centreX, centreY, NONE } from '../../kernel/grid/grid.ts';
import type { Region } from '../../region/model/region.ts';
import type { RegionReference, TaskContext } from '../shared/task-context.ts';
import { selectFacilities, stateOf, type SelectedFacilities } from '../shared/select-facilities.ts';
import type { TaskNote } from '../shared/task-note.ts';
import { findCellAt, pointsToDegrees } from '../shared/to-degrees.ts';
import { toCutoffSeconds } from '../../kernel/grid/cut-off.ts';

export interface ExplainTaskInput {
  readonly region: RegionReference;
  readonly inputs: ProcessInputs<'explain'>;
  /** A coverage run with capacity, to say whether room is left. */
  readonly capacity: {
    readonly run: string;
    readonly mode: string;
    readonly cutoffMinutes: number;
    /** File of float64 people served by cell. */
    readonly servedPath: string;
    readonly rooms: readonly { id: string; capacity: number | null; left: number | null }[];
  } | null;
}
export interface ExplainTaskOutput {
  readonly body: Omit<ExplainAnswer, 'run' | 'process' | 'region' | 'scenario' | 'travel' | 'notes'>;
  readonly notes: readonly TaskNote[];
}

/**
 * What a place has: its people, its zone, and for each tier the nearest facility with the path by leg, or
 * the reason there is none.
 */
export function runExplain(
  { region: reference, inputs, capacity }: ExplainTaskInput,
  context: TaskContext,
): ExplainTaskOutput {
  const region = context.loadRegion(reference);
  const engine = context.loadEngine(reference, inputs.travel);
  const [lon, lat] = inputs.point;
  const cell = findCellAt(region.grid, lon, lat);
  const state = stateOf(engine, cell);
  const layer = region.zones[0];
  const zone = layer && cell !== NONE ? layer.zoneOfCell[cell]! : NONE;
  const selected = selectFacilities(region, engine, inputs.facilities);
  const tiers = TIERS.filter((tier) => selected.facilities.some((facility) => facility.tier === tier));
  const people = cell === NONE ? 0 : region.population[cell]!;
  const served = capacity && cell !== NONE ? Math.min(people, readServed(capacity.servedPath, cell)) : 0;
  const nearest: ExplainAnswer['nearest'] = tiers.map((tier) => {
    const none = {
      tier,
      facility: null,
      minutes: null,
      meters: null,
      legs: [],
      geometry: null,
      overMinutes: null,
      crowFlies: findCrowFlies(region, selected, tier, cell),
      room: null,
    };
    if (state === 'outside' || state === 'no-data') return { ...none, reason: 'noData' };
    if (state === 'on-barrier') return { ...none, reason: 'onBarrier' };
    const cells = selected.cells.map((source, i) => (selected.facilities[i]!.tier === tier ? source : NONE));
    const path = engine.explainPath(cells, cell);
    if (!path) return { ...none, reason: 'blocked' };
    const facility = selected.facilities[path.source]!;
    const within = path.seconds <= toCutoffSeconds(inputs.cutoffMinutes);
    const room = findRoom(capacity, facility.id);
    return {
      tier,
      facility: {
        id: facility.id,
        nameZh: facility.nameZh,
        nameEn: facility.nameEn,
        lon: facility.lonDegrees,
        lat: facility.latDegrees,
      },
      minutes: path.seconds / 60,
      meters: path.meters,
      reason: !within ? 'tooFar' : room?.full && served < people - ONE_PART ? 'capacity' : 'covered',
      overMinutes: within ? 0 : path.seconds / 60 - inputs.cutoffMinutes,
      crowFlies: null,
      room,
      legs: path.legs.map(toLeg),
      geometry: {
        type: 'MultiLineString',
        coordinates: path.legs
          .filter((leg) => leg.points.length >= 4)
          .map((leg) => pointsToDegrees(region.grid, leg.points)),
      },
    };
  });
  return {
    body: {
      point: inputs.point,
      inside: state !== 'outside',
      cellState:
        state === 'outside'
          ? 'outside'
          : state === 'on-barrier'
            ? 'barrier'
            : state === 'no-data'
              ? 'no-data'
              : 'walkable',
      people,
      capacity: capacity
        ? {
            run: capacity.run,
            mode: capacity.mode,
            cutoffMinutes: capacity.cutoffMinutes,
            served,
            unserved: people - served,
          }
        : null,
      zone: layer && zone !== NONE ? { nameZh: layer.names[zone]!.zh, nameEn: layer.names[zone]!.en } : null,
      nearest,
    },
    notes: selected.notes,
  };
}

/** Less than this part of a person is rounding. */
const ONE_PART = 1e-6;

function findRoom(
  capacity: ExplainTaskInput['capacity'],
  id: string,
): ExplainAnswer['nearest'][number]['room'] {
  const found = capacity?.rooms.find((room) => room.id === id);
  return found
    ? { capacity: found.capacity, left: found.left, full: found.left !== null && found.left <= ONE_PART }
    : null;
}

function readServed(path: string, cell: number): number {
  const bytes = Buffer.alloc(8);
  const file = openSync(path, 'r');
  try {
    readSync(file, bytes, 0, 8, cell * 8);
  } finally {
    closeSync(file);
  }
  return bytes.readDoubleLE(0);
}

/** The facility of a tier nearest in a straight line, for places that no path leaves. */
function findCrowFlies(
  region: Region,
  selected: SelectedFacilities,
  tier: Tier,
  cell: number,
): ExplainAnswer['nearest'][number]['crowFlies'] {
  if (cell === NONE) return null;
  const { grid } = region;
  const row = Math.floor(cell / grid.columns);
  const x = centreX(grid, cell - row * grid.columns);
  const y = centreY(grid, row);
  let best: ExplainAnswer['nearest'][number]['crowFlies'] = null;
  for (const facility of selected.facilities) {
    if (facility.tier !== tier) continue;
    const meters = distanceMeters(grid, x, y, facility.x, facility.y);
    if (best === null || meters < best.meters)
      best = { id: facility.id, nameZh: facility.nameZh, nameEn: facility.nameEn, meters };
  }
  return best;
}

function toLeg(leg: PathLeg): ExplainAnswer['nearest'][number]['legs'][number] {
  return {
    kind: leg.kind,
    minutes: leg.seconds / 60,
    meters: leg.meters,
    roadClass: leg.roadClass === NONE ? null : (ROAD_CLASSES[leg.roadClass] ?? null),
  };
}
