import type { Feature, FeatureCollection, Geometry, Position } from 'geojson';
import type { Grid } from '../../../kernel/grid/grid.ts';
import { countCells } from '../../../kernel/grid/grid.ts';
import { WGS84 } from '../../../geo/crs.ts';
import type { OsmExtract } from '../../../geo/osm-extract.ts';
import { findSea } from './coastline.ts';
import type { ImportContext } from '../import-context.ts';
import { isCoastline, isWaterArea, osmWaterFeatures } from '../import-osm.ts';
import { type BarrierCounts, landClassOfWater, markBarriers } from './import-water.ts';
import { toDegrees } from '../zones/import-zones.ts';
import { LAND_INDEX } from './land-cover.ts';
import type { InputFile, Recognised } from '../recognise/recognised.ts';
import { cutIslands } from './water-islands.ts';

export interface Barriers {
  readonly barrier: Uint8Array;
  /** What blocks, for the map. */
  readonly water: FeatureCollection;
}

const WATER_CLASS = LAND_INDEX.get('water')!;
const UNKNOWN_CLASS = LAND_INDEX.get('unknown')!;

/**
 * Cells that no one crosses: of files of water and barriers, else of OSM, and of land-cover water. Wetlands
 * and ice become land, in place.
 */
export function importBarriers(
  context: ImportContext,
  osm: ReadonlyMap<string, OsmExtract>,
  grid: Grid,
  landClass: Uint8Array,
): Barriers {
  const { files, findings } = context;
  const barrier = new Uint8Array(countCells(grid));
  const water: FeatureCollection = { type: 'FeatureCollection', features: [] };
  const coast: Position[][] = [];
  let hasWater = false;
  for (const file of files) {
    const { is } = file;
    if (is.kind !== 'features') continue;
    if (is.layer === 'water' || is.layer === 'wetlands' || is.layer === 'barriers')
      addFile(context, { file, is }, { grid, landClass, barrier, water }, coast);
    hasWater ||= is.layer === 'water';
  }
  for (const [path, extract] of osm) {
    const file = files.find((f) => f.path === path)!;
    addOsm(context, file, extract, hasWater, { grid, landClass, barrier, water });
    for (const line of extract.lines) if (isCoastline(line.tags)) coast.push(line.coordinates);
  }
  closeSea(context, coast, { grid, landClass, barrier, water });
  let landWater = 0;
  for (let cell = 0; cell < barrier.length; cell++)
    if (landClass[cell] === WATER_CLASS && barrier[cell] === 0) {
      barrier[cell] = 1;
      landWater++;
    }
  findings.add('barriers-from-land-cover', 'info', 'land-cover', landWater);
  return { barrier, water };
}

interface Ground extends Barriers {
  readonly grid: Grid;
  readonly landClass: Uint8Array;
}

function addFile(
  { findings, sources }: ImportContext,
  { file, is }: { readonly file: InputFile; readonly is: Extract<Recognised, { kind: 'features' }> },
  ground: Ground,
  coast: Position[][],
): void {
  const { layer, crs } = is;
  const features = is.features.flatMap((feature): Feature<Geometry>[] =>
    feature.geometry
      ? [{ ...feature, properties: feature.properties ?? {}, geometry: toDegrees(feature.geometry, crs) }]
      : [],
  );
  sources.used(file, layer, { features: is.features.length }, crs.id);
  // A barriers file blocks whatever it holds; of water, what is soft or frozen is land of its own kind.
  const landOf = (feature: Feature<Geometry>): 'wetland' | 'snow' | null =>
    layer === 'wetlands' ? 'wetland' : layer === 'water' ? landClassOfWater(feature.properties ?? {}) : null;
  for (const name of ['wetland', 'snow'] as const) {
    const soft = features.filter((feature) => landOf(feature) === name);
    if (soft.length === 0) continue;
    const cells = layOnLand(ground, soft, LAND_INDEX.get(name)!);
    if (name === 'wetland')
      findings.add('wetlands-on-land-cover', 'info', layer, cells, { features: soft.length });
    else findings.add('ice-on-land-cover', 'info', layer, cells, { features: soft.length });
  }
  const isCoast = ({ geometry, properties }: Feature<Geometry>): boolean =>
    layer === 'water' && geometry.type.endsWith('LineString') && isCoastline(properties ?? {});
  for (const { geometry } of features.filter(isCoast))
    if (geometry.type === 'LineString') coast.push(geometry.coordinates);
    else if (geometry.type === 'MultiLineString') coast.push(...geometry.coordinates);
  const open = features.filter((feature) => landOf(feature) === null && !isCoast(feature));
  const { water: hard, islands } =
    layer === 'water' ? cutIslands(open, file.name) : { water: open, islands: 0 };
  if (layer === 'wetlands') return;
  findings.add('islands-in-water', 'info', layer, islands, { file: file.name });
  reportMade(findings, layer, markBarriers(ground.barrier, ground.grid, hard, layer === 'barriers'));
  ground.water.features.push(...hard);
}

function addOsm(
  { findings, sources }: ImportContext,
  file: InputFile,
  extract: OsmExtract,
  hasWater: boolean,
  ground: Ground,
): void {
  const features = osmWaterFeatures(extract);
  if (features.length === 0) return;
  if (hasWater) sources.alternative(file, 'water', { features: features.length }, WGS84.id);
  else {
    sources.used(file, 'water', { features: features.length }, WGS84.id);
    reportMade(findings, 'water', markBarriers(ground.barrier, ground.grid, features, false));
    ground.water.features.push(...features);
  }
  findings.add('osm-water-open', 'warning', 'water', extract.openRelations.filter(isWaterArea).length);
}

/** Closes the sea that only a coastline reports: cells whose land cover is known are what it states they are. */
function closeSea(
  { findings }: ImportContext,
  coast: readonly Position[][],
  { grid, landClass, barrier }: Ground,
): void {
  const sea = coast.length > 0 ? findSea(grid, coast) : null;
  if (!sea) return;
  let cells = 0;
  for (let cell = 0; cell < barrier.length; cell++)
    if (sea.cells[cell] === 1 && barrier[cell] === 0 && landClass[cell] === UNKNOWN_CLASS) {
      barrier[cell] = 1;
      cells++;
    }
  findings.add('sea-from-coastline', 'info', 'water', cells);
  findings.add('coastline-broken', 'warning', 'water', sea.contested);
}

function reportMade(findings: ImportContext['findings'], layer: string, counts: BarrierCounts): void {
  findings.add('barriers-made', 'info', layer, counts.areas + counts.lines + counts.passable, {
    areas: counts.areas,
    lines: counts.lines,
    passableLines: counts.passable,
    cells: counts.cells,
  });
  findings.add('water-falls-dry', 'info', layer, counts.dryAreas);
  findings.add('small-rivers-passable', 'info', layer, counts.smallRivers);
}

/** Gives the cells of areas a land class, water excepted; returns how many. */
function layOnLand(
  { grid, landClass }: Ground,
  features: readonly Feature<Geometry>[],
  made: number,
): number {
  const marks = new Uint8Array(landClass.length);
  const areas = features.filter((feature) => /Polygon/.test(feature.geometry.type));
  markBarriers(marks, grid, areas, true);
  let cells = 0;
  for (let cell = 0; cell < marks.length; cell++)
    if (marks[cell] === 1 && landClass[cell] !== WATER_CLASS) {
      landClass[cell] = made;
      cells++;
    }
  return cells;
}
