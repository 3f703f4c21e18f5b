import { parseNumber } from '../../../geo/number-text.ts';
import type { LandClass } from '../../../contract/vocabulary.ts';
import type { Grid } from '../../../kernel/grid/grid.ts';
import { countCells } from '../../../kernel/grid/grid.ts';
import type { Raster } from '../../../geo/raster.ts';
import { resampleHeights } from '../../../geo/resample.ts';
import type { ImportContext } from '../import-context.ts';
import type { Legend } from './land-cover.ts';
import { clearRoadCells, closedCells, isMergedLandCover } from './merged-land-cover.ts';
import { joinBeside } from '../join-beside.ts';
import { findTiles } from '../raster-tiles.ts';
import { readLayerRaster } from '../read-layer-raster.ts';
import type { InputFile } from '../recognise/recognised.ts';
import { findLandClass, mergeFractions, readLandClasses } from './land-cover.ts';

/** Land class by cell, and the cells that a merged land cover of AccessMod closes (null without one). */
export interface LandCover {
  readonly landClass: Uint8Array;
  readonly closed: Uint8Array | null;
}

const MOST_TILE_CELLS = 100_000_000;

/**
 * Land class per cell: a raster of classes by majority, else fraction layers merged, else `unknown`
 * everywhere.
 */
export async function importLandCover(context: ImportContext, grid: Grid): Promise<LandCover> {
  const { files, sources, findings, options } = context;
  const classFiles = files.flatMap((file) => (file.is.kind === 'land-cover' ? [{ file, is: file.is }] : []));
  const fractions = files.flatMap((file) =>
    file.is.kind === 'land-fraction' ? [{ file, is: file.is }] : [],
  );
  const legendFile = files.find((file) => file.is.kind === 'legend');
  // An AccessMod merge (roads burned in) is the alternative to the land cover it was made from.
  classFiles.sort((a, b) => Number(/merged/i.test(a.file.name)) - Number(/merged/i.test(b.file.name)));
  let chosen: (typeof classFiles)[number] | null = null;
  let raster: Raster | null = null;
  while (!raster && classFiles.length > 0) {
    chosen = classFiles[0]!;
    raster = await readLayerRaster(context, chosen.file, 'land-cover');
    if (!raster) classFiles.shift();
  }
  const joined = chosen && raster ? await joinLandCover(context, chosen, raster, classFiles.slice(1)) : null;
  raster = joined?.raster ?? raster;
  const others = classFiles.slice(1).filter(({ file }) => !joined?.files.has(file));
  findings.add('land-cover-file-chosen', 'info', 'land-cover', others.length, {
    chosen: chosen?.file.name ?? '',
    alternatives: others.map(({ file }) => file.name).join(', '),
  });
  for (const { file, is } of others)
    sources.alternative(
      file,
      'land-cover',
      { columns: is.head.grid.columns, rows: is.head.grid.rows },
      is.head.crs.id,
    );
  if (!chosen || !raster) reportUnmetLegend(context, new Set());
  if (chosen && raster) {
    const fromTable =
      legendFile?.is.kind === 'legend'
        ? legendOfTable(legendFile.is.table.columns, legendFile.is.table.rows)
        : null;
    if (legendFile && fromTable) sources.used(legendFile, 'land-cover legend', { classes: fromTable.size });
    const given = options.landLegend
      ? new Map(
          Object.entries(options.landLegend).map(([value, name]): [number, LandClass] => [
            Number(value),
            name,
          ]),
        )
      : (fromTable ?? scenarioLegend(context));
    const merged = isMergedLandCover(raster, chosen.file.name);
    const closed = merged ? closedCells(raster, grid) : null;
    const roadCells = merged ? clearRoadCells(raster) : 0;
    findings.add('land-cover-merged', 'info', 'land-cover', merged ? 1 : 0, {
      file: chosen.file.name,
      roadCells,
      closed: closed ? closed.reduce((n, mark) => n + mark, 0) : 0,
    });
    const hasRoads = files.some(
      ({ is }) => is.kind === 'osm' || (is.kind === 'features' && is.layer === 'roads'),
    );
    findings.add('merged-roads-without-lines', 'warning', 'roads', hasRoads ? 0 : roadCells, {
      file: chosen.file.name,
    });
    const layer = readLandClasses(raster, grid, chosen.file.name, given);
    reportUnmetLegend(context, layer.values);
    if (!options.landLegend && !fromTable) context.scenarioUse.landValues = layer.values;
    sources.used(
      chosen.file,
      'land-cover',
      { columns: raster.grid.columns, rows: raster.grid.rows, legend: layer.legendSource || 'none' },
      raster.crs.id,
    );
    findings.add('land-class-unknown', 'warning', 'land-cover', layer.unknownValues.size, {
      file: chosen.file.name,
      values: [...layer.unknownValues.keys()]
        .sort((a, b) => a - b)
        .slice(0, 20)
        .join(', '),
      cells: [...layer.unknownValues.values()].reduce((sum, n) => sum + n, 0),
    });
    for (const { file } of fractions) sources.alternative(file, 'land-cover');
    return { landClass: layer.landClass, closed };
  }
  if (fractions.length > 0) {
    const layers = [];
    for (const { file, is } of fractions) {
      const share = await readLayerRaster(context, file, 'land-cover');
      if (!share) continue;
      layers.push({ raster: share, landClass: is.landClass });
      sources.used(
        file,
        'land-cover',
        { fractionOf: is.landClass, columns: is.head.grid.columns, rows: is.head.grid.rows },
        is.head.crs.id,
      );
    }
    if (layers.length === 0) {
      findings.add('no-land-cover', 'warning', 'land-cover', 1);
      return { landClass: new Uint8Array(countCells(grid)), closed: null };
    }
    findings.add('land-cover-fractions-merged', 'info', 'land-cover', layers.length);
    return { landClass: mergeFractions(layers, grid), closed: null };
  }
  findings.add('no-land-cover', 'info', 'land-cover', 1);
  return { landClass: new Uint8Array(countCells(grid)), closed: null };
}

