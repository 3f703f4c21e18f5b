import { DEFAULT_WALK_LAND_KMH } from '../../contract/default-speeds.ts';
import type { Travel } from '../../contract/travel.ts';
import type { LandClass } from '../../contract/vocabulary.ts';
import { TravelError } from '../../kernel/catchment/travel-error.ts';
import { countCells } from '../../kernel/grid/grid.ts';
import type { EdgeSpeeds } from '../../kernel/network/edge-speeds.ts';
import { EDGE_FERRY, EDGE_FORD, EDGE_OWN_SPEED } from '../../kernel/network/road-network.ts';
import type { Region } from '../model/region.ts';

/** Bytes of search state a cell: the walk, and the vehicle's search where it leaves the road. */
const BYTES_A_CELL = 64;
const OFF_ROAD_BYTES_A_CELL = 48;
/** The most a process may be asked for. */
const MOST_BYTES = 12 * 2 ** 30;

/**
 * Throws TravelError `travel.grid-too-large` with the number of cells when searches would need more memory
 * than is sensible.
 */
export function assertFits(region: Region, travel: Travel): void {
  const cells = countCells(region.grid);
  const each = BYTES_A_CELL + (travel.speeds?.offRoad ? OFF_ROAD_BYTES_A_CELL : 0);
  if (cells * each > MOST_BYTES)
    throw new TravelError(
      'travel.grid-too-large',
      `travel: ${cells} cells need about ${Math.round((cells * each) / 2 ** 30)} GiB, at most ` +
        `${MOST_BYTES / 2 ** 30} GiB`,
      { cells, most: Math.floor(MOST_BYTES / each) },
    );
}

/**
 * Throws TravelError `travel.nothing-to-ride` when the mode rides and no road of the region carries it: the
 * answer would be walking under
 * another name. Ferries alone are no road, but one with a timetable carries the vehicle as that states.
 */
export function assertRidden(region: Region, travel: Travel, speeds: EdgeSpeeds): void {
  const { mode, model } = travel;
  if (mode === 'walk' || model === 'straight-line' || travel.speeds?.offRoad) return;
  const { edgeFlags } = region.roads;
  for (let edge = 0; edge < edgeFlags.length; edge++) {
    // A ford that the season closes is a road all the same.
    if ((edgeFlags[edge]! & EDGE_FORD) !== 0) return;
    if (
      ((edgeFlags[edge]! & EDGE_FERRY) === 0 || (edgeFlags[edge]! & EDGE_OWN_SPEED) !== 0) &&
      (speeds.rideForward[edge]! > 0 || speeds.rideBackward[edge]! > 0)
    )
      return;
  }
  throw new TravelError(
    'travel.nothing-to-ride',
    `travel: none of ${edgeFlags.length} roads carries ${mode}`,
    {
      parameter: 'mode',
      mode,
      roads: edgeFlags.length,
    },
  );
}

/**
 * Throws TravelError `travel.unused-parameter`, naming the parameter, for whatever the model or mode has no
 * use for; `travel.no-heights` for a
 * walking function on a region without heights; `travel.off-road-closed` for a vehicle on a class that is
 * closed to walkers.
 */
export function refuseUnused(region: Region, travel: Travel): void {
  const { model, mode, speeds } = travel;
  const refuse = (parameter: string, why: string): never => {
    throw new TravelError(
      'travel.unused-parameter',
      `travel: ${parameter} means nothing with model ${model} and mode ${mode}: ${why}`,
      { parameter, model, mode },
    );
  };
  if (model === 'straight-line') {
    if (speeds?.land) refuse('speeds.land', 'the crow crosses no land');
    if (speeds?.road) refuse('speeds.road', 'the crow follows no road');
    if (speeds?.offRoad) refuse('speeds.offRoad', 'the crow crosses no land');
    if (travel.season !== 'dry') refuse('season', 'the crow fords no river');
    if (travel.slope !== undefined) refuse('slope', 'the crow climbs no hill');
    if (travel.walkFactor !== undefined) refuse('walkFactor', 'speeds.straightLine says how fast');
    if (travel.neighbours !== undefined) refuse('neighbours', 'the crow flies straight');
  } else if (speeds?.straightLine !== undefined)
    refuse('speeds.straightLine', 'only model straight-line has it');
  if (travel.boardingSeconds) {
    if (mode === 'walk') refuse('boardingSeconds', 'a walker boards nothing');
    if (model === 'straight-line' || model === 'raster')
      refuse('boardingSeconds', 'the model has no boarding');
  }
  if (model === 'network' && travel.neighbours !== undefined)
    refuse('neighbours', 'the model crosses no land from cell to cell');
  if (travel.slope !== undefined && travel.slope !== 'none' && region.elevation === null)
    throw new TravelError(
      'travel.no-heights',
      `travel: slope ${travel.slope} needs heights, the region has none`,
      {
        parameter: 'slope',
      },
    );
  if (speeds?.offRoad) {
    if (mode === 'walk') refuse('speeds.offRoad', 'a walker has no vehicle; speeds.land is for walking');
    if (model === 'network') refuse('speeds.offRoad', 'the model follows roads only');
    for (const name of Object.keys(speeds.offRoad) as LandClass[])
      if (!((speeds.land?.[name] ?? DEFAULT_WALK_LAND_KMH[name]) > 0))
        throw new TravelError(
          'travel.off-road-closed',
          `travel: speeds.offRoad.${name}: the class is closed to walkers, so nobody could get on or off there`,
          { parameter: `speeds.offRoad.${name}`, landClass: name },
        );
  }
}
