import { type CrsParameters, type DatumParameters, PRIME_MERIDIANS } from './crs-parameters.ts';
import { MethodError, projectionOf } from './projection-methods.ts';
import { childOf, nameOf, numberAt, parseWkt, type WktNode } from './wkt-text.ts';

export interface WktCrs {
  readonly parameters: CrsParameters;
  /** `EPSG:n` or `ESRI:n` that the text names for the whole system, null where it names none. */
  readonly code: string | null;
  /** Code of the geographic system it stands on, null where it names none. */
  readonly baseCode: string | null;
  /** Web Mercator: its sphere is not that of its datum. */
  readonly isSpherical: boolean;
}

const PROJECTED: ReadonlySet<string> = new Set(['PROJCS', 'PROJCRS', 'PROJECTEDCRS', 'BASEPROJCRS']);
const GEOGRAPHIC = [
  'GEOGCS',
  'GEOGCRS',
  'GEOGRAPHICCRS',
  'BASEGEOGCRS',
  'GEODCRS',
  'GEODETICCRS',
  'BASEGEODCRS',
];
const UNITS = ['UNIT', 'LENGTHUNIT', 'ANGLEUNIT', 'SCALEUNIT'];

/** CRS of a WKT text of either kind, of OGC or of Esri; throws with the reason where it is none. */
export function readWktCrs(text: string): WktCrs {
  const root = parseWkt(text);
  const found = findHorizontal(root);
  if (!found) throw new SyntaxError(`${root.keyword} is no projected or geographic CRS`);
  return found;
}

function findHorizontal(node: WktNode, shift: readonly number[] | null = null): WktCrs | null {
  if (node.keyword === 'BOUNDCRS') {
    const source = childOf(node, 'SOURCECRS')?.children[0];
    return source ? findHorizontal(source, readAbridged(node)) : null;
  }
  if (PROJECTED.has(node.keyword)) return readProjected(node, shift);
  if (GEOGRAPHIC.includes(node.keyword)) return readGeographic(node, shift);
  if (node.keyword === 'COMPD_CS' || node.keyword === 'COMPOUNDCRS')
    for (const child of node.children) {
      const found = findHorizontal(child, shift);
      if (found) return found;
    }
  return null;
}

function codeOf(node: WktNode | null): string | null {
  const authority = node && childOf(node, 'AUTHORITY', 'ID');
  if (!authority) return null;
  const [name, code] = authority.values;
  return typeof name === 'string' && /^(EPSG|ESRI)$/i.test(name) && code !== undefined
    ? `${name.toUpperCase()}:${code}`
    : null;
}

function readGeographic(node: WktNode, shift: readonly number[] | null): WktCrs {
  const { datum, degreesPerUnit } = readDatum(node, shift);
  if (Math.abs(degreesPerUnit - 1) > 1e-9)
    throw new MethodError(`coordinates in ${nameOf(unitOf(node))} instead of degrees`);
  return {
    parameters: { projection: 'longlat', values: {}, metersPerUnit: 1, axis: 'enu', datum },
    code: codeOf(node),
    baseCode: codeOf(node),
    isSpherical: false,
  };
}

function readProjected(node: WktNode, shift: readonly number[] | null): WktCrs {
  const base = childOf(node, ...GEOGRAPHIC);
  if (!base) throw new SyntaxError('the projected CRS stands on no geographic one');
  const { datum, degreesPerUnit } = readDatum(base, shift);
  const conversion = childOf(node, 'CONVERSION', 'DERIVINGCONVERSION') ?? node;
  const method = nameOf(childOf(conversion, 'PROJECTION', 'METHOD'));
  if (method === '') throw new SyntaxError('the projected CRS names no projection');
  const unit = unitOf(node);
  const metersPerUnit = numberAt(unit) ?? 1;
  if (!(metersPerUnit > 0)) throw new SyntaxError(`unit ${nameOf(unit)} of ${metersPerUnit} metres`);
  const given = new Map<string, number>();
  for (const parameter of conversion.children) {
    if (parameter.keyword !== 'PARAMETER') continue;
    const name = nameOf(parameter)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_');
    const value = numberAt(parameter);
    if (value === null) continue;
    const own = numberAt(childOf(parameter, ...UNITS));
    const isLength = /easting|northing/.test(name);
    const isPure = /scale|^k$|option/.test(name);
    const factor = isPure
      ? 1
      : isLength
        ? (own ?? metersPerUnit)
        : own === null
          ? degreesPerUnit
          : (own * 180) / Math.PI;
    given.set(name, cleanAngle(value * factor));
  }
  const directions = axesOf(node);
  const made = projectionOf(method, given);
  return {
    parameters: {
      ...made,
      metersPerUnit,
      axis:
        made.axis === 'wsu' || (directions.includes('WEST') && directions.includes('SOUTH')) ? 'wsu' : 'enu',
      datum,
    },
    code: codeOf(node),
    baseCode: codeOf(base),
    isSpherical: made.isSpherical,
  };
}

