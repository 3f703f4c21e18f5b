/**
 * Makes server/geo/crs/crs-table.json from the database of PROJ (Debian: proj-bin, proj-data, sqlite3),
 * which holds the EPSG and the Esri
 * registries: every projected and geographic system with its projection, its datum, and the shifts of the
 * datum to WGS 84 by area.
 * Run: npx tsx scripts/goldens/make-crs-table.ts [PROJ-TEXTS.tsv]
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readShifts, type Box, type Shift } from './datum-shifts.ts';

const DATABASE = process.env['PROJ_DB'] ?? '/usr/share/proj/proj.db';
const OUT = resolve(import.meta.dirname, '../../server/geo/crs/crs-table.json');

const query = (sql: string): string[][] =>
  execFileSync('sqlite3', ['-separator', '\t', DATABASE, sql], { encoding: 'utf8', maxBuffer: 1 << 28 })
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));

const short = (auth: string, code: string): string => (auth === 'EPSG' ? code : `E${code}`);

const projected = query(
  'select auth_name, code, geodetic_crs_auth_name, geodetic_crs_code from projected_crs where ' +
    "auth_name in ('EPSG','ESRI') order by deprecated, auth_name, cast(code as integer)",
);
const geographic = query(
  `select g.auth_name, g.code, g.name, d.auth_name, d.code, d.name, g.deprecated from geodetic_crs g
   left join geodetic_datum d on d.auth_name=g.datum_auth_name and d.code=g.datum_code
   where g.auth_name in ('EPSG','ESRI') and g.type like 'geographic%' order by g.deprecated, g.auth_name, cast(g.code as integer)`,
);

/** proj text of each code, from a file of lines `AUTH:CODE<tab>TEXT` or from projinfo itself. */
function readProjTexts(): Map<string, string> {
  const given = process.argv[2];
  const lines = given
    ? readFileSync(given, 'utf8').split('\n')
    : [...projected, ...geographic].map(([auth, code]) => {
        const text = execFileSync('projinfo', ['-q', '--single-line', '-o', 'PROJ', `${auth}:${code}`], {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        });
        return `${auth}:${code}\t${text.split('\n').find((line) => line.startsWith('+')) ?? ''}`;
      });
  return new Map(
    lines.flatMap((line) => {
      const [key, text] = line.split('\t');
      return key && text?.startsWith('+') ? [[key, text] as const] : [];
    }),
  );
}

const texts = readProjTexts();
const DATUM_WORD = /^\+(ellps|datum|pm|towgs84|a|b|rf|R|nadgrids)=/;
const words = (text: string): string[] =>
  text.split(/\s+/).filter((word) => !/^\+(no_defs|type=crs|wktext|vunits=.*|units=m)$/.test(word));

const boxes = new Map<string, Box>();
for (const [table, auth, code, south, north, west, east] of query(
  `select u.object_table_name, u.object_auth_name, u.object_code, e.south_lat, e.north_lat, e.west_lon, e.east_lon
   from usage u join extent e on e.auth_name=u.extent_auth_name and e.code=u.extent_code
   where u.object_table_name in ('geodetic_crs','projected_crs','helmert_transformation')`,
))
  boxes.set(`${table}:${auth}:${code}`, [Number(west), Number(south), Number(east), Number(north)]);

const { shiftsOf, nullShift } = readShifts(query, (key) => boxes.get(key) ?? null);

const aliases = new Map<string, string[]>();
for (const [auth, code, name] of query(
  "select auth_name, code, alt_name from alias_name where table_name='geodetic_datum'",
))
  aliases.set(`${auth}:${code}`, [...(aliases.get(`${auth}:${code}`) ?? []), name!]);

/** Part of an area that a box covers; both may run over the 180th meridian. */
function shareOf(box: Box, of: Box): number {
  const east = (b: Box): number => (b[2] >= b[0] ? b[2] : b[2] + 360);
  const high = Math.min(box[3], of[3]) - Math.max(box[1], of[1]);
  let wide = 0;
  for (const turn of [-360, 0, 360])
    wide += Math.max(0, Math.min(east(box) + turn, east(of)) - Math.max(box[0] + turn, of[0]));
  return high > 0 ? (wide * high) / Math.max(1e-9, (east(of) - of[0]) * (of[3] - of[1])) : 0;
}

/**
 * The shift that covers most of an area, by tenths; the most accurate of those that cover alike. -1 where
 * there is none.
 */
function bestShift(shifts: readonly Shift[], area: Box | undefined): number {
  let best = -1;
  const rank = (shift: Shift): number => (area && shift.box ? Math.round(shareOf(shift.box, area) * 10) : 5);
  for (const [i, shift] of shifts.entries()) {
    const chosen = shifts[best];
    if (!chosen || rank(shift) > rank(chosen)) best = i;
    else if (rank(shift) === rank(chosen) && shift.accuracy < chosen.accuracy) best = i;
  }
  return best;
}

const geodeticLines: string[] = [];
const shiftLines: string[] = [];
for (const [auth, code, name, datumAuth, datumCode, datumName] of geographic) {
  const key = `${auth}:${code}`;
  const text = texts.get(key);
  if (!text || !text.includes('+proj=longlat')) continue;
  const own = words(text)
    .filter((word) => DATUM_WORD.test(word) && !/^\+(towgs84|nadgrids)=/.test(word))
    .join(' ');
  const shifts = shiftsOf(key);
  const isNull = nullShift.has(key);
  const best = bestShift(shifts, boxes.get(`geodetic_crs:${key}`));
  const names = [name, datumName, ...(aliases.get(`${datumAuth}:${datumCode}`) ?? [])];
  const state = isNull ? 'W' : best >= 0 ? String(best) : 'U';
  geodeticLines.push(
    [
      short(auth!, code!),
      state,
      own,
      [...new Set(names)].filter(Boolean).join(';').replaceAll('|', ' '),
    ].join('|'),
  );
  if (!isNull)
    for (const { values, accuracy, box } of shifts)
      shiftLines.push(
        [short(auth!, code!), values.join(','), accuracy, (box ?? [-180, -90, 180, 90]).join(',')].join('|'),
      );
}

const projectedLines: string[] = [];
for (const [auth, code, baseAuth, baseCode] of projected) {
  const text = texts.get(`${auth}:${code}`);
  if (!text) continue;
  const own = words(text).filter((word) => !DATUM_WORD.test(word));
  const base = `${baseAuth}:${baseCode}`;
  const shifts = nullShift.has(base) ? [] : shiftsOf(base);
  const best = bestShift(shifts, boxes.get(`projected_crs:${auth}:${code}`));
  const usual = bestShift(shifts, boxes.get(`geodetic_crs:${base}`));
  projectedLines.push(
    [
      short(auth!, code!),
      short(baseAuth!, baseCode!),
      own.map((word) => word.replace(/^\+(proj=)?/, '')).join(' '),
      ...(best >= 0 && best !== usual ? [best] : []),
    ].join('|'),
  );
}

const [version] = query("select value from metadata where key='EPSG.VERSION'")[0]!;
writeFileSync(
  OUT,
  `${JSON.stringify(
    {
      source: `EPSG Geodetic Parameter Dataset ${version} (IOGP) and the Esri registry, by way of PROJ`,
      projected: projectedLines.join('\n'),
      geographic: geodeticLines.join('\n'),
      shifts: shiftLines.join('\n'),
    },
    null,
    1,
  )}\n`,
);
console.log(
  `${projectedLines.length} projected, ${geodeticLines.length} geographic, ${shiftLines.length} shifts`,
);
