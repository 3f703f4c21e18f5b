/** West, south, east, north in degrees. */
export type Box = readonly [number, number, number, number];

export interface Shift {
  /**
   * dx, dy, dz in metres, then rotations in arc-seconds (position vector) and scale in parts per million
   * where there are any.
   */
  readonly values: readonly number[];
  readonly accuracy: number;
  readonly box: Box | null;
}

const ARC_SECONDS: Readonly<Record<string, number>> = {
  9101: 648000 / Math.PI,
  9104: 1,
  9109: 0.648 / Math.PI,
  9113: 0.324,
};
const PER_MILLION: Readonly<Record<string, number>> = { 9202: 1, 9201: 1e6, 1028: 1e-3 };
const WGS84 = 'EPSG:4326';
const CHAIN_PENALTY_METERS = 1;

/** Plate-fixed and international frames that agree with WGS 84 to two metres. */
const LIKE_WGS84 =
  /^(WGS 84|ITRF|ETRF|IGS|IGb|GDA|NZGD2000|RGF93|SIRGAS|CGCS2000|China Geodetic Coordinate System 2000)/;

/** The shifts of every geographic system to WGS 84, directly or by way of one other system. */
export function readShifts(
  query: (sql: string) => string[][],
  boxOf: (key: string) => Box | null,
): { shiftsOf: (key: string) => readonly Shift[]; nullShift: ReadonlySet<string> } {
  const rows = query(
    `select auth_name, code, method_code, source_crs_auth_name||':'||source_crs_code, target_crs_auth_name||':'||target_crs_code,
     ifnull(accuracy, 99), tx, ty, tz, ifnull(rx,0), ifnull(ry,0), ifnull(rz,0), ifnull(rotation_uom_code, 9104),
     ifnull(scale_difference,0), ifnull(scale_difference_uom_code, 9202)
     from helmert_transformation_table where deprecated=0 and translation_uom_code='9001'
     and method_code in ('9603','9606','9607')`,
  );
  const nullShift = new Set([WGS84]);
  for (const [auth, code, name] of query(
    "select auth_name, code, name from geodetic_crs where type like 'geographic%' and auth_name in ('EPSG','ESRI')",
  ))
    if (LIKE_WGS84.test(name!) && !/ESRI:|Spheroid/.test(name!)) nullShift.add(`${auth}:${code}`);
  const direct = new Map<string, { target: string; shift: Shift; isEpsg: boolean }[]>();
  for (const row of rows) {
    const [auth, code, method, source, target, accuracy] = row as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    const values = valuesOf(method, row.slice(6).map(Number));
    const shift = {
      values,
      accuracy: Number(accuracy),
      box: boxOf(`helmert_transformation:${auth}:${code}`),
    };
    direct.set(source, [...(direct.get(source) ?? []), { target, shift, isEpsg: auth === 'EPSG' }]);
  }
  for (let round = 0; round < 4; round++)
    for (const [source, found] of direct)
      if (
        found.some(
          ({ target, shift }) =>
            nullShift.has(target) && shift.accuracy <= 4 && shift.values.every((v) => v === 0),
        )
      )
        nullShift.add(source);
  const turned = new Map<string, string[]>();
  const turn = (source: string, target: string): void => {
    turned.set(source, [...(turned.get(source) ?? []), target]);
  };
  for (const [source, target] of query(
    `select source_crs_auth_name||':'||source_crs_code, target_crs_auth_name||':'||target_crs_code
     from other_transformation where method_code='9601' order by deprecated desc`,
  ))
    turn(source!, target!);
  for (const [source, target] of query(
    `select d.deprecated_auth_name||':'||d.deprecated_code, d.replacement_auth_name||':'||d.replacement_code
     from deprecation d where d.table_name='geodetic_crs'`,
  ))
    if (!direct.has(source!) && !turned.has(source!)) turn(source!, target!);
  // Esri's own code and the three-dimensional twin of a system have its datum.
  for (const [source, target] of query(
    `select a.auth_name||':'||a.code, b.auth_name||':'||b.code from geodetic_crs a join geodetic_crs b
     on a.datum_auth_name=b.datum_auth_name and a.datum_code=b.datum_code and (a.auth_name<>b.auth_name or a.code<>b.code)
     where b.auth_name='EPSG' and b.type='geographic 2D' and b.deprecated=0 and a.type like 'geographic%'`,
  )) {
    if (nullShift.has(target!)) nullShift.add(source!);
    else if (!direct.has(source!) && !turned.has(source!)) turn(source!, target!);
  }
  for (const [source, targets] of turned)
    if (targets.every((target) => nullShift.has(target)) && !direct.has(source)) nullShift.add(source);

  const shiftsOf = (key: string, depth = 0): readonly Shift[] => {
    const found = direct.get(key) ?? [];
    // The registry's own transformations go before Esri's, as with PROJ.
    const ranks = [
      found.filter(({ target, isEpsg }) => nullShift.has(target) && isEpsg),
      found.filter(({ target }) => nullShift.has(target)),
    ];
    const own = (ranks.find((rank) => rank.length > 0) ?? []).map(({ shift }) => shift);
    const via = depth < 3 ? (turned.get(key) ?? []).flatMap((other) => shiftsOf(other, depth + 1)) : [];
    const all = [...own, ...via];
    if (all.length > 0) return all.filter((a, i) => all.findIndex((b) => sameShift(a, b)) === i);
    if (depth > 0) return [];
    return found.flatMap(({ target, shift }) =>
      shiftsOf(target, 1)
        .slice(0, 1)
        .map((next): Shift => ({
          values: Array.from({ length: 7 }, (_, i) => round((shift.values[i] ?? 0) + (next.values[i] ?? 0))),
          accuracy: shift.accuracy + next.accuracy + CHAIN_PENALTY_METERS,
          box: shift.box,
        })),
    );
  };
  return { shiftsOf: (key) => shiftsOf(key), nullShift };
}

const round = (value: number): number => Number(value.toFixed(7));
const sameShift = (a: Shift, b: Shift): boolean =>
  a.values.join() === b.values.join() && String(a.box) === String(b.box) && a.accuracy === b.accuracy;

/** proj's towgs84 of a row: the sign of rotations depends on the method. */
function valuesOf(method: string, row: readonly number[]): number[] {
  const [tx, ty, tz, rx, ry, rz, angle, scale, scaleUnit] = row as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (method === '9603') return [tx, ty, tz];
  const seconds = (method === '9607' ? -1 : 1) * ARC_SECONDS[angle]!;
  const all = [tx, ty, tz, rx * seconds, ry * seconds, rz * seconds, scale * PER_MILLION[scaleUnit]!].map(
    round,
  );
  return all.slice(3).every((v) => v === 0) ? all.slice(0, 3) : all;
}
