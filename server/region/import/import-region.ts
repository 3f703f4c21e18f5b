import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import type { Grid } from '../../kernel/grid/grid.ts';
import { parseCrs, WGS84 } from '../../geo/crs.ts';
import { type OsmExtract, withoutRoads } from '../../geo/osm-extract.ts';
import { importFacilities } from './facilities/import-facilities.ts';
import { importElevation, importLandCover } from './land/import-land.ts';
import { osmCareTable, osmPlaces, readOsmRegion } from './import-osm.ts';
import { importOsmZones } from './zones/import-osm-zones.ts';
import { importPeople } from './people/import-people.ts';
import { importRoads } from './roads/import-roads.ts';
import { importBarriers } from './land/import-barriers.ts';
import { buildZoneLayer, nameOfFeature, polygonsInDegrees, toDegrees } from './zones/import-zones.ts';
import { crsChoiceOf, type ImportContext, ImportError, type ImportOptions } from './import-context.ts';
import { clipRegion } from './clip-region.ts';
import { FindingList } from '../model/findings.ts';
import { chooseExtract } from './osm-extracts.ts';
import { spreadAreas } from './people/population-areas.ts';
import { moveToLand, reportPeopleOffLand } from '../quality/people-off-land.ts';
import { reportQuality } from '../quality/quality.ts';
import { findScenario, reportScenario } from './import-scenario.ts';
import { chooseZoneNames } from '../model/zone-names.ts';
import { readMetadata } from '../model/region-metadata.ts';
import { reportGuesses } from './guess/report-guesses.ts';
import { turnSwappedLayers } from '../quality/swapped-layers.ts';
import { boundsInDegrees } from './people/import-population.ts';
import { reportReadings } from './report-readings.ts';
import { reportShifts } from './report-rasters.ts';
import type { InputFile } from './recognise/recognised.ts';
import { listInputFiles } from './input-files.ts';
import { recogniseFile } from './recognise/recognise.ts';
import type { PlaceLabel, Region, ZoneLayer } from '../model/region.ts';
import { SourceList } from '../model/source-list.ts';

export type { ImportOptions };
export { ImportError };

/**
 * Makes a region of files: finds out what each is, chooses, brings all onto one frame, and states what it did
 * with every one.
 */
export async function importRegion(options: ImportOptions): Promise<Region> {
  const report = (share: number, phase: string): void => {
    options.signal?.throwIfAborted();
    options.onProgress?.(share, phase);
  };
  report(0, 'reading');
  const paths = listInputFiles([...options.files, ...(options.boundaryFile ? [options.boundaryFile] : [])]);
  if (paths.length === 0) throw new ImportError('import-no-files', 'no files to import');
  const files: InputFile[] = [];
  for (const [i, path] of paths.entries()) {
    report((0.1 * i) / paths.length, 'reading');
    files.push(
      ...(await recogniseFile(path, crsChoiceOf(options, path), options.layers?.[path], options.limits)),
    );
  }
  const context: ImportContext = {
    options,
    files,
    findings: new FindingList(),
    sources: new SourceList(files),
    scenario: findScenario({ files }),
    scenarioUse: { roadWords: null, landValues: null },
  };
  const { findings, sources } = context;
  reportReadings(files, findings);
  reportShifts(files, findings);
  reportGuesses(files, findings);

  report(0.1, 'population');
  files.splice(0, files.length, ...turnSwappedLayers(files, null, findings));
  const people = await importPeople(context);
  const { grid } = people;
  const frame = boundsInDegrees(grid, parseCrs(grid.crs));
  files.splice(0, files.length, ...turnSwappedLayers(files, frame, findings));

  const extracts = new Map<string, OsmExtract>();
  for (const file of files)
    if (file.is.kind === 'osm')
      try {
        extracts.set(
          file.path,
          readOsmRegion(file.path, (share) => report(0.2 + 0.2 * share, 'roads'), options.signal),
        );
      } catch (problem) {
        options.signal?.throwIfAborted();
        sources.unused(
          file,
          'roads',
          String((problem as { code?: unknown }).code ?? 'file-unreadable'),
          problem instanceof Error ? problem.message : String(problem),
        );
      }

  report(0.4, 'roads');
  const osm = chooseExtract(context, extracts, grid);
  const roads = importRoads(context, osm, grid);
  for (const [path, extract] of osm) osm.set(path, withoutRoads(extract));
  report(0.55, 'land-cover');
  const { landClass, closed } = await importLandCover(context, grid);
  reportScenario(context);
  report(0.7, 'elevation');
  const elevation = await importElevation(context, grid);
  report(0.8, 'barriers');
  const { barrier, water } = importBarriers(context, osm, grid, landClass);
  if (closed) for (let cell = 0; cell < barrier.length; cell++) barrier[cell] ||= closed[cell]!;
  if (people.areas) spreadAreas(people.areas, grid, landClass, barrier, people.population, findings);
  if (options.peopleOffLand === 'nearest-land') moveToLand({ grid, landClass, barrier }, people, findings);
  report(0.85, 'zones');
  const { zones, boundary } = importZones(context, grid, people.population);
  if (zones.length === 0) zones.push(...importOsmZones(context, osm, grid, people.population));
  report(0.9, 'facilities');
  const careTables = [...osm].map(([path, extract]) => ({
    file: files.find((file) => file.path === path)!,
    table: osmCareTable(extract, 'OpenStreetMap'),
  }));
  const { facilities, alternatives } = importFacilities(context, grid, careTables, people.careTable);
  const metadata = readMetadata(files, sources);
  const places = importPlaces(context, osm);
  for (const file of files)
    if (file.is.kind === 'unused') sources.unused(file, '', file.is.reason, file.is.detail);
  const region: Region = {
    id: options.id,
    nameZh: options.nameZh ?? metadata.nameZh ?? options.nameEn ?? options.id,
    nameEn: options.nameEn ?? metadata.nameEn ?? options.nameZh ?? options.id,
    synthetic: metadata.synthetic,
    grid,
    landClass,
    barrier,
    elevation,
    population: people.population,
    populationByAge: people.populationByAge,
    roads,
    facilities,
    facilityAlternatives: alternatives,
    zones,
    boundary,
    water,
    places,
    sources: [],
    findings: [],
    attributions: [...metadata.attributions, ...(osm.size > 0 ? ['© OpenStreetMap contributors, ODbL'] : [])],
  };
  report(0.95, 'checking');
  if (options.clip && !boundary)
    throw new ImportError('import-clip-without-boundary', 'clip was asked for but no boundary was given');
  const cut = options.clip ? clipRegion(region, findings, options.haloMeters) : region;
  reportPeopleOffLand(cut, findings);
  reportQuality(cut, findings);
  const unused = sources
    .list()
    .filter((source) => source.role === 'unused' && source.facts['reason'] !== 'documentation');
  findings.add(
    'file-unused',
    'info',
    'files',
    unused.length,
    {},
    unused.map((source) => ({ label: `${source.file}: ${source.facts['reason'] ?? ''}` })),
  );
  report(1, 'done');
  return { ...cut, sources: sources.list(), findings: findings.sorted() };
}