/** A product of degrees and a rounded unit without its last digit of noise. */
function cleanAngle(value: number): number {
  return Number(value.toPrecision(15));
}

/** Unit of a CRS's coordinates: its own element in WKT 1, that of its axes in WKT 2. */
function unitOf(node: WktNode): WktNode | null {
  const own = childOf(node, ...UNITS);
  if (own) return own;
  const axis = childOf(node, 'AXIS');
  const cs = childOf(node, 'CS');
  return (axis && childOf(axis, ...UNITS)) ?? (cs && childOf(cs, ...UNITS)) ?? null;
}

function axesOf(node: WktNode): string[] {
  return node.children
    .filter(({ keyword }) => keyword === 'AXIS')
    .map(({ values }) => String(values[1] ?? '').toUpperCase());
}

function readDatum(
  base: WktNode,
  shift: readonly number[] | null,
): { datum: DatumParameters; degreesPerUnit: number } {
  const datum = childOf(base, 'DATUM', 'GEODETICDATUM', 'TRF', 'ENSEMBLE');
  const ensemble = childOf(base, 'ENSEMBLE');
  const ellipsoid =
    childOf(datum ?? base, 'SPHEROID', 'ELLIPSOID') ?? (ensemble && childOf(ensemble, 'ELLIPSOID'));
  const semiMajor = numberAt(ellipsoid);
  if (semiMajor === null) throw new SyntaxError('the CRS text names no ellipsoid');
  const length = numberAt(ellipsoid && childOf(ellipsoid, 'LENGTHUNIT', 'UNIT')) ?? 1;
  const angle = unitOf(base);
  const radians = numberAt(angle);
  const degreesPerUnit = radians === null ? 1 : cleanDegree((radians * 180) / Math.PI);
  const towgs84 = datum && childOf(datum, 'TOWGS84');
  const meridian = childOf(base, 'PRIMEM');
  const known = PRIME_MERIDIANS[nameOf(meridian).toLowerCase()];
  const own = numberAt(meridian && childOf(meridian, ...UNITS));
  const value = numberAt(meridian) ?? 0;
  const given = towgs84 ? towgs84.values.filter((v) => typeof v === 'number') : shift;
  return {
    datum: {
      names: [nameOf(datum), nameOf(base)].filter((name) => name !== ''),
      semiMajor: semiMajor * length,
      inverseFlattening: numberAt(ellipsoid, 1) ?? 0,
      primeMeridian: known ?? value * (own === null ? degreesPerUnit : (own * 180) / Math.PI),
      toWgs84: given && (given.length === 3 || given.length === 7) ? given : null,
    },
    degreesPerUnit,
  };
}

const cleanDegree = (degrees: number): number => (Math.abs(degrees - 1) < 1e-9 ? 1 : degrees);

/** Three or seven parameters of the transformation that a BOUNDCRS carries. */
function readAbridged(node: WktNode): readonly number[] | null {
  const transformation = childOf(node, 'ABRIDGEDTRANSFORMATION');
  const target = childOf(node, 'TARGETCRS')?.children[0];
  if (!transformation || !/WGS.?84|ETRS|World Geodetic System 1984/i.test(nameOf(target ?? null)))
    return null;
  const value = (pattern: RegExp): number =>
    numberAt(
      transformation.children.find((child) => child.keyword === 'PARAMETER' && pattern.test(nameOf(child))) ??
        null,
    ) ?? 0;
  const frame = /coordinate frame/i.test(nameOf(childOf(transformation, 'METHOD'))) ? -1 : 1;
  const move = [value(/^x-axis translation/i), value(/^y-axis translation/i), value(/^z-axis translation/i)];
  const turn = [value(/^x-axis rotation/i), value(/^y-axis rotation/i), value(/^z-axis rotation/i)].map(
    (v) => v * frame,
  );
  const scale = value(/^scale difference/i);
  const ppm = scale === 0 ? 0 : Math.abs(scale - 1) < 0.01 ? (scale - 1) * 1e6 : scale;
  return turn.some((v) => v !== 0) || ppm !== 0 ? [...move, ...turn, ppm] : move;
}
