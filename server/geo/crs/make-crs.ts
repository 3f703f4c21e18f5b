import proj4 from 'proj4';
import { causeText } from '../cause-text.ts';
import {
  findDatum,
  findGeographic,
  findProjected,
  findSameProjected,
  type GeographicCode,
} from './crs-codes.ts';
import {
  type CrsParameters,
  parseProjText,
  sameEllipsoid,
  sameValues,
  toProjText,
} from './crs-parameters.ts';
import { readCodeReference } from './crs-text.ts';
import { type Crs, CrsError } from './crs-type.ts';
import { MethodError } from './projection-methods.ts';
import { readWktCrs, type WktCrs } from './wkt-crs.ts';

const WEB_MERCATOR =
  '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs';
const WEB_MERCATOR_CODES: ReadonlySet<string> = new Set([
  '3857',
  '3785',
  '900913',
  '102100',
  '102113',
  '41001',
]);

/** CRS of a text of any kind. */
export function readCrs(text: string): Crs {
  const reference = readCodeReference(text);
  if (!reference && !/[[(+]/.test(text)) throw new CrsError('crs-unknown', `not a CRS: ${text.slice(0, 80)}`);
  try {
    if (reference) {
      const { authority, code, toWgs84, wrapDegrees } = reference;
      const crs = ofCode(authority === 'ESRI' ? `E${code}` : code, toWgs84);
      return wrapDegrees === null || !crs.geographic ? crs : wrapLongitudes(crs, wrapDegrees);
    }
    return /^\s*\+/.test(text) ? ofProjText(text) : ofWkt(text);
  } catch (cause) {
    if (cause instanceof CrsError) throw cause;
    const code = cause instanceof SyntaxError ? 'crs-unreadable' : 'crs-unsupported';
    throw new CrsError(code, `${causeText(cause)}: ${text.slice(0, 120)}`, { cause });
  }
}

function ofCode(code: string, toWgs84: readonly number[] | null): Crs {
  if (WEB_MERCATOR_CODES.has(code.replace(/^E/, ''))) return webMercator();
  const key = findProjected(code) || findGeographic(code) ? code : `E${code}`;
  const projected = findProjected(key);
  const geographic = projected ? projected.base : findGeographic(key);
  if (!geographic)
    throw new CrsError(
      'crs-unknown',
      `${nameOfCode(code)} is not in the table of coordinate reference systems`,
    );
  const parameters = projected ? projected.parameters : geographic.parameters;
  const usual = projected ? projected.usual : geographic.usual;
  return make(nameOfCode(key), parameters, chooseShift(toWgs84, geographic, usual, nameOfCode(key)));
}

const nameOfCode = (code: string): string =>
  code.startsWith('E') ? `ESRI:${code.slice(1)}` : `EPSG:${code}`;

function webMercator(): Crs {
  return { ...make('EPSG:3857', parseProjText(WEB_MERCATOR), NO_SHIFT), definition: WEB_MERCATOR };
}

export interface ShiftChoice {
  readonly shift: readonly number[] | null;
  readonly meters: number;
  readonly by: string | null;
  /** Whether the shift has to stand in the id, because the code alone means another. */
  readonly isOwn: boolean;
}

const NO_SHIFT: ShiftChoice = { shift: null, meters: 0, by: null, isOwn: false };
const SAME_AS_WGS84: ShiftChoice = { shift: [], meters: 0, by: null, isOwn: false };

/**
 * The shift of a datum: what the text gives, nothing where it agrees with WGS 84, else the usual one of the
 * table.
 */
function chooseShift(
  given: readonly number[] | null,
  datum: GeographicCode,
  usual: number,
  what: string,
): ShiftChoice {
  if (given)
    return { shift: given, meters: 0, by: null, isOwn: !(datum.isLikeWgs84 && given.every((v) => v === 0)) };
  if (datum.isLikeWgs84) return SAME_AS_WGS84;
  // a sphere: latitudes are taken as they are
  if (datum.parameters.datum.inverseFlattening === 0) return NO_SHIFT;
  const found = datum.shifts[usual];
  if (!found)
    throw new CrsError(
      'crs-datum-unknown',
      `${what}: no shift from the datum ${datum.parameters.datum.names[0] ?? ''} to WGS 84 is published`,
    );
  return { shift: found.values, meters: found.accuracyMeters, by: datum.code, isOwn: false };
}

/** The CRS of parameters under an id, with the shift chosen for it. */
export function make(id: string, parameters: CrsParameters, choice: ShiftChoice): Crs {
  const definition = toProjText(parameters, choice.shift);
  if (parameters.projection === 'geocent' || !isComputed(definition))
    throw new CrsError('crs-unsupported', `the projection ${parameters.projection} is not computed here`);
  return {
    id: choice.isOwn && choice.shift ? `${id} +towgs84=${choice.shift.join(',')}` : id,
    geographic: parameters.projection === 'longlat',
    definition,
    parameters,
    shift: choice.shift,
    shiftMeters: choice.meters,
    shiftedBy: choice.by,
    wrapDegrees: null,
  };
}

/** proj4 throws a plain text for a projection it has not. */
function isComputed(definition: string): boolean {
  try {
    return Boolean(new (proj4.Proj as unknown as new (text: string) => object)(definition));
  } catch {
    return false;
  }
}

function ofProjText(text: string): Crs {
  const parsed = parseProjText(text);
  if (parsed.isUnshifted && parsed.projection === 'merc' && parsed.datum.inverseFlattening === 0)
    return webMercator();
  if (parsed.grids !== '' && !parsed.datum.toWgs84)
    throw new CrsError(
      'crs-datum-unknown',
      `the shift grid ${parsed.grids} cannot be read; give +towgs84 instead`,
    );
  const base = parsed.datumCode === null ? null : findGeographic(parsed.datumCode);
  return ofParameters(parsed, base ? [base] : [], null, text);
}

function ofWkt(text: string): Crs {
  let read: WktCrs;
  try {
    read = readWktCrs(text);
  } catch (cause) {
    // A projection that is not computed from its text may be by the code that the text gives itself.
    const code = /\b(?:ID|AUTHORITY)\s*[[(]\s*"(EPSG|ESRI)"\s*,\s*"?(\d+)"?\s*[\])]\s*[\])]\s*$/i.exec(text);
    const key = code ? keyOf(`${code[1]!.toUpperCase()}:${code[2]!}`) : null;
    if (key !== null && cause instanceof MethodError && (findProjected(key) ?? findGeographic(key)))
      return ofCode(key, null);
    throw cause;
  }
  const { parameters, code, baseCode, isSpherical } = read;
  if (isSpherical) return webMercator();
  const named = findDatum(parameters.datum);
  const byCode = baseCode === null ? null : findGeographic(keyOf(baseCode));
  const bases =
    byCode && sameEllipsoid(byCode.parameters.datum, parameters.datum) && !named.includes(byCode)
      ? [...named, byCode]
      : named;
  return ofParameters(parameters, bases, code, text);
}

