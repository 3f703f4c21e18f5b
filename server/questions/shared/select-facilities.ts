import { FACILITIES_OUTSIDE_LISTED, type FacilityFilter } from '../../contract/processes.ts';
import { ProblemException, type ProblemPlace } from '../../contract/problems.ts';
import { routes } from '../../contract/routes.ts';
import { listNames } from '../../contract/text/list-names.ts';
import type { TravelEngine } from '../../kernel/catchment/travel-engine.ts';
import { CELL_BARRIER, CELL_NO_DATA } from '../../kernel/catchment/travel-engine.ts';
import { NONE } from '../../kernel/grid/grid.ts';
import type { Facility, Region, ZoneLayer } from '../../region/model/region.ts';
import type { TaskNote } from './task-note.ts';

/**
 * Facilities an analysis uses, in the region's order; their cells are the sources of its searches. Answers
 * list the first `listed` of them:
 * a list of a whole country has most of its rows outside a region, and those beyond
 * `FACILITIES_OUTSIDE_LISTED` stand last and are counted only.
 */
export interface SelectedFacilities {
  readonly facilities: readonly Facility[];
  readonly listed: number;
  readonly cells: Int32Array;
  readonly states: readonly ('ok' | 'outside' | 'on-barrier' | 'no-data')[];
  readonly notes: readonly TaskNote[];
}

/**
 * Applies a filter; a filter that matches nothing, and ids that do not exist, are problems; facilities
 * no one can reach are notes.
 */
export function selectFacilities(
  region: Region,
  engine: TravelEngine,
  filter: FacilityFilter | undefined,
): SelectedFacilities {
  if (filter) refuseUnknown(region, filter);
  const ids = filter?.ids ? new Set(filter.ids) : null;
  const zones = filter?.zones === undefined ? null : findZones(region, filter.zones);
  const isInside = ({ cell }: Facility): boolean =>
    !zones || (cell !== NONE && zones.zoneOfCell[cell] !== NONE);
  const matching = region.facilities.filter(
    (facility) =>
      (!filter?.tiers || filter.tiers.includes(facility.tier)) &&
      (!ids || ids.has(facility.id)) &&
      isInside(facility) &&
      (!filter?.services || filter.services.every((service) => facility.services.includes(service))),
  );
  if (matching.length === 0) refuseNone(region, filter);
  const { facilities, listed } = putUnlistedLast(matching);
  const states = facilities.map((facility) => stateOf(engine, facility.cell));
  const usable = states.filter((state) => state === 'ok').length;
  if (usable === 0) throw new ProblemException('no-reachable-facility', { count: facilities.length });
  const notes: TaskNote[] = [];
  for (const state of ['outside', 'on-barrier', 'no-data'] as const) {
    const concerned = facilities.filter((_, i) => states[i] === state);
    if (concerned.length === 0) continue;
    const names = listNames(
      concerned.map(({ nameZh, nameEn }) => ({ zh: nameZh || nameEn, en: nameEn || nameZh })),
    );
    notes.push({
      code: `facilities-${state}`,
      parameters: { count: concerned.length, namesZh: names.zh, namesEn: names.en },
    });
  }
  if (listed < facilities.length)
    notes.push({ code: 'facilities-outside-unlisted', parameters: { count: facilities.length - listed } });
  if (zones) {
    const left = region.facilities.filter((facility) => !isInside(facility)).length;
    if (left > 0)
      notes.push({ code: 'facilities-beyond-left-out', parameters: { count: left, zones: zones.title } });
  }
  return {
    facilities,
    listed,
    cells: Int32Array.from(facilities, (facility, i) => (states[i] === 'ok' ? facility.cell : NONE)),
    states,
    notes,
  };
}

function putUnlistedLast(facilities: readonly Facility[]): {
  facilities: readonly Facility[];
  listed: number;
} {
  let outside = 0;
  const listed: Facility[] = [];
  const unlisted: Facility[] = [];
  for (const facility of facilities)
    (facility.cell === NONE && ++outside > FACILITIES_OUTSIDE_LISTED ? unlisted : listed).push(facility);
  return { facilities: unlisted.length === 0 ? facilities : [...listed, ...unlisted], listed: listed.length };
}

/** Ids and services that no facility of the region has. */
function refuseUnknown(region: Region, { ids = [], services = [] }: FacilityFilter): void {
  if (region.facilities.length === 0) return;
  const places: ProblemPlace[] = [];
  const known = new Set(region.facilities.map((facility) => facility.id));
  const list = routes.items(`${region.id}.facilities`);
  ids.forEach((id, i) => {
    if (!known.has(id))
      places.push({ pointer: `/facilities/ids/${i}`, code: 'facility-unknown', parameters: { id, list } });
  });
  const offered = new Set(region.facilities.flatMap((facility) => facility.services));
  services.forEach((service, i) => {
    if (!offered.has(service))
      places.push({
        pointer: `/facilities/services/${i}`,
        code: 'service-unknown',
        parameters: { service, known: [...offered].sort().join(', ') || '—' },
      });
  });
  if (places.length > 0)
    throw new ProblemException('invalid-inputs', { count: places.length }, places.slice(0, 50));
}

function refuseNone(region: Region, filter: FacilityFilter | undefined): never {
  const parameters = { available: region.facilities.length };
  throw new ProblemException(
    'no-facilities',
    parameters,
    filter ? [{ pointer: '/facilities', code: 'no-facilities', parameters }] : [],
  );
}

function findZones(region: Region, id: string): ZoneLayer {
  const layer = region.zones.find((zones) => zones.id === id);
  if (layer) return layer;
  const parameters = { zones: id, known: region.zones.map((zones) => zones.id).join(', ') || '—' };
  throw new ProblemException('zones-not-found', parameters, [
    { pointer: '/facilities/zones', code: 'zones-not-found', parameters },
  ]);
}

/** Whether somebody standing in `cell` can travel at all. */
export function stateOf(engine: TravelEngine, cell: number): 'ok' | 'outside' | 'on-barrier' | 'no-data' {
  if (cell === NONE) return 'outside';
  const state = engine.cellState[cell];
  if (state === CELL_BARRIER) return 'on-barrier';
  return state === CELL_NO_DATA ? 'no-data' : 'ok';
}
