/**
 * Makes tests/geo/golden/crs-points.json: places in degrees and where GDAL puts them in several hundred
 * EPSG and Esri systems.
 * Needs gdaltransform (Debian: gdal-bin) and sqlite3. Run: npx tsx scripts/goldens/make-crs-goldens.ts
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const DATABASE = process.env['PROJ_DB'] ?? '/usr/share/proj/proj.db';
const OUT = resolve(import.meta.dirname, '../../tests/geo/golden/crs-points.json');
const EVERY = 13;
/** Systems that planners have, whatever the draw. */
const ALWAYS = new Set(
  `2100 2154 2180 2193 2236 2264 2326 2393 2437 2443 2600 3031 3035 3067 3068 3301 3346 3347 3395 3405 3413 3414 3416 3763 3765 3794 3812 3857 3978 4087
   4524 4548 5070 5514 5880 6933 20137 20790 21036 21037 21096 21097 21781 22171 22186 22275 23030 23700 23947 24047 24378 24500 24547 25832 25833 26191 26331 26591
   26713 26717 26917 27200 27493 27561 27572 27700 28191 28232 28348 28404 28992 29100 29193 29333 29873 29902 30161 30177 31256 31287 31370 31467 31468 31700 31983 32040 32201 32636 32737 32661 32761 102033`.split(
    /\s+/,
  ),
);
const FRACTIONS = [
  [0.5, 0.5],
  [0.3, 0.35],
  [0.72, 0.6],
] as const;

const rows = execFileSync(
  'sqlite3',
  [
    '-separator',
    '\t',
    DATABASE,
    `select c.auth_name, c.code, c.deprecated, e.west_lon, e.south_lat, e.east_lon, e.north_lat from projected_crs c
     join usage u on u.object_table_name='projected_crs' and u.object_auth_name=c.auth_name and u.object_code=c.code
     join extent e on e.auth_name=u.extent_auth_name and e.code=u.extent_code
     where c.auth_name in ('EPSG','ESRI') group by c.auth_name, c.code order by c.auth_name, cast(c.code as integer)`,
  ],
  { encoding: 'utf8' },
)
  .trim()
  .split('\n')
  .map((line) => line.split('\t') as [string, string, string, string, string, string, string]);

const chosen = rows.filter(
  ([auth, code, deprecated], i) =>
    deprecated === '0' && ((i % EVERY === 0 && auth === 'EPSG') || i % (4 * EVERY) === 0 || ALWAYS.has(code)),
);
const out: Record<string, number[][]> = {};
for (const [auth, code, , w, s, e, n] of chosen) {
  const [west, south, north] = [Number(w), Number(s), Number(n)];
  const east = Number(e) < west ? Number(e) + 360 : Number(e);
  const places = FRACTIONS.map(([x, y]) => [
    Math.round((west + (east - west) * x) * 1e4) / 1e4,
    Math.round((south + (north - south) * y) * 1e4) / 1e4,
  ]).map(([lon, lat]) => [lon! > 180 ? Math.round((lon! - 360) * 1e4) / 1e4 : lon!, lat!]);
  try {
    const answer = execFileSync(
      'gdaltransform',
      ['-s_srs', 'EPSG:4326', '-t_srs', `${auth}:${code}`, '-output_xy'],
      {
        input: places.map((place) => place.join(' ')).join('\n'),
        encoding: 'utf8',
        stdio: ['pipe', 'pipe', 'ignore'],
      },
    );
    const points = answer
      .trim()
      .split('\n')
      .map((line, i) => [
        ...places[i]!,
        ...line
          .split(' ')
          .slice(0, 2)
          .map((v) => Math.round(Number(v) * 1e3) / 1e3),
      ]);
    if (points.length === places.length && points.flat().every(Number.isFinite))
      out[`${auth}:${code}`] = points;
  } catch {
    console.log(`left out: ${auth}:${code}`);
  }
}
mkdirSync(dirname(OUT), { recursive: true });
writeFileSync(
  OUT,
  `{\n${Object.entries(out)
    .map(([key, value]) => `"${key}":${JSON.stringify(value)}`)
    .join(',\n')}\n}\n`,
);
console.log(`${Object.keys(out).length} systems`);
