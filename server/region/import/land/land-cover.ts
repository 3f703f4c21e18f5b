import type { LandClass } from '../../../contract/vocabulary.ts';
import { LAND_CLASSES } from '../../../contract/vocabulary.ts';
import type { Grid } from '../../../kernel/grid/grid.ts';
import { countCells } from '../../../kernel/grid/grid.ts';
import type { Raster } from '../../../geo/raster.ts';
import { resampleMajority, resampleMean } from '../../../geo/resample.ts';

export const LAND_INDEX = new Map<string, number>(LAND_CLASSES.map((name, index) => [name, index]));
const NODATA_CLASS = LAND_INDEX.get('nodata')!;
const UNKNOWN_CLASS = LAND_INDEX.get('unknown')!;

/** Words of fraction layers and legends, longest first where one holds another. */
const WORDS: readonly (readonly [RegExp, LandClass])[] = [
  [/built|urban|urbai|settle|artificial|impervious|bâti|edificad|人造|建设|城镇|建筑/i, 'built-up'],
  [/crop|cultiv|agric|culture\b|cultures|lavoura|耕地|农田/i, 'cropland'],
  [
    /seasonal ?water|wetland|mangrove|swamp|marsh|flooded|marais|marécage|humedal|pântano|pantano|湿地|沼泽/i,
    'wetland',
  ],
  [/water|ocean|sea\b|lake|river|\beau\b|agua|água|lago|rivière|\brío\b|水体|水域|河|湖/i, 'water'],
  [/moss|lichen|tundra|苔/i, 'moss'],
  [/snow|\bice\b|glacier|neige|nieve|冰|雪/i, 'snow'],
  [/tree|forest|wood|forêt|foret|bosque|floresta|林/i, 'forest'],
  [/shrub|scrub|bush|rangeland|arbust|matorral|灌/i, 'shrubland'],
  [/grass|herbac|pasture|pasto|meadow|prairie|pastagem|savann?a|savane|草/i, 'grassland'],
  [/bare|sparse|desert|rock|sand|sol nu|desnudo|solo exposto|裸|荒/i, 'bare'],
  // By how dense the cover is, as AccessMod labels its own: 4, 3 and 2 km/h by its manual.
  [/\b(low|light|lightly|open|thin)\b.*veg|veg.*\b(clairsemée|rala)/i, 'grassland'],
  [/\b(medium|moderate|moderately|mid|middle|semi)\b.*veg/i, 'shrubland'],
  [/\b(dense|thick|closed|high)\b.*veg|v[eé]g.*\b(dense|densa)/i, 'forest'],
  [/\bv[eé]geta/i, 'grassland'],
  [/no ?data|clouds?/i, 'nodata'],
];

/** Class that a word of a legend or a layer name means, null where it means none. */
export function findLandClass(word: string): LandClass | null {
  const trimmed = word.trim();
  if (LAND_INDEX.has(trimmed.toLowerCase())) return trimmed.toLowerCase() as LandClass;
  const spaced = trimmed.replace(/_+/g, ' ');
  return WORDS.find(([pattern]) => pattern.test(spaced))?.[1] ?? null;
}

export type Legend = ReadonlyMap<number, LandClass>;
const legend = (pairs: Readonly<Record<number, LandClass>>): Legend =>
  new Map(Object.entries(pairs).map(([value, name]) => [Number(value), name]));

/** Legends of published products, given by the values that occur. */
const PRODUCTS: readonly { readonly name: string; readonly file: RegExp; readonly legend: Legend }[] = [
  {
    name: 'GlobeLand30',
    file: /globeland|gl30/i,
    legend: legend({
      10: 'cropland',
      20: 'forest',
      30: 'grassland',
      40: 'shrubland',
      50: 'wetland',
      60: 'water',
      70: 'moss',
      80: 'built-up',
      90: 'bare',
      100: 'snow',
      255: 'water',
    }),
  },
  {
    name: 'Copernicus Global Land Cover 100 m',
    file: /cgls|probav|lc100/i,
    legend: legend({
      0: 'nodata',
      20: 'shrubland',
      30: 'grassland',
      40: 'cropland',
      50: 'built-up',
      60: 'bare',
      70: 'snow',
      80: 'water',
      90: 'wetland',
      100: 'moss',
      111: 'forest',
      112: 'forest',
      113: 'forest',
      114: 'forest',
      115: 'forest',
      116: 'forest',
      121: 'forest',
      122: 'forest',
      123: 'forest',
      124: 'forest',
      125: 'forest',
      126: 'forest',
      200: 'water',
    }),
  },
  {
    name: 'ESA WorldCover',
    file: /worldcover|esa/i,
    legend: legend({
      0: 'nodata',
      10: 'forest',
      20: 'shrubland',
      30: 'grassland',
      40: 'cropland',
      50: 'built-up',
      60: 'bare',
      70: 'snow',
      80: 'water',
      90: 'wetland',
      95: 'wetland',
      100: 'moss',
    }),
  },
  {
    name: 'Esri Land Cover',
    file: /esri|sentinel-?2|lulc/i,
    legend: legend({
      0: 'nodata',
      1: 'water',
      2: 'forest',
      4: 'wetland',
      5: 'cropland',
      7: 'built-up',
      8: 'bare',
      9: 'snow',
      10: 'nodata',
      11: 'shrubland',
    }),
  },
];

