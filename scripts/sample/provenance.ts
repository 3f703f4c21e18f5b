import type { Grid } from '../../server/kernel/grid/grid.ts';

/** What PROVENANCE.md reports; places as `lon, lat`. */
export interface ProvenanceFacts {
  readonly grid: Grid;
  readonly countyPeople: number;
  readonly everyone: number;
  readonly countyAreaKm2: number;
  readonly reservoirKm2: number;
  readonly facilities: number;
  readonly roads: number;
  readonly ford: string;
  readonly ferry: string;
  readonly island: string;
  readonly roadless: string;
  readonly twins: string;
  readonly steepBank: string;
}

/** Text of PROVENANCE.md. */
export function provenance(facts: ProvenanceFacts): string {
  const { grid } = facts;
  return `# 青禾县 Qinghe County: 示范数据 / synthetic data

**This county does not exist.** Every name, person, road and facility in this folder is invented by \`scripts/make-sample.ts\`; any likeness to
a real place is chance, and no real place lies under it. 本县及其人口、道路、机构、地名均为虚构，仅供演示和测试，不得作为真实数据使用。

Made by: \`npm run sample\` (seeds are constants in \`scripts/sample/\`; no input data). The same bytes come out on Node 20, 22 and 24: the generator
uses + − × ÷ and square roots only, whose results IEEE 754 fixes to the last bit; trigonometry appears once, in the change from metres to
degrees, and its result is rounded to 6 decimals and never compared. \`tests/sample/reproduce.test.ts\` makes the folder again and compares bytes.
Licence: as the project (MIT).

## Frame
EPSG:32649 (UTM zone 49N), ${grid.columns} × ${grid.rows} cells of 100 m, left ${grid.left}, top ${grid.top}: the county and at least 10 km around it.
County ${facts.countyAreaKm2.toFixed(1)} km² with ${facts.countyPeople} people; ${facts.everyone} people in the whole frame; ${facts.facilities} facilities; ${facts.roads} road lines.

## Layers
| file | what | how |
|---|---|---|
| dem.tif | height, m, int16 | stream-power erosion against uplift (Braun & Willett 2013), mountains in the north-west, alluvial plain in the south-east |
| water.geojson | rivers and reservoir (areas), brooks (lines, a walker can cross them) | drainage of the DEM; reservoir ${facts.reservoirKm2.toFixed(1)} km² |
| landcover.tif, landcover.csv | class = index in the project's LAND_CLASSES | slope, height, settlement, river |
| population.tif | people per cell, whole | settlements by Zipf's law, dense cores, lone farms |
| population_0-6, _7-14, _15-59, _60-64, _65plus .tif | people by age, summing to population.tif in every cell | older in the mountains, younger in town |
| roads.geojson | OSM tags: highway, ref, maxspeed, oneway, bridge, ford, surface; route=ferry | least-cost paths over the terrain; lines that meet share a vertex |
| zones.geojson | villages and communities: township, urban_rural, income (yuan a person a year) | nearest seat over rough ground |
| townships.geojson, boundary.geojson | county town and 14 townships; county line | unions of zones, vertex for vertex |
| places.geojson | name, rank (1 county town … 4 hamlet), people | |
| facilities.csv | three tiers; staff, beds, capacity (visits a year), use in 2024 and 2025; county column tells 青禾县 from 邻县 (beyond the line) | hospitals in the county town, a centre a township, village posts thick near the town and thin in the mountains |
| region.json | name, synthetic flag, attribution | |

## Planted facts (each found again by \`tests/sample/planted.test.ts\`; places as lon, lat)
| fact | where |
|---|---|
| ford, cut in the wet season (\`ford=yes\`) | ${facts.ford} |
| ferry (\`route=ferry\`) over the main river | ${facts.ferry} |
| road island: roads not joined to the rest | ${facts.island} |
| hamlet that no road comes near (> 2 km) | ${facts.roadless} |
| two facilities of one town, about 20 m apart | ${facts.twins} |
| facility on a steep bank beside the river | ${facts.steepBank} |
`;
}
