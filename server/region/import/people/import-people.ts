import type { AgeBand } from '../../../contract/vocabulary.ts';
import { AGE_BANDS } from '../../../contract/vocabulary.ts';
import type { Grid } from '../../../kernel/grid/grid.ts';
import { countCells } from '../../../kernel/grid/grid.ts';
import type { Raster } from '../../../geo/raster.ts';
import { parseNumber } from '../../../geo/number-text.ts';
import type { PlaceTable } from '../tables/place-table.ts';
import type { ImportContext } from '../import-context.ts';
import { ImportError } from '../import-context.ts';
import type { AgeArrays } from './import-population.ts';
import { chooseGrid, peopleOnGrid, pointsOnGrid, sumOf } from './import-population.ts';
import { guessColumns } from '../tables/facility-columns.ts';
import { boundsOfAreas, type PopulationAreas, readPopulationAreas } from './population-areas.ts';
import { boundsOfPlaces, pointFrame } from './point-frame.ts';
import { reportPeopleValues } from './people-values.ts';
import { frameWithoutPeople } from './frame-without-people.ts';
import { findPeoplePart, rankOfPeople, yearOf } from '../guess/population-part.ts';
import { countPeople } from './population-unit.ts';
import { type PeoplePoints, readPeoplePoints, settleOutliers } from './people-points.ts';
import { joinBeside } from '../join-beside.ts';
import { findTiles } from '../raster-tiles.ts';
import { readLayerRaster } from '../read-layer-raster.ts';
import type { InputFile } from '../recognise/recognised.ts';

export interface ImportedPeople {
  readonly grid: Grid;
  readonly population: Float64Array;
  readonly populationByAge: AgeArrays;
  /**
   * The population table when it also counts places of care per point (column `healthcare`, …): one row a
   * point with at least one.
   */
  readonly careTable: { readonly file: InputFile; readonly table: PlaceTable } | null;
  /** People known by area: on the grid once land and barriers are, by `spreadAreas`. */
  readonly areas: PopulationAreas | null;
}

const DEFAULT_CELL_METERS = 100;
const MARGIN_CELLS = 10;
const MAX_CELLS = 100_000_000;

/** The population layer and the frame it sets. */
export async function importPeople(context: ImportContext): Promise<ImportedPeople> {
  const { files, sources, findings, options } = context;
  const rasters = files.flatMap((file) => (file.is.kind === 'population' ? [{ file, is: file.is }] : []));
  const tables = files.flatMap((file) =>
    file.is.kind === 'population-table' ? [{ file, is: file.is }] : [],
  );
  const totals = rasters
    .filter(({ is }) => is.ageBand === null)
    .sort(
      (a, b) =>
        rankOfPeople(a.file.name) - rankOfPeople(b.file.name) || yearOf(b.file.name) - yearOf(a.file.name),
    );
  const bands = rasters.filter(({ is }) => is.ageBand !== null);
  let reference: (typeof rasters)[number] | null = null;
  let raster: Raster | null = null;
  for (const candidate of [...totals, ...bands]) {
    raster = await readPeopleRaster(context, candidate, 'population');
    reference = candidate;
    if (raster) break;
  }
  if (!raster || !reference) {
    const points = tables[0];
    const areas = points ? null : findAreas(context);
    if (areas) return importAreas(context, areas.file, areas.people);
    if (!points) return importNobody(context);
    return importPoints(
      context,
      points.file,
      points.is.table,
      tables.slice(1).map(({ file }) => file),
    );
  }
  const joined = totals.includes(reference) ? await joinPeople(context, reference, raster, totals) : null;
  raster = joined?.raster ?? raster;
  reportChosen(
    context,
    reference.file,
    totals.map(({ file }) => file).filter((file) => !joined?.files.has(file)),
  );
  const total = totals.includes(reference) ? [reference] : [];
  const grid = chooseGrid(raster, options.cellMeters, findings);
  if (countCells(grid) > MAX_CELLS)
    throw new ImportError('import-too-large', `${grid.columns} × ${grid.rows} cells, at most ${MAX_CELLS}`);
  const populationByAge: AgeArrays = {};
  let population: Float64Array | null = null;
  for (const { file, is } of [...total, ...bands]) {
    const source =
      file === reference.file
        ? raster
        : await readPeopleRaster(context, { file, is }, `population ${is.ageBand}`);
    if (!source) continue;
    for (let band = 0; band < source.bands.length; band++) {
      const age = is.ageBand ?? is.bandAges[band] ?? null;
      if (!age && band > 0) {
        findings.add('population-band-unused', 'warning', 'population', 1, {
          file: file.name,
          band: band + 1,
        });
        continue;
      }
      const placed = peopleOnGrid(source, band, grid);
      findings.add('population-outside-grid', 'warning', 'population', placed.outside > 0 ? 1 : 0, {
        file: file.name,
        people: placed.outside,
      });
      if (age) populationByAge[age] = Float32Array.from(placed.people);
      else {
        population = placed.people;
        findings.add('population-nodata', 'info', 'population', placed.noDataCells, { file: file.name });
      }
      sources.used(
        file,
        age ? `population ${age}` : 'population',
        {
          columns: source.grid.columns,
          rows: source.grid.rows,
          validCells: source.grid.columns * source.grid.rows - placed.noDataCells,
          people: placed.total,
        },
        source.crs.id,
      );
    }
  }
  const seen = new Set(totals.slice(0, totals.indexOf(reference) + 1).map(({ file }) => file));
  for (const { file, is } of totals.filter(({ file }) => !seen.has(file) && !joined?.files.has(file)))
    sources.alternative(
      file,
      'population',
      { columns: is.head.grid.columns, rows: is.head.grid.rows },
      is.head.crs.id,
    );
  for (const { file, is } of tables)
    sources.alternative(file, 'population', { rows: is.table.rows.length }, 'EPSG:4326');
  listOtherAreas(context);
  const ages = AGE_BANDS.filter((band) => populationByAge[band]);
  if (!population) {
    population = new Float64Array(countCells(grid));
    for (const band of ages)
      for (let cell = 0; cell < population.length; cell++)
        population[cell] = population[cell]! + populationByAge[band]![cell]!;
  } else if (ages.length > 0) reconcileAges(population, populationByAge, ages, context);
  if (!(sumOf(population) > 0))
    throw new ImportError('import-no-people', 'the population layer holds nobody');
  return { grid, population, populationByAge, careTable: null, areas: null };
}