function scenarioLegend(context: ImportContext): Legend | null {
  const legend = context.scenario?.legend;
  return legend && legend.size > 0 ? legend : null;
}

/** Values that a person gave a class to, and no cell of the land cover has. */
function reportUnmetLegend({ options, findings }: ImportContext, values: ReadonlySet<number>): void {
  const unmet = Object.keys(options.landLegend ?? {}).filter((value) => !values.has(Number(value)));
  findings.add('legend-values-unmatched', 'warning', 'land-cover', unmet.length, {
    values: unmet.join(', '),
  });
}

function legendOfTable(columns: readonly string[], rows: readonly (readonly string[])[]): Legend | null {
  const value = columns.findIndex((column) => /value|code|值|代码/i.test(column));
  const name = columns.findIndex((column) => /class|label|name|类|名/i.test(column));
  if (value < 0 || name < 0) return null;
  const legend = new Map<number, LandClass>();
  for (const row of rows) {
    const meaning = findLandClass(row[name] ?? '');
    if (meaning && row[value] !== '') legend.set(parseNumber(row[value] ?? ''), meaning);
  }
  return legend.size > 0 ? legend : null;
}

type ClassFile = {
  readonly file: InputFile;
  readonly is: Extract<InputFile['is'], { kind: 'land-cover' }>;
};

/** The raster with those that lie beside it on the same lines of cells; null where none does. */
async function joinLandCover(
  context: ImportContext,
  first: ClassFile,
  raster: Raster,
  others: readonly ClassFile[],
): Promise<{ raster: Raster; files: ReadonlySet<InputFile> } | null> {
  if (isMergedLandCover(raster, first.file.name)) return null;
  const beside = findTiles(first, others, ({ is }) => is.head, MOST_TILE_CELLS);
  return joinBeside(context, 'land-cover', first.file, raster, beside, ({ file }) =>
    readLayerRaster(context, file, 'land-cover'),
  );
}

/**
 * Heights on the grid; several tiles fill each other's gaps in order of name. Null where there is no
 * elevation at all.
 */
export async function importElevation(context: ImportContext, grid: Grid): Promise<Float32Array | null> {
  const { files, sources, findings } = context;
  let out: Float32Array | null = null;
  for (const file of files) {
    if (file.is.kind !== 'dem') continue;
    const raster = await readLayerRaster(context, file, 'elevation');
    if (!raster) continue;
    const { noData } = raster;
    const meters = metersOfUnit(raster.bandUnits[0] ?? '');
    findings.add('elevation-unit-converted', 'info', 'elevation', meters === 1 ? 0 : 1, {
      file: file.name,
      unit: raster.bandUnits[0] ?? '',
    });
    const heights = resampleHeights(
      {
        grid: raster.grid,
        values: raster.bands[0]!,
        isValid: (value) => value !== noData && value * meters > -500 && value * meters < 9000,
      },
      grid,
    );
    if (meters !== 1)
      for (let cell = 0; cell < heights.length; cell++) heights[cell] = heights[cell]! * meters;
    let known = 0;
    for (let cell = 0; cell < heights.length; cell++) {
      if (Number.isNaN(heights[cell]!)) continue;
      known++;
      if (out && Number.isNaN(out[cell]!)) out[cell] = heights[cell]!;
    }
    if (known === 0) {
      sources.unused(file, 'elevation', 'outside-region');
      continue;
    }
    out ??= heights;
    sources.used(
      file,
      'elevation',
      { columns: raster.grid.columns, rows: raster.grid.rows, cellsCovered: known },
      raster.crs.id,
    );
  }
  if (out) {
    const missing = out.reduce((n, height) => n + (Number.isNaN(height) ? 1 : 0), 0);
    findings.add('elevation-missing', 'info', 'elevation', missing);
  } else findings.add('no-elevation', 'info', 'elevation', 1);
  return out;
}

/** Metres of the unit that a raster of heights names; 1 where it names none that is known. */
function metersOfUnit(unit: string): number {
  const plain = unit.trim().toLowerCase();
  if (/us.?(survey)?.?(ft|foot|feet)|ft.?us|survey f/.test(plain)) return 1200 / 3937;
  if (/^(international )?(ft|feet|foot)\b|^'$/.test(plain)) return 0.3048;
  const factors: Readonly<Record<string, number>> = {
    cm: 0.01,
    centimetre: 0.01,
    centimeter: 0.01,
    dm: 0.1,
    decimetre: 0.1,
    decimeter: 0.1,
    mm: 0.001,
    km: 1000,
  };
  return factors[plain.replace(/s$/, '')] ?? 1;
}
