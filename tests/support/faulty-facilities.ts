import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import gcoord from 'gcoord';
import { buildTransform, parseCrs, WGS84 } from '../../server/geo/crs.ts';
import { findCell } from '../../server/kernel/grid/grid.ts';
import { computeDistanceMeters } from '../../server/region/model/distance-field.ts';
import { buildCellPlace } from '../../server/region/quality/quality-roads.ts';
import { markRoadCells } from '../../server/region/travel/road-cells.ts';
import type { Region } from '../../server/region/model/region.ts';

/**
 * A spreadsheet as a county keeps it, with what is wrong with it. Rows are those of the sheet: the heading
 * is row 1.
 */
export interface FaultyFacilities {
  readonly xlsx: Uint8Array;
  readonly rows: number;
  readonly swapped: readonly number[];
  /** Row, and where the facility really stands. */
  readonly gcj02: readonly { readonly row: number; readonly lon: number; readonly lat: number }[];
  readonly inSea: number;
  readonly onReservoir: number;
  readonly withoutCoordinates: readonly number[];
}

const TIER_WORDS: Readonly<Record<string, string>> = {
  village: '村卫生室',
  township: '乡镇卫生院',
  county: '县医院',
};

/**
 * The sample's facilities as an Excel file with Chinese headings, three rows swapped, two in GCJ-02, one at
 * sea, one on the reservoir, two without coordinates.
 */
export async function makeFaultyFacilities(csvFile: string, region: Region): Promise<FaultyFacilities> {
  const records = parse(readFileSync(csvFile), { columns: true }) as Record<string, string>[];
  const { grid, population } = region;
  const toGrid = buildTransform(WGS84, parseCrs(grid.crs));
  const cellAt = (lon: number, lat: number): number => {
    const point: [number, number] = [lon, lat];
    toGrid(point);
    return findCell(grid, point[0], point[1]);
  };
  const meters = computeDistanceMeters(grid, markRoadCells(region.roads, grid));
  const isLived = (cell: number): boolean =>
    [-1, 0, 1].some((r) => [-1, 0, 1].some((c) => (population[cell + r * grid.columns + c] ?? 0) > 0));
  const shift = (record: Record<string, string>): [number, number] =>
    gcoord.transform([Number(record['lon']), Number(record['lat'])], gcoord.WGS84, gcoord.GCJ02) as [
      number,
      number,
    ];
  // Those whose shifted place lies off roads and houses: the others cannot be told by anybody.
  const tellable = records.flatMap((record, i) => {
    const [lon, lat] = shift(record);
    const from = cellAt(Number(record['lon']), Number(record['lat']));
    const to = cellAt(lon, lat);
    return from >= 0 &&
      to >= 0 &&
      meters[from]! < 60 &&
      isLived(from) &&
      meters[to]! > 400 &&
      !isLived(to) &&
      region.barrier[to] === 0
      ? [i]
      : [];
  });
  if (tellable.length < 2) throw new Error(`only ${tellable.length} facilities can be told when shifted`);
  const taken = new Set(tellable.slice(0, 2));
  const pick = (from: number): number => {
    let i = from;
    while (taken.has(i)) i++;
    taken.add(i);
    return i;
  };
  const swapped = [10, 20, 30].map(pick);
  const without = [40, 50].map(pick);
  const sea = pick(60);
  const lake = pick(70);
  const place = buildCellPlace(region);
  const water = findOpenWater(region);
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('医疗机构');
  sheet.addRow(['机构编码', '机构名称', '级别', '机构类型', '经度', '纬度', '床位数', '医生数', '护士数']);
  for (const [i, record] of records.entries()) {
    let point: [number | null, number | null] = [Number(record['lon']), Number(record['lat'])];
    if (tellable.slice(0, 2).includes(i)) point = shift(record);
    if (swapped.includes(i)) point = [point[1], point[0]];
    if (without.includes(i)) point = [null, null];
    if (i === sea) point = [123.4, 30.6];
    if (i === lake) point = [place(water).lonDegrees, place(water).latDegrees];
    sheet.addRow([
      record['id'],
      record['name_zh'],
      TIER_WORDS[record['tier']!],
      record['type'],
      ...point,
      Number(record['beds']),
      Number(record['doctors']),
      Number(record['nurses']),
    ]);
  }
  const rowOf = (i: number): number => i + 2;
  return {
    xlsx: new Uint8Array(await book.xlsx.writeBuffer()),
    rows: records.length,
    swapped: swapped.map(rowOf),
    gcj02: tellable
      .slice(0, 2)
      .map((i) => ({ row: rowOf(i), lon: Number(records[i]!['lon']), lat: Number(records[i]!['lat']) })),
    inSea: rowOf(sea),
    onReservoir: rowOf(lake),
    withoutCoordinates: without.map(rowOf),
  };
}

/** A barrier cell with water all round it. */
function findOpenWater({ barrier, grid }: Region): number {
  for (let cell = 0; cell < barrier.length; cell++)
    if (
      [-2, -1, 0, 1, 2].every((r) =>
        [-2, -1, 0, 1, 2].every((c) => barrier[cell + r * grid.columns + c] === 1),
      )
    )
      return cell;
  throw new Error('the region has no open water');
}