type PeopleFile = {
  readonly file: InputFile;
  readonly is: Extract<InputFile['is'], { kind: 'population' }>;
};

/**
 * The raster with those that lie beside it on the same lines of cells (a product that comes in tiles); null
 * where none does.
 */
async function joinPeople(
  context: ImportContext,
  reference: PeopleFile,
  raster: Raster,
  totals: readonly PeopleFile[],
): Promise<{ raster: Raster; files: ReadonlySet<InputFile> } | null> {
  const isAlike = ({ file, is }: PeopleFile): boolean =>
    file !== reference.file &&
    is.head.bandCount === 1 &&
    rankOfPeople(file.name) === rankOfPeople(reference.file.name) &&
    findPeoplePart(file.name) === findPeoplePart(reference.file.name);
  if (raster.bands.length !== 1) return null;
  const beside = findTiles(reference, totals.filter(isAlike), ({ is }) => is.head, MAX_CELLS);
  return joinBeside(context, 'population', reference.file, raster, beside, (one) =>
    readPeopleRaster(context, one, 'population'),
  );
}

/** A region whose files count no people, where there is something to travel on: a frame of empty cells. */
function importNobody(context: ImportContext): ImportedPeople {
  // Files that were to be people and could not be read are the fault to report, not a region without people.
  const meant = context.files.some(
    ({ is }) => is.kind === 'population' || (is.kind === 'features' && is.layer === 'population'),
  );
  const grid = meant ? null : frameWithoutPeople(context);
  if (grid === null)
    throw new ImportError(
      'import-no-population',
      'no population, roads or land cover: a GeoTIFF of people per cell, areas with people or a table with ' +
        'lon, lat and population',
    );
  if (countCells(grid) > MAX_CELLS)
    throw new ImportError('import-too-large', `${grid.columns} × ${grid.rows} cells, at most ${MAX_CELLS}`);
  return {
    grid,
    population: new Float64Array(countCells(grid)),
    populationByAge: {},
    careTable: null,
    areas: null,
  };
}

/** Which of several rasters of people counts, and whether it counts a group of them only. */
function reportChosen({ findings }: ImportContext, chosen: InputFile, totals: readonly InputFile[]): void {
  if (!totals.includes(chosen)) return;
  const others = totals.filter((file) => file !== chosen);
  findings.add('population-file-chosen', 'info', 'population', others.length, {
    chosen: chosen.name,
    alternatives: others.map(({ name }) => name).join(', '),
  });
  const part = findPeoplePart(chosen.name);
  findings.add('population-is-part', 'warning', 'population', part === null ? 0 : 1, {
    file: chosen.name,
    word: part ?? '',
  });
}

/**
 * A raster of people per cell, whatever unit it has; densities are multiplied by the true area of the cell,
 * and that is stated.
 */
async function readPeopleRaster(
  context: ImportContext,
  { file, is }: PeopleFile,
  layer: string,
): Promise<Raster | null> {
  const raster = await readLayerRaster(context, file, layer);
  const chosen = context.options.populationUnits?.[file.path];
  const unit = chosen ?? is.unit.unit;
  if (raster) reportPeopleValues(file.name, raster, context.findings);
  if (!raster || unit === 'people') return raster;
  const counted = countPeople(raster, unit);
  let people = 0;
  for (const value of counted.bands[0]!) if (value >= 0) people += value;
  context.findings.add('population-from-density', 'warning', 'population', 1, {
    file: file.name,
    unit: unit === 'per-km2' ? 'km²' : 'ha',
    people: Math.round(people),
  });
  return counted;
}