function importZones(
  context: ImportContext,
  grid: Grid,
  population: Float64Array,
): { zones: ZoneLayer[]; boundary: FeatureCollection<Polygon | MultiPolygon> | null } {
  const { files, findings, sources, options } = context;
  const zones: ZoneLayer[] = [];
  let boundary: FeatureCollection<Polygon | MultiPolygon> | null = null;
  let boundaryZone: ZoneLayer | null = null;
  const ids = new Set<string>();
  const candidates = files.filter(
    (file) => file.is.kind === 'features' && ['zones', 'boundary', 'population'].includes(file.is.layer),
  );
  // zones.geojson first, then by name, so that a region's first zone layer is the one its maker called so.
  candidates.sort((a, b) => Number(!/^zones?\b/i.test(a.name)) - Number(!/^zones?\b/i.test(b.name)));
  const nameColumns = chooseZoneNames(context, candidates);
  for (const file of candidates) {
    if (file.is.kind !== 'features') continue;
    const { collection, dropped } = polygonsInDegrees(file.is.features, file.is.crs);
    findings.add('zone-not-polygon', 'warning', file.name, dropped, { file: file.name });
    const isBoundary = options.boundaryFile
      ? file.path === options.boundaryFile
      : file.is.layer === 'boundary';
    const title = file.name.replace(/\.[a-z]+$/i, '');
    let id = isBoundary
      ? 'boundary'
      : title
          .toLowerCase()
          .replace(/[^\p{L}\p{N}]+/gu, '-')
          .replace(/^-+|-+$/g, '') || 'zones';
    while (ids.has(id)) id += '-2';
    ids.add(id);
    const layer = buildZoneLayer(id, title, collection, grid, population, findings, nameColumns.get(file));
    if (isBoundary && !boundary) {
      boundary = collection;
      boundaryZone = layer;
      sources.used(file, 'boundary', { features: collection.features.length }, file.is.crs.id);
    } else {
      zones.push(layer);
      sources.used(file, 'zones', { features: collection.features.length }, file.is.crs.id);
    }
  }
  if (boundaryZone) zones.push(boundaryZone);
  return { zones, boundary };
}

const PLACE_RANKS: ReadonlyMap<string, number> = new Map([
  ['city', 1],
  ['national_capital', 1],
  ['county', 1],
  ['town', 2],
  ['township', 2],
  ['village', 3],
  ['hamlet', 4],
]);

function importPlaces(context: ImportContext, osm: ReadonlyMap<string, OsmExtract>): PlaceLabel[] {
  const { files, sources } = context;
  const own: PlaceLabel[] = [];
  for (const file of files) {
    if (file.is.kind !== 'features' || file.is.layer !== 'places') continue;
    for (const [i, feature] of file.is.features.entries()) {
      if (feature.geometry?.type !== 'Point') continue;
      const [lon, lat] = toDegrees(feature.geometry, file.is.crs).coordinates;
      const name = nameOfFeature(feature.properties, i);
      const rank = Number(feature.properties?.['rank']);
      const word = feature.properties?.['place'] ?? feature.properties?.['fclass'];
      const kind = PLACE_RANKS.get(typeof word === 'string' ? word : '');
      own.push({
        nameZh: name.zh,
        nameEn: name.en,
        lonDegrees: lon!,
        latDegrees: lat!,
        rank: rank >= 1 && rank <= 4 ? Math.round(rank) : (kind ?? 3),
      });
    }
    sources.used(file, 'places', { features: file.is.features.length }, file.is.crs.id);
  }
  for (const [path, extract] of osm) {
    const places = osmPlaces(extract);
    const file = files.find((f) => f.path === path)!;
    if (places.length === 0) continue;
    if (own.length > 0) sources.alternative(file, 'places', { features: places.length }, WGS84.id);
    else {
      sources.used(file, 'places', { features: places.length }, WGS84.id);
      return places;
    }
  }
  return own;
}
