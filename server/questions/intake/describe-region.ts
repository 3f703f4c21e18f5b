import { AGE_BANDS, LAND_CLASSES, TIERS } from '../../contract/vocabulary.ts';
import { buildGridMetric } from '../../kernel/grid/grid-metric.ts';
import { NONE } from '../../kernel/grid/grid.ts';
import { computeSum } from '../../kernel/stats/sum.ts';
import type { Region } from '../../region/model/region.ts';
import { measureLand } from '../../region/model/land-area.ts';
import { measureRidden, measureRoads } from '../../region/model/road-lengths.ts';
import { parseCrs } from '../../geo/crs.ts';
import { boundsInDegrees } from '../../region/import/people/import-population.ts';

/** Facts of a region for its page and its list, computed once at import. */
export function describeRegion(region: Region, hash: string) {
  const { grid, population } = region;
  const metric = buildGridMetric(grid);
  const middle = grid.rows >> 1;
  const water = LAND_CLASSES.indexOf('water');
  const onBarrier: number[] = [];
  const outside: number[] = [];
  const withoutHeight: number[] = [];
  const roads = measureRoads(region.roads);
  const zones = region.zones[0];
  for (let cell = 0; cell < population.length; cell++) {
    const people = population[cell]!;
    if (!(people > 0)) continue;
    if (region.barrier[cell] || region.landClass[cell] === water) onBarrier.push(people);
    if (region.elevation && Number.isNaN(region.elevation[cell])) withoutHeight.push(people);
    if (zones && zones.zoneOfCell[cell] === NONE) outside.push(people);
  }
  return {
    id: region.id,
    nameZh: region.nameZh,
    nameEn: region.nameEn,
    synthetic: region.synthetic,
    bounds: boundsInDegrees(grid, parseCrs(grid.crs)),
    people: computeSum(population),
    cells: population.length,
    cellMeters: metric.moveMeters[middle * 16]!,
    facilities: TIERS.map((tier) => ({
      tier,
      count: region.facilities.filter((facility) => facility.tier === tier).length,
    })),
    zoneLayers: region.zones.map((layer) => ({
      id: layer.id,
      title: layer.title,
      count: layer.names.length,
    })),
    ageBands: AGE_BANDS.filter((band) => region.populationByAge[band]),
    roadKm: roads.roadMeters / 1000,
    ferryKm: roads.ferryMeters / 1000,
    rideKm: {
      bicycle: measureRidden(region.roads, 'bicycle') / 1000,
      motorcycle: measureRidden(region.roads, 'motorcycle') / 1000,
      car: measureRidden(region.roads, 'car') / 1000,
    },
    hasElevation: region.elevation !== null,
    ...(region.countWithin === undefined ? {} : { countWithin: region.countWithin }),
    hash,
    crs: grid.crs,
    ...measureLand(region),
    peopleOutsideZones: computeSum(outside),
    peopleOnBarrier: computeSum(onBarrier),
    peopleWithoutHeight: computeSum(withoutHeight),
    sources: region.sources.map((source) => ({ ...source, facts: { ...source.facts } })),
    findings: region.findings.map((finding) => ({
      ...finding,
      parameters: { ...finding.parameters },
      examples: [...finding.examples],
    })),
    attributions: [...region.attributions],
  };
}
