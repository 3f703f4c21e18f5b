import { computeDistanceMeters } from '../model/distance-field.ts';
import type { FindingList } from '../model/findings.ts';
import { reportDataStoppingAtBorder } from './quality-border.ts';
import {
  reportDuplicateFacilities,
  reportFacilitiesOnBarriers,
  reportImplausibleNumbers,
  reportShiftedDatum,
} from './quality-facilities.ts';
import { reportDistanceToRoad, reportRoadIslands } from './quality-roads.ts';
import { reportPeopleOutsideZones, reportZoneTotals } from './quality-zones.ts';
import type { Region } from '../model/region.ts';
import { markRoadCells } from '../travel/road-cells.ts';

/**
 * The data-quality gate: what a careful person would look at before believing a map of this region. Changes
 * nothing.
 */
export function reportQuality(region: Region, findings: FindingList): void {
  reportDuplicateFacilities(region.facilities, findings);
  reportFacilitiesOnBarriers(region, findings);
  reportImplausibleNumbers(region.facilities, findings);
  reportRoadIslands(region, findings);
  reportByRoadDistance(region, findings);
  reportPeopleOutsideZones(region, findings);
  reportZoneTotals(region, findings);
  reportDataStoppingAtBorder(region, findings);
}

/** In a function of its own, so that one distance field is gone before the next is made. */
function reportByRoadDistance(region: Region, findings: FindingList): void {
  const metersToRoad = computeDistanceMeters(region.grid, markRoadCells(region.roads, region.grid));
  reportDistanceToRoad(region, metersToRoad, findings);
  reportShiftedDatum(region, metersToRoad, findings);
}
