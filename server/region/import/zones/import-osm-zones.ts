import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import type { Grid } from '../../../kernel/grid/grid.ts';
import { NONE } from '../../../kernel/grid/grid.ts';
import { WGS84 } from '../../../geo/crs.ts';
import type { OsmExtract } from '../../../geo/osm-extract.ts';
import type { ImportContext } from '../import-context.ts';
import { adminLevelOf } from '../import-osm.ts';
import { sumOf } from '../people/import-population.ts';
import { buildZoneLayer } from './import-zones.ts';
import type { ZoneLayer } from '../../model/region.ts';

/**
 * A level whose units hold at least this share of the people divides the region; one that holds less is a
 * scrap at its edge.
 */
const MOST_PEOPLE = 0.5;
const MOST_LAYERS = 3;

/**
 * Zone layers of the administrative boundaries in OSM extracts, for regions whose files hold neither zones
 * nor a boundary: one layer a
 * level whose closed units hold at least half of the people, at most three, finest first. Relations that
 * the extract cut open are counted.
 */
export function importOsmZones(
  context: ImportContext,
  osm: ReadonlyMap<string, OsmExtract>,
  grid: Grid,
  population: Float64Array,
): ZoneLayer[] {
  const { files, findings, sources } = context;
  const zones: ZoneLayer[] = [];
  const people = sumOf(population);
  for (const [path, extract] of osm) {
    const file = files.find((f) => f.path === path)!;
    const open = extract.openRelations.filter((tags) => adminLevelOf(tags) !== null).length;
    findings.add('osm-boundary-open', 'info', 'zones', open, { file: file.name });
    for (const [level, units] of [...unitsByLevel(extract)].sort(([a], [b]) => b - a)) {
      if (zones.length === MOST_LAYERS) break;
      const collection: FeatureCollection<Polygon | MultiPolygon> = {
        type: 'FeatureCollection',
        features: units,
      };
      const title = `OSM admin_level=${level}`;
      const layer = buildZoneLayer(`osm-admin-${level}`, title, collection, grid, population, null);
      let held = 0;
      for (let cell = 0; cell < population.length; cell++)
        if (layer.zoneOfCell[cell] !== NONE) held += population[cell]!;
      if (held < MOST_PEOPLE * people) continue;
      zones.push(buildZoneLayer(layer.id, title, collection, grid, population, findings));
      sources.used(file, 'zones', { features: units.length, adminLevel: level }, WGS84.id);
      findings.add('zones-from-osm', 'info', 'zones', units.length, { file: file.name, level });
    }
    if (zones.length > 0) break;
  }
  return zones;
}

/** Closed administrative units by level, each in order of its relation's id. */
function unitsByLevel(extract: OsmExtract): Map<number, Feature<Polygon | MultiPolygon>[]> {
  const levels = new Map<number, Feature<Polygon | MultiPolygon>[]>();
  for (const area of extract.areas) {
    const level = area.fromRelation ? adminLevelOf(area.tags) : null;
    if (level === null) continue;
    const units = levels.get(level) ?? [];
    units.push({ type: 'Feature', id: area.id, properties: { ...area.tags }, geometry: area.geometry });
    levels.set(level, units);
  }
  for (const units of levels.values()) units.sort((a, b) => Number(a.id) - Number(b.id));
  return levels;
}
