import table from './crs-table.json' with { type: 'json' };
import {
  type CrsParameters,
  type DatumParameters,
  parseProjText,
  sameEllipsoid,
  sameValues,
} from './crs-parameters.ts';

/** A shift of a datum to WGS 84 and where it holds. */
export interface DatumShift {
  readonly values: readonly number[];
  readonly accuracyMeters: number;
  /** West, south, east, north. */
  readonly box: readonly number[];
}

/** A geographic system of the table. */
export interface GeographicCode {
  /** Digits of the EPSG code, with an E before for Esri's. */
  readonly code: string;
  /** Within two metres of WGS 84: no shift. */
  readonly isLikeWgs84: boolean;
  readonly parameters: CrsParameters;
  readonly shifts: readonly DatumShift[];
  /** Index of the shift that holds for most of its area, -1 where none is known. */
  readonly usual: number;
}

interface Row {
  readonly code: string;
  readonly base: string;
  readonly text: string;
  readonly shift: number | null;
}

let projectedRows: Map<string, Row> | null = null;
let geographicRows: Map<string, string[]> | null = null;
let shiftRows: Map<string, DatumShift[]> | null = null;
let namesOfDatums: Map<string, string[]> | null = null;

function projected(): Map<string, Row> {
  projectedRows ??= new Map(
    table.projected.split('\n').map((line) => {
      const [code, base, text, shift] = line.split('|') as [string, string, string, string?];
      return [code, { code, base, text, shift: shift === undefined ? null : Number(shift) }];
    }),
  );
  return projectedRows;
}

function geographic(): Map<string, string[]> {
  geographicRows ??= new Map(
    table.geographic.split('\n').map((line) => [line.slice(0, line.indexOf('|')), line.split('|')]),
  );
  return geographicRows;
}

function shiftsOf(code: string): readonly DatumShift[] {
  if (!shiftRows) {
    shiftRows = new Map();
    for (const line of table.shifts.split('\n')) {
      const [key, values, accuracy, box] = line.split('|') as [string, string, string, string];
      const shift = {
        values: values.split(',').map(Number),
        accuracyMeters: Number(accuracy),
        box: box.split(',').map(Number),
      };
      const known = shiftRows.get(key);
      if (known) known.push(shift);
      else shiftRows.set(key, [shift]);
    }
  }
  return shiftRows.get(code) ?? [];
}

const geographicCache = new Map<string, GeographicCode>();

/** The geographic system of a code, null where the table has none. */
export function findGeographic(code: string): GeographicCode | null {
  const cached = geographicCache.get(code);
  if (cached) return cached;
  const row = geographic().get(code);
  if (!row) return null;
  const [, state, datum, names] = row as [string, string, string, string];
  const parsed = parseProjText(`+proj=longlat ${datum}`);
  const parameters: CrsParameters = { ...parsed, datum: { ...parsed.datum, names: names.split(';') } };
  const made: GeographicCode = {
    code,
    // Frames on the ellipsoids of WGS 84 and GRS 80 without a published shift are fixed to a plate: two
    // metres at most.
    isLikeWgs84:
      state === 'W' ||
      (state === 'U' &&
        Math.abs(parameters.datum.semiMajor - 6378137) < 0.01 &&
        parameters.datum.inverseFlattening > 0),
    parameters,
    shifts: shiftsOf(code),
    usual: /^\d+$/.test(state) ? Number(state) : -1,
  };
  geographicCache.set(code, made);
  return made;
}

export interface ProjectedCode {
  readonly code: string;
  readonly base: GeographicCode;
  readonly parameters: CrsParameters;
  /** Index of the shift of its datum that holds for most of its area, -1 where none is known. */
  readonly usual: number;
}

/** The projected system of a code, null where the table has none. */
export function findProjected(code: string): ProjectedCode | null {
  const row = projected().get(code);
  const base = row && findGeographic(row.base);
  return row && base ? build(row, base) : null;
}

function build({ code, text, shift }: Row, base: GeographicCode): ProjectedCode {
  const own = parseProjText(`+proj=${text.replaceAll(' ', ' +')}`);
  return {
    code,
    base,
    parameters: { ...own, datum: base.parameters.datum },
    usual: shift ?? base.usual,
  };
}

const plainName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^(d|gcs)_/, '')
    .replace(/[^\p{L}\p{N}+]/gu, '');

/**
 * Geographic systems whose datum or own name is one of these, the names in their order; those on another
 * ellipsoid are left out.
 */
export function findDatum(datum: DatumParameters): GeographicCode[] {
  if (!namesOfDatums) {
    namesOfDatums = new Map();
    for (const [code, row] of geographic())
      for (const name of row[3]!.split(';')) {
        const plain = plainName(name);
        const known = namesOfDatums.get(plain);
        if (!known) namesOfDatums.set(plain, [code]);
        else if (!known.includes(code)) known.push(code);
      }
  }
  const found: GeographicCode[] = [];
  for (const name of datum.names)
    for (const code of namesOfDatums.get(plainName(name)) ?? []) {
      const row = findGeographic(code);
      if (row && sameEllipsoid(row.parameters.datum, datum) && !found.includes(row)) found.push(row);
    }
  const away = (row: GeographicCode): number =>
    Number(Math.abs(row.parameters.datum.primeMeridian - datum.primeMeridian) > 1e-6);
  return found.sort((a, b) => away(a) - away(b));
}

/**
 * Of several codes for one system those that people know: UTM, Gauss-Krüger of Germany, the equal-area grid
 * of the world.
 */
const USUAL_CODES = /^(32[67]\d\d|3146[6-9]|6933)$/;

let byProjection: Map<string, Row[]> | null = null;

/** Projected codes on any of the geographic systems with these numbers: EPSG before Esri, then by code. */
export function findSameProjected(parameters: CrsParameters, bases: readonly string[]): ProjectedCode | null {
  if (!byProjection) {
    byProjection = new Map();
    for (const row of projected().values()) {
      const known = byProjection.get(row.base);
      if (known) known.push(row);
      else byProjection.set(row.base, [row]);
    }
  }
  for (const base of bases) {
    const geographicBase = findGeographic(base);
    if (!geographicBase) continue;
    const { primeMeridian } = geographicBase.parameters.datum;
    const asked = { ...parameters, datum: { ...parameters.datum, primeMeridian } };
    const same = (byProjection.get(base) ?? [])
      .filter((row) => mayBe(row.text, parameters.projection))
      .map((row) => build(row, geographicBase))
      .filter((code) => sameValues(code.parameters, asked));
    const found = same.find(({ code }) => USUAL_CODES.test(code)) ?? same[0];
    if (found) return found;
  }
  return null;
}

function mayBe(text: string, projection: string): boolean {
  const name = text.slice(0, text.indexOf(' ') < 0 ? undefined : text.indexOf(' '));
  const plain = (word: string): string => (word === 'utm' || word === 'etmerc' ? 'tmerc' : word);
  return plain(name) === plain(projection);
}