const keyOf = (name: string): string => name.replace('EPSG:', '').replace('ESRI:', 'E');

/** CRS of parameters that are not a text, on the datum of a geographic system where it is known. */
export function crsOfParameters(parameters: CrsParameters, datum: GeographicCode | null): Crs {
  return ofParameters(parameters, datum ? [datum] : [], null, null);
}

/** Geographic systems that a text of unnamed or like datum may stand on. */
const LIKE_WGS84 = ['4326', '4490', '4258', '4269', '4674', '4283', '7844'];

/** CRS of parameters on one of the datums found for it: that of a code where one has the same numbers. */
function ofParameters(
  parameters: CrsParameters,
  datums: readonly GeographicCode[],
  code: string | null,
  text: string | null,
): Crs {
  const { datum } = parameters;
  const named = datums.find((d) => !d.isLikeWgs84 && d.usual >= 0) ?? datums[0];
  const isLike = named ? named.isLikeWgs84 : isLikeByEllipsoid(parameters);
  const bases = [
    ...datums.map((d) => d.code),
    ...(isLike && (datum.toWgs84 ?? []).every((v) => v === 0)
      ? LIKE_WGS84.filter((like) => sameEllipsoid(findGeographic(like)!.parameters.datum, datum))
      : []),
  ];
  const given = datum.toWgs84;
  const found = ownCode(parameters, code, bases) ?? sameCode(parameters, bases);
  if (found) {
    const made = ofCode(found, given);
    // A shift that the text gives is no other CRS where it is the table's own.
    if (given && !made.shift?.some((v, i) => Math.abs(v - (ofCodeShift(found)?.[i] ?? Number.NaN)) > 1e-3))
      return ofCode(found, null);
    return made;
  }
  const choice = chooseOwn(parameters, named, isLike);
  return make(text ?? toProjText(parameters, choice.shift), parameters, { ...choice, isOwn: false });
}

function ofCodeShift(code: string): readonly number[] | null {
  try {
    return ofCode(code, null).shift;
  } catch {
    return null;
  }
}

function isLikeByEllipsoid({ datum }: CrsParameters): boolean {
  return Math.abs(datum.semiMajor - 6378137) < 0.01 && Math.abs(datum.inverseFlattening - 298.2572) < 1e-3;
}

function chooseOwn(
  parameters: CrsParameters,
  named: GeographicCode | undefined,
  isLike: boolean,
): ShiftChoice {
  const { datum } = parameters;
  if (datum.toWgs84) return { shift: datum.toWgs84, meters: 0, by: null, isOwn: false };
  if (named) return chooseShift(null, named, named.usual, datum.names[0] ?? 'the CRS');
  if (isLike) return SAME_AS_WGS84;
  if (datum.inverseFlattening === 0) return NO_SHIFT;
  throw new CrsError(
    'crs-datum-unknown',
    `the datum ${datum.names[0] ?? 'that the text does not name'} is not known, nor how it lies to WGS ` +
      '84; name the CRS by its EPSG code or with +towgs84',
  );
}

/** The code that a text gives itself, where its numbers agree. */
function ownCode(parameters: CrsParameters, code: string | null, bases: readonly string[]): string | null {
  if (code === null) return null;
  const key = keyOf(code);
  const row = findProjected(key) ?? findGeographic(key);
  if (!row || !sameValues(row.parameters, parameters)) return null;
  const base = 'base' in row ? row.base.code : row.code;
  return bases.includes(base) || bases.length === 0 ? key : null;
}

function sameCode(parameters: CrsParameters, bases: readonly string[]): string | null {
  if (parameters.projection !== 'longlat') return findSameProjected(parameters, bases)?.code ?? null;
  return (
    bases.find(
      (base) =>
        Math.abs(findGeographic(base)!.parameters.datum.primeMeridian - parameters.datum.primeMeridian) <
        1e-8,
    ) ?? null
  );
}

/** The geographic CRS with longitudes around `wrapDegrees` in place of -180…180. */
export function wrapLongitudes(crs: Crs, wrapDegrees: number): Crs {
  return { ...crs, id: `${crs.id} +lon_wrap=${wrapDegrees}`, wrapDegrees };
}