/**
 * Whether every value stands in the legend of one published product, whose values are more than a count
 * from 1 on.
 */
export function isKnownLegend(values: ReadonlySet<number>): boolean {
  if (![...values].some((value) => value > 11)) return false;
  return PRODUCTS.some(({ legend: known }) => [...values].every((value) => known.has(value)));
}

export interface LandLayer {
  readonly landClass: Uint8Array;
  readonly legendSource: string;
  /** Values without a meaning and how many source cells have them: they count as `unknown`. */
  readonly unknownValues: ReadonlyMap<number, number>;
  /** Every value that occurs. */
  readonly values: ReadonlySet<number>;
}

/** Legend text of the form `1=built-up; 2=cropland` or `1: built-up, …`, null where the text holds none. */
function parseLegendText(text: string): Legend | null {
  const pairs = new Map<number, LandClass>();
  for (const found of text.matchAll(/(\d+)\s*[=:]\s*([^;,\n=:]+)/g)) {
    const meaning = findLandClass(found[2]!);
    if (meaning) pairs.set(Number(found[1]), meaning);
  }
  return pairs.size >= 2 ? pairs : null;
}

/**
 * Classes of one raster on the grid, by majority. The legend given beats the file's own text, that beats a
 * product known by its values.
 */
export function readLandClasses(raster: Raster, grid: Grid, file: string, given: Legend | null): LandLayer {
  const values = raster.bands[0]!;
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const isNoData = (value: number): boolean => Number.isNaN(value) || value === raster.noData;
  const present = [...counts.keys()].filter((value) => !isNoData(value));
  let chosen = given;
  let legendSource = given ? 'given' : '';
  if (!chosen) {
    chosen = parseLegendText(raster.description);
    if (chosen) legendSource = 'file';
  }
  if (!chosen) {
    const fits = (candidate: Legend): boolean =>
      present.length > 0 && present.every((value) => candidate.has(value));
    const product =
      PRODUCTS.find((p) => p.file.test(file) && fits(p.legend)) ??
      (present.some((v) => v > 11) ? PRODUCTS.slice(1).find((p) => fits(p.legend)) : undefined);
    if (product) {
      chosen = product.legend;
      legendSource = product.name;
    }
  }
  const unknownValues = new Map<number, number>();
  const toClass = (value: number): number => {
    const name = chosen?.get(value);
    return name === undefined ? UNKNOWN_CLASS : LAND_INDEX.get(name)!;
  };
  for (const value of present) if (!chosen?.has(value)) unknownValues.set(value, counts.get(value)!);
  const classes = Uint8Array.from(values, (value) => (isNoData(value) ? NODATA_CLASS : toClass(value)));
  const majority = resampleMajority(
    { grid: raster.grid, values: classes, isValid: (value) => value !== NODATA_CLASS },
    grid,
    NODATA_CLASS,
  );
  return { landClass: Uint8Array.from(majority), legendSource, unknownValues, values: new Set(present) };
}

/**
 * Fraction layers (percent of each class) by mean on the grid, then the class with the largest share; ties
 * to the lower class.
 */
export function mergeFractions(
  layers: readonly { readonly raster: Raster; readonly landClass: LandClass }[],
  grid: Grid,
): Uint8Array {
  const cells = countCells(grid);
  const out = new Uint8Array(cells).fill(NODATA_CLASS);
  const best = new Float32Array(cells);
  // Layers that mean the same class (two kinds of forest, say) add up first.
  const byClass = new Map<number, Float32Array>();
  for (const { raster, landClass } of layers) {
    const share = resampleMean(
      {
        grid: raster.grid,
        values: raster.bands[0]!,
        isValid: (value) => value !== raster.noData && value >= 0 && value <= 100,
      },
      grid,
    );
    const index = LAND_INDEX.get(landClass)!;
    const sum = byClass.get(index);
    if (!sum) byClass.set(index, share);
    else
      for (let cell = 0; cell < cells; cell++)
        if (!Number.isNaN(share[cell]!))
          sum[cell] = (Number.isNaN(sum[cell]!) ? 0 : sum[cell]!) + share[cell]!;
  }
  for (const [index, share] of [...byClass].sort((a, b) => a[0] - b[0]))
    for (let cell = 0; cell < cells; cell++)
      if (share[cell]! > best[cell]!) {
        best[cell] = share[cell]!;
        out[cell] = index;
      }
  return out;
}
