import type { ExplainAnswer, ProcessInputs } from '../../contract/processes.ts';
import { ROAD_CLASSES, TIERS } from '../../contract/vocabulary.ts';
import type { PathLeg } from '../../kernel/catchment/travel-engine.ts';
import { NONE } from '../../kernel/grid/grid.ts';
import type { RegionReference, TaskContext } from '../task-context.ts';
import { selectFacilities, stateOf } from './select-facilities.ts';
import type { TaskNote } from './task-note.ts';
import { findCellAt, pointsToDegrees } from './to-degrees.ts';

export interface ExplainTaskInput {
  readonly region: RegionReference;
  readonly inputs: ProcessInputs<'explain'>;
}
export interface ExplainTaskOutput {
  readonly body: Omit<ExplainAnswer, 'run' | 'process' | 'region' | 'scenario' | 'travel' | 'notes'>;
  readonly notes: readonly TaskNote[];
}

/** What a place has: its people, its zone, and for each tier the nearest facility with the path by leg, or the reason there is none. */
export function runExplain(
  { region: reference, inputs }: ExplainTaskInput,
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
  const nearest: ExplainAnswer['nearest'] = tiers.map((tier) => {
    const none = { tier, facility: null, minutes: null, meters: null, legs: [], geometry: null };
    if (state === 'outside' || state === 'no-data') return { ...none, reason: 'noData' };
    if (state === 'on-barrier') return { ...none, reason: 'onBarrier' };
    const cells = selected.cells.map((source, i) => (selected.facilities[i]!.tier === tier ? source : NONE));
    const path = engine.explainPath(cells, cell);
    if (!path) return { ...none, reason: 'blocked' };
    const facility = selected.facilities[path.source]!;
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
      reason: path.seconds <= inputs.cutoffMinutes * 60 ? 'covered' : 'tooFar',
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
      people: cell === NONE ? 0 : region.population[cell]!,
      zone: layer && zone !== NONE ? { nameZh: layer.names[zone]!.zh, nameEn: layer.names[zone]!.en } : null,
      nearest,
    },
    notes: selected.notes,
  };
}

function toLeg(leg: PathLeg): ExplainAnswer['nearest'][number]['legs'][number] {
  return {
    kind: leg.kind,
    minutes: leg.seconds / 60,
    meters: leg.meters,
    roadClass: leg.roadClass === NONE ? null : (ROAD_CLASSES[leg.roadClass] ?? null),
  };
}
