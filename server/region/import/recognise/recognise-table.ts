import type { Feature, Geometry } from 'geojson';
import { type Crs, type CrsChoice, parseCrs, WGS84 } from '../../../geo/crs.ts';
import { parseNumber } from '../../../geo/number-text.ts';
import { settleLayerCrs } from '../../../geo/vector-crs.ts';
import { type ReadingRemark, remark } from '../../../geo/vector-layer.ts';
import { isWkt, readWkt } from '../../../geo/wkt-read.ts';
import { isScenarioTable } from '../accessmod-scenario.ts';
import type { PlaceTable } from '../tables/place-table.ts';
import { tableOfFeatures } from '../facilities/facilities.ts';
import { type ColumnMap, guessColumns, isPlaced } from '../tables/facility-columns.ts';
import { facilityEvidence } from '../facilities/facility-evidence.ts';
import { crsOfHeading, withoutCrs } from '../tables/heading-crs.ts';
import { type Guessed, plainly, recogniseFeatures } from './recognise-features.ts';
import type { LayerHint } from './recognised.ts';
import { placeReader } from '../tables/table-places.ts';

/** What a table is: by a person's word, by its columns and values, by its name. */
export function recogniseTable(
  name: string,
  table: PlaceTable,
  hint: LayerHint | undefined,
  choice: CrsChoice = {},
): Guessed {
  const drawn = table.points === null ? readGeometries(table) : null;
  if (drawn) {
    const { features, crs, broken = 0 } = settleLayerCrs({ name, ...drawn }, choice);
    const hasPoints = features.every(({ geometry }) => geometry === null || geometry.type === 'Point');
    if (!hasPoints) return recogniseFeatures(name, features, crs, broken, hint);
    return recogniseTable(name, { ...table, points: tableOfFeatures(name, features, crs).points }, hint);
  }
  const byHeading = table.points === null ? placeByHeading(name, table, choice) : null;
  if (byHeading) {
    const { is, guesses } = recogniseTable(name, byHeading.table, hint, choice);
    const isRead = 'table' in is || is.kind === 'features';
    return { is: isRead ? { ...is, remarks: [byHeading.remark] } : is, guesses };
  }
  const map = guessColumns(table.columns, table.rows);
  if (table.points === null && !isPlaced(map)) return recogniseUnplaced(name, table, hint, choice);
  if (hint === 'facilities') return plainly({ kind: 'facility-table', table });
  if (hint === 'population') return plainly({ kind: 'population-table', table });
  const evidence = facilityEvidence(name, table, map);
  if (map.population !== undefined && evidence <= 0) return plainly({ kind: 'population-table', table });
  // Villages without people are names on the map.
  if (evidence < 0 && map.name !== undefined)
    return recogniseFeatures('places', pointFeatures(table, map), WGS84, 0, 'places');
  const telling = [map.tier, map.tierName, map.type, map.beds, map.doctors, map.capacity, map.name].some(
    (index) => index !== undefined,
  );
  if (telling || evidence > 0) return plainly({ kind: 'facility-table', table });
  return plainly({ kind: 'unused', reason: 'points-without-meaning', detail: headingsOf(table) });
}

/**
 * The table with its places in WGS 84 where the headings of its axes name another CRS that is known
 * (degrees or metres); with its places
 * as written and a warning where they name a datum that nothing is converted from. Null where they name
 * none, or a person gave the CRS.
 */
function placeByHeading(
  name: string,
  table: PlaceTable,
  choice: CrsChoice,
): { table: PlaceTable; remark: ReadingRemark } | null {
  if (choice.asked || !table.columns.some((column) => crsOfHeading(column))) return null;
  const bare = { ...table, columns: table.columns.map(withoutCrs) };
  const map = guessColumns(bare.columns, table.rows);
  const axes = map.lon === undefined || map.lat === undefined ? null : ([map.lon, map.lat] as const);
  const metres = findMetres(bare) ?? axes;
  if (!metres) return null;
  const found = metres.map((column) => crsOfHeading(table.columns[column]!)).find((one) => one !== null);
  if (!found || (found.crs?.geographic !== false && !axes)) return null;
  const features =
    found.crs?.geographic === false
      ? metreFeatures(table, metres)
      : pointFeatures(bare, { ...map, name: -1 });
  const settled = settleLayerCrs({ name, crs: found.crs ?? WGS84, features }, {});
  const { points } = tableOfFeatures(name, settled.features, settled.crs);
  const columns = metres.map((column) => table.columns[column]!).join(', ');
  const count = points!.filter((point) => point !== null).length;
  return {
    table: { ...table, points },
    remark: found.crs
      ? remark('coordinates-by-heading', count, {
          columns,
          crs: settled.crs.id.slice(0, 60),
          meters: settled.crs.shiftMeters,
        })
      : remark('heading-datum-unknown', count, { columns, datum: found.name }),
  };
}