/** The first layer of areas that counts people. */
function findAreas(context: ImportContext): { file: InputFile; people: PopulationAreas } | null {
  for (const file of context.files) {
    if (file.is.kind !== 'features' || file.is.layer !== 'population') continue;
    const { features, crs } = file.is;
    const people = readPopulationAreas(
      file.name,
      features,
      crs,
      context.findings,
      context.options.populationColumn,
    );
    if (people && people.areas.length > 0) return { file, people };
  }
  return null;
}

/** Areas that count people beside a raster or a table, which tell more precisely where they are. */
function listOtherAreas({ files, sources }: ImportContext): void {
  for (const file of files)
    if (file.is.kind === 'features' && file.is.layer === 'population')
      sources.alternative(file, 'population', { features: file.is.features.length }, file.is.crs.id);
}

/** The frame of areas, empty as yet. */
function importAreas(context: ImportContext, file: InputFile, people: PopulationAreas): ImportedPeople {
  const { sources, options } = context;
  if (!(people.total > 0)) throw new ImportError('import-no-people', `${file.name}: the population is zero`);
  const cellMeters = options.cellMeters ?? DEFAULT_CELL_METERS;
  const grid = pointFrame(boundsOfAreas(people), cellMeters, MARGIN_CELLS);
  if (countCells(grid) > MAX_CELLS)
    throw new ImportError('import-too-large', `${grid.columns} × ${grid.rows} cells, at most ${MAX_CELLS}`);
  const facts = { features: people.areas.length, column: people.column, people: people.total, cellMeters };
  sources.used(file, 'population', facts, file.is.kind === 'features' ? file.is.crs.id : '');
  return {
    grid,
    population: new Float64Array(countCells(grid)),
    populationByAge: {},
    careTable: null,
    areas: people,
  };
}

/**
 * Age bands must add up to the population: where they do not within rounding they are scaled cell by cell,
 * and that is stated.
 */
function reconcileAges(
  population: Float64Array,
  byAge: AgeArrays,
  ages: readonly AgeBand[],
  context: ImportContext,
): void {
  let off = 0;
  let worst = 0;
  if (ages.length < AGE_BANDS.length) {
    context.findings.add('age-bands-incomplete', 'info', 'population', ages.length, {
      bands: ages.join(', '),
    });
    return;
  }
  for (let cell = 0; cell < population.length; cell++) {
    let sum = 0;
    for (const band of ages) sum += byAge[band]![cell]!;
    const difference = Math.abs(sum - population[cell]!);
    if (difference <= 1e-3 + population[cell]! * 1e-4) continue;
    off++;
    worst = Math.max(worst, difference);
    for (const band of ages)
      byAge[band]![cell] =
        sum > 0 ? (byAge[band]![cell]! * population[cell]!) / sum : population[cell]! / ages.length;
  }
  context.findings.add('age-bands-scaled', 'warning', 'population', off, {
    worst: Math.round(worst * 1000) / 1000,
  });
}

function importPoints(
  context: ImportContext,
  file: InputFile,
  table: PlaceTable,
  others: readonly InputFile[],
): ImportedPeople {
  const { findings, sources, options } = context;
  const all = readPeoplePoints(table, findings, options.populationColumn);
  if (all.people.length === 0)
    throw new ImportError('import-no-population', `${file.name}: no row has coordinates and people`);
  const cellMeters = options.cellMeters ?? DEFAULT_CELL_METERS;
  const frameOf = ({ lon, lat }: PeoplePoints): Grid =>
    pointFrame(boundsOfPlaces(lon, lat), cellMeters, MARGIN_CELLS);
  const points = settleOutliers(table, all, (some) => countCells(frameOf(some)), findings);
  const grid = frameOf(points);
  if (countCells(grid) > MAX_CELLS)
    throw new ImportError('import-too-large', `${grid.columns} × ${grid.rows} cells, at most ${MAX_CELLS}`);
  const population = new Float64Array(countCells(grid));
  const { total } = pointsOnGrid(points, grid, population);
  if (!(total > 0)) throw new ImportError('import-no-people', `${file.name}: the population is zero`);
  sources.used(file, 'population', { rows: table.rows.length, people: total, cellMeters }, 'EPSG:4326');
  for (const other of others) sources.alternative(other, 'population');
  listOtherAreas(context);
  const care = guessColumns(table.columns, table.rows).care;
  const withCare =
    care === undefined
      ? []
      : points.rowIndices.filter((row) => parseNumber(table.rows[row]![care] ?? '') > 0);
  return {
    grid,
    population,
    populationByAge: {},
    areas: null,
    careTable:
      withCare.length === 0
        ? null
        : {
            file,
            table: {
              file: table.file,
              columns: table.columns,
              rows: withCare.map((row) => table.rows[row]!),
              rowNumbers: withCare.map((row) => table.rowNumbers[row]!),
              points: table.points ? withCare.map((row) => table.points![row]!) : null,
            },
          },
  };
}
