import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { deflateSync } from 'node:zlib';
import { buildTransform, parseCrs, WGS84 } from '../../server/geo/crs.ts';
import { writeGeoTiff } from '../../server/geo/geotiff-write.ts';
import type { Grid } from '../../server/kernel/grid/grid.ts';

const CELL_METERS = 100;
const NODES_A_BLOCK = 8000;
const WAYS_A_BLOCK = 40;
const NANO = 100;

export interface Province {
  readonly cells: number;
  readonly segments: number;
  readonly facilities: number;
}

/**
 * Writes a flat made-up province in 100 m cells: people, a lattice of OSM roads, facilities, an outline.
 * The same numbers give the same bytes.
 */
export async function writeProvince(folder: string, wanted: Province): Promise<Province> {
  mkdirSync(folder, { recursive: true });
  const side = Math.ceil(Math.sqrt(wanted.cells));
  const grid: Grid = {
    columns: side,
    rows: side,
    left: 300_000,
    top: 3_700_000,
    cellWidth: CELL_METERS,
    cellHeight: CELL_METERS,
    crs: 'EPSG:32649',
    geographic: false,
  };
  const people = new Float32Array(side * side);
  for (let cell = 0; cell < people.length; cell++) {
    const noise = Math.imul(cell + 1, 2_654_435_761) >>> 0;
    people[cell] = noise % 3 === 0 ? (noise >>> 8) % 30 : 0;
  }
  writeFileSync(
    join(folder, 'population.tif'),
    writeGeoTiff({ grid, data: people, compress: 'deflate', noData: -1 }),
  );
  const transform = buildTransform(parseCrs(grid.crs), WGS84);
  const place = (eastShare: number, southShare: number): [number, number] => {
    const point: [number, number] = [
      grid.left + eastShare * side * CELL_METERS,
      grid.top - southShare * side * CELL_METERS,
    ];
    transform(point);
    return point;
  };
  // Lines × lines junctions; every line is one way, so it has lines − 1 segments.
  const lines = Math.ceil(Math.sqrt(wanted.segments / 2)) + 1;
  await writeLattice(join(folder, 'roads.osm.pbf'), lines, place);
  const rows = ['id,name_zh,name_en,tier,lon,lat,beds'];
  for (let i = 0; i < wanted.facilities; i++) {
    const noise = Math.imul(i + 7, 2_246_822_519) >>> 0;
    const [lon, lat] = place(
      0.01 + 0.98 * ((noise & 0xffff) / 65_536),
      0.01 + 0.98 * ((noise >>> 16) / 65_536),
    );
    const tier = i % 500 === 0 ? 'county' : i % 20 === 0 ? 'township' : 'village';
    rows.push(`F${i},机构${i},Facility ${i},${tier},${lon.toFixed(6)},${lat.toFixed(6)},${i % 40}`);
  }
  writeFileSync(join(folder, 'facilities.csv'), `${rows.join('\n')}\n`);
  const ring = [
    place(0.05, 0.05),
    place(0.05, 0.95),
    place(0.95, 0.95),
    place(0.95, 0.05),
    place(0.05, 0.05),
  ];
  writeFileSync(
    join(folder, 'boundary.geojson'),
    JSON.stringify({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { name: 'Province' },
          geometry: { type: 'Polygon', coordinates: [ring] },
        },
      ],
    }),
  );
  return { cells: side * side, segments: 2 * lines * (lines - 1), facilities: wanted.facilities };
}

async function writeLattice(
  path: string,
  lines: number,
  place: (east: number, south: number) => [number, number],
): Promise<void> {
  const out = createWriteStream(path);
  const put = (type: string, block: Buffer): void => {
    const packed = deflateSync(block, { level: 3 });
    const blob = Buffer.concat([field(2, 0, block.length), field(3, 2, packed)]);
    const head = Buffer.concat([field(1, 2, Buffer.from(type)), field(3, 0, blob.length)]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(head.length);
    out.write(Buffer.concat([length, head, blob]));
  };
  put(
    'OSMHeader',
    Buffer.concat([field(4, 2, Buffer.from('OsmSchema-V0.6')), field(4, 2, Buffer.from('DenseNodes'))]),
  );
  const at = (share: number): number => 0.005 + 0.99 * (share / (lines - 1));
  const count = lines * lines;
  for (let start = 0; start < count; start += NODES_A_BLOCK) {
    const end = Math.min(count, start + NODES_A_BLOCK);
    const ids: number[] = [];
    const lats: number[] = [];
    const lons: number[] = [];
    let [lastId, lastLat, lastLon] = [0, 0, 0];
    for (let n = start; n < end; n++) {
      const [lon, lat] = place(at(n % lines), at(Math.floor(n / lines)));
      const [x, y] = [Math.round((lon * 1e9) / NANO), Math.round((lat * 1e9) / NANO)];
      ids.push(zigzag(n + 1 - lastId));
      lats.push(zigzag(y - lastLat));
      lons.push(zigzag(x - lastLon));
      [lastId, lastLat, lastLon] = [n + 1, y, x];
    }
    const dense = Buffer.concat([
      field(1, 2, varints(ids)),
      field(8, 2, varints(lats)),
      field(9, 2, varints(lons)),
    ]);
    put('OSMData', Buffer.concat([strings([]), field(2, 2, field(2, 2, dense))]));
  }
  const classes = ['secondary', 'tertiary', 'unclassified', 'track'];
  for (let start = 0; start < 2 * lines; start += WAYS_A_BLOCK) {
    const group: Buffer[] = [];
    for (let way = start; way < Math.min(2 * lines, start + WAYS_A_BLOCK); way++) {
      const isRow = way < lines;
      const refs: number[] = [];
      let last = 0;
      for (let i = 0; i < lines; i++) {
        const id = (isRow ? way * lines + i : i * lines + (way - lines)) + 1;
        refs.push(zigzag(id - last));
        last = id;
      }
      group.push(
        field(
          3,
          2,
          Buffer.concat([
            field(1, 0, way + 1),
            field(2, 2, varints([1])),
            field(3, 2, varints([2 + (way % classes.length)])),
            field(8, 2, varints(refs)),
          ]),
        ),
      );
    }
    put('OSMData', Buffer.concat([strings(['highway', ...classes]), field(2, 2, Buffer.concat(group))]));
  }
  out.end();
  await finished(out);
}

/** String table; entry 0 is empty by the format's rule. */
function strings(words: readonly string[]): Buffer {
  return field(1, 2, Buffer.concat(['', ...words].map((word) => field(1, 2, Buffer.from(word)))));
}

const zigzag = (value: number): number => (value >= 0 ? value * 2 : -value * 2 - 1);

function varints(values: readonly number[]): Buffer {
  const bytes: number[] = [];
  for (let value of values) {
    while (value >= 128) {
      bytes.push((value % 128) + 128);
      value = Math.floor(value / 128);
    }
    bytes.push(value);
  }
  return Buffer.from(bytes);
}

/** One protobuf field: wire type 0 with a number, 2 with bytes. */
function field(id: number, wire: 0 | 2, value: number | Buffer): Buffer {
  const key = varints([id * 8 + wire]);
  if (typeof value === 'number') return Buffer.concat([key, varints([value])]);
  return Buffer.concat([key, varints([value.length]), value]);
}