function metreFeatures(table: PlaceTable, axes: readonly [number, number]): Feature<Geometry | null>[] {
  return table.rows.map((row): Feature<Geometry | null> => {
    const coordinates = axes.map((column) => parseNumber(row[column] ?? ''));
    const isPoint = coordinates.every(Number.isFinite);
    return { type: 'Feature', properties: {}, geometry: isPoint ? { type: 'Point', coordinates } : null };
  });
}

function pointFeatures(table: PlaceTable, map: ColumnMap): Feature<Geometry | null>[] {
  const placeOf = placeReader(table, map);
  return table.rows.map((row, i) => {
    const place = placeOf(i);
    const isPoint = place !== null && !('unreadable' in place);
    return {
      type: 'Feature',
      properties: {
        ...Object.fromEntries(table.columns.map((name, k) => [name, row[k]])),
        name: row[map.name ?? -1] ?? '',
      },
      geometry: isPoint ? { type: 'Point', coordinates: [...place] } : null,
    };
  });
}

function headingsOf(table: PlaceTable): string {
  return table.columns.slice(0, 8).join(', ');
}

function recogniseUnplaced(
  name: string,
  table: PlaceTable,
  hint: LayerHint | undefined,
  choice: CrsChoice,
): Guessed {
  if (isScenarioTable(table.columns)) return plainly({ kind: 'scenario-table', table });
  const plain = table.columns.map((column) => column.toLowerCase());
  if ((hint === 'land-cover' || /land_?cover|legend/i.test(name)) && plain.some((c) => /value|code/.test(c)))
    return plainly({ kind: 'legend', table });
  const axes = findMetres(table);
  if (!axes)
    return plainly({ kind: 'unused', reason: 'table-without-coordinates', detail: headingsOf(table) });
  const crs = choice.asked ?? choice.assumed;
  if (!crs || crs.geographic)
    return plainly({ kind: 'unused', reason: 'table-coordinates-projected', detail: headingsOf(table) });
  const features = metreFeatures(table, axes);
  const layer = settleLayerCrs({ name, crs, features }, choice);
  return recogniseTable(
    name,
    { ...table, points: tableOfFeatures(name, layer.features, layer.crs).points },
    hint,
  );
}

/** The columns that are called x and y, or east and north, and hold metres. */
function findMetres(table: PlaceTable): [number, number] | null {
  const sample = table.rows.slice(0, 50);
  const find = (words: RegExp): number =>
    table.columns.findIndex(
      (column, i) =>
        words.test(column.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ')) &&
        sample.filter((row) => Math.abs(parseNumber(row[i] ?? '')) > 360).length * 2 > sample.length,
    );
  const [x, y] = [
    find(/\b(x|xcoord|coordx|pointx|easting|east|este|utm ?e)\b|坐标x|x坐标/i),
    find(/\b(y|ycoord|coordy|pointy|northing|north|norte|utm ?n)\b|坐标y|y坐标/i),
  ];
  return x! >= 0 && y! >= 0 ? [x!, y!] : null;
}

/** Rows as features where a column holds well-known text or GeoJSON geometries; null where none does. */
function readGeometries(
  table: PlaceTable,
): { features: Feature<Geometry | null>[]; crs: Crs; broken: number } | null {
  const isDrawn = (text: string): boolean => isWkt(text) || /^\s*\{\s*"(type|coordinates)"\s*:/.test(text);
  const sample = table.rows.slice(0, 50);
  const column = table.columns.findIndex((_, i) => {
    const texts = sample.map((row) => row[i] ?? '').filter(Boolean);
    return texts.length > 0 && texts.filter(isDrawn).length * 2 > texts.length;
  });
  if (column < 0) return null;
  let broken = 0;
  let srid: number | null = null;
  const features = table.rows.map((row): Feature<Geometry | null> => {
    const text = (row[column] ?? '').trim();
    const wkt = readWkt(text);
    srid ??= wkt?.srid ?? null;
    const geometry = wkt?.geometry ?? parseGeometry(text);
    if (geometry === null && text !== '' && !/EMPTY$/i.test(text)) broken++;
    const properties = Object.fromEntries(
      table.columns.flatMap((name, i) => (i === column ? [] : [[name, row[i] ?? '']])),
    );
    return { type: 'Feature', properties, geometry };
  });
  return { features, crs: srid === null ? WGS84 : parseCrs(`EPSG:${srid as number}`), broken };
}

function parseGeometry(text: string): Geometry | null {
  if (!text.startsWith('{') || text.length > 16_000_000) return null;
  try {
    return JSON.parse(text) as Geometry;
  } catch {
    return null;
  }
}
