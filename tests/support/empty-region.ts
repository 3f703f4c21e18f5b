import { countCells, type Grid } from '../../server/kernel/grid/grid.ts';
import { emptyRoadNetwork } from '../../server/region/import/roads/road-build.ts';
import type { Region } from '../../server/region/model/region.ts';

/** A region of `grid` without people, roads, facilities and zones, its land unknown; `parts` is what it has. */
export function emptyRegion(grid: Grid, parts: Partial<Region>): Region {
  const cells = countCells(grid);
  return {
    id: 'x',
    nameZh: '',
    nameEn: '',
    synthetic: true,
    grid,
    landClass: new Uint8Array(cells),
    barrier: new Uint8Array(cells),
    elevation: null,
    population: new Float64Array(cells),
    populationByAge: {},
    roads: emptyRoadNetwork(),
    facilities: [],
    zones: [],
    boundary: null,
    water: { type: 'FeatureCollection', features: [] },
    places: [],
    sources: [],
    findings: [],
    attributions: [],
    ...parts,
  };
}
