import type { Tier } from '../../../contract/vocabulary.ts';
import type { Grid } from '../../../kernel/grid/grid.ts';
import { findCell } from '../../../kernel/grid/grid.ts';
import { buildTransform, parseCrs, WGS84 } from '../../../geo/crs.ts';
import { geodesicMeters } from '../../../geo/geodesic.ts';
import { tableNumbers } from '../../../geo/table-numbers.ts';
import { reportAxes } from '../tables/axis-columns.ts';
import type { ColumnMap } from '../tables/facility-columns.ts';
import { guessColumns } from '../tables/facility-columns.ts';
import type { FieldName } from '../tables/column-words.ts';
import type { FacilityCorrection } from './facility-correction.ts';
import { correctPlace } from './facility-correction.ts';
import { reportNotWorking } from './facility-status.ts';
import { findTier, findTierInWords } from './facility-tier.ts';
import type { PlaceTable } from '../tables/place-table.ts';
import { tierWordOf, type TierWords } from './tier-words.ts';
import type { FindingExample, FindingList } from '../../model/findings.ts';
import type { Facility } from '../../model/region.ts';
import { reportOpenNumbers } from '../report-numbers.ts';
import { placeReader } from '../tables/table-places.ts';

export interface FacilityOptions {
  readonly layer: string;
  readonly grid: Grid;
  readonly findings: FindingList;
  /** Meanings that the user gave or changed, by field, as column headings. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Decisions by row number. */
  readonly corrections?: Readonly<Record<number, FacilityCorrection>>;
  /**
   * What all rows of the file are, by its name, where no column reports it (hospitals.csv beside
   * health_centres.csv).
   */
  readonly kind?: string;
  /** Tiers that a person gave to the file's own words; they go before every guess. */
  readonly tierWords?: TierWords | undefined;
  /** Added to the row numbers, so that those of several files differ. */
  readonly firstRow?: number;
}

/** Columns that become fields and stay attributes as well. */
const KEPT_COLUMNS: ReadonlySet<string> = new Set(['tier', 'tierName', 'population', 'care']);
const AMOUNTS = ['capacity', 'doctors', 'generalPractitioners', 'nurses', 'beds'] as const;

/** What rows were found to be. */
const SEEN = [
  'missing',
  'unreadable',
  'corrected',
  'swapped',
  'nullIsland',
  'outside',
  'signLost',
  'untiered',
  'badNumber',
] as const;
type Seen = (typeof SEEN)[number];

/** Facilities of a table. Every row ends as a facility or in a finding. */
export function readFacilities(table: PlaceTable, options: FacilityOptions): Facility[] {
  const reader = new FacilityReader(table, options);
  const facilities: Facility[] = [];
  for (let row = 0; row < table.rows.length; row++) {
    const facility = reader.read(row);
    if (facility) facilities.push(facility);
  }
  reader.report();
  reportNotWorking(table, facilities, options.firstRow ?? 0, options.layer, options.findings);
  return facilities;
}

/** Columns of a table by field, as guessed and as a person changed them. */
function columnsOf(table: PlaceTable, asked: Readonly<Record<string, string>> = {}): ColumnMap {
  const map: ColumnMap = { ...guessColumns(table.columns, table.rows) };
  for (const [field, heading] of Object.entries(asked)) {
    const index = table.columns.indexOf(heading);
    if (index >= 0) (map as Record<string, number>)[field] = index;
  }
  return map;
}

/** Reads a table's rows one by one and keeps what was seen. */
class FacilityReader {
  readonly #table: PlaceTable;
  readonly #options: FacilityOptions;
  readonly #map: ColumnMap;
  readonly #place: ReturnType<typeof placeReader>;
  readonly #numbers: ReturnType<typeof tableNumbers>;
  readonly #transform: (point: [number, number]) => void;
  readonly #attributes: readonly {
    readonly column: number;
    readonly name: string;
    readonly isCode: boolean;
  }[];
  readonly #seen = new Map<Seen, FindingExample[]>(SEEN.map((what) => [what, []]));
  readonly #ids = new Set<string>();

  constructor(table: PlaceTable, options: FacilityOptions) {
    this.#table = table;
    this.#options = options;
    this.#map = columnsOf(table, options.columns);
    this.#place = placeReader(table, this.#map);
    this.#numbers = tableNumbers(table, [this.#map.lon, this.#map.lat, this.#map.place]);
    this.#transform = buildTransform(WGS84, parseCrs(options.grid.crs));
    const known = new Set(
      Object.entries(this.#map).flatMap(([field, index]) => (KEPT_COLUMNS.has(field) ? [] : [index])),
    );
    this.#attributes = table.columns.flatMap((name, column) =>
      known.has(column) ? [] : [{ column, name, isCode: holdsCodes(table, column) }],
    );
  }

  report(): void {
    const { layer, findings } = this.#options;
    const file = { file: this.#table.file };
    const seen = (what: Seen): FindingExample[] => this.#seen.get(what)!;
    const [missing, unreadable, corrected] = [seen('missing'), seen('unreadable'), seen('corrected')];
    reportAxes(this.#table, this.#table.points ? {} : this.#map, layer, findings);
    findings.add('facility-without-coordinates', 'warning', layer, missing.length, file, missing);
    findings.add('facility-coordinates-unreadable', 'warning', layer, unreadable.length, file, unreadable);
    findings.add('facility-corrected', 'info', layer, corrected.length, file, corrected);
    const [swapped, nullIsland, outside] = [seen('swapped'), seen('nullIsland'), seen('outside')];
    findings.add('facility-coordinates-swapped', 'warning', layer, swapped.length, file, swapped);
    findings.add('facility-null-island', 'warning', layer, nullIsland.length, file, nullIsland);
    findings.add('facility-outside-grid', 'warning', layer, outside.length, file, outside);
    const [signLost, untiered, badNumber] = [seen('signLost'), seen('untiered'), seen('badNumber')];
    findings.add('facility-sign-lost', 'warning', layer, signLost.length, file, signLost);
    findings.add('facility-tier-unknown', 'info', layer, untiered.length, file, untiered);
    findings.add('facility-number-unreadable', 'warning', layer, badNumber.length, file, badNumber);
    for (const field of AMOUNTS) {
      const column = this.#map[field];
      if (column !== undefined)
        reportOpenNumbers(this.#table, column, this.#numbers(column), layer, findings);
    }
  }

  read(row: number): Facility | null {
    const rowNumber = this.#table.rowNumbers[row]! + (this.#options.firstRow ?? 0);
    const label =
      this.#cell(row, 'name') ||
      this.#cell(row, 'nameZh') ||
      this.#cell(row, 'nameEn') ||
      this.#cell(row, 'id') ||
      `row ${rowNumber}`;
    const point = this.#pointOf(row, rowNumber, label);
    if (!point) return null;
    const [lonDegrees, latDegrees] = point;
    const place = { lonDegrees, latDegrees };
    if (lonDegrees === 0 && latDegrees === 0) this.#see('nullIsland', { label, row: rowNumber, ...place });
    const at: [number, number] = [lonDegrees, latDegrees];
    this.#transform(at);
    const cell = findCell(this.#options.grid, at[0], at[1]);
    if (cell < 0) this.#seeOutside(label, rowNumber, point);
    return {
      ...this.#describe(row, rowNumber, label, place),
      lonDegrees,
      latDegrees,
      x: at[0],
      y: at[1],
      cell,
    };
  }

  #cell(row: number, field: FieldName): string {
    const column = this.#map[field];
    return column === undefined ? '' : (this.#table.rows[row]![column] ?? '').trim();
  }

  #see(what: Seen, example: FindingExample): void {
    this.#seen.get(what)!.push(example);
  }

  #cellAt(lon: number, lat: number): number {
    if (Math.abs(lon) > 180 || Math.abs(lat) > 90) return -1;
    const at: [number, number] = [lon, lat];
    this.#transform(at);
    return findCell(this.#options.grid, at[0], at[1]);
  }

  /**
   * Where the row is after a person's decision, axes turned where only that lies inside; null where it has
   * no place that can be used.
   */
  #pointOf(row: number, rowNumber: number, label: string): [number, number] | null {
    const correction = this.#options.corrections?.[rowNumber];
    const written = this.#place(row);
    let point: [number, number] | null = null;
    if (written && 'unreadable' in written) {
      if (!correction) {
        this.#see('unreadable', {
          label: `${label}: ${written.unreadable}`,
          row: rowNumber,
        });
        return null;
      }
    } else if (written) point = [written[0], written[1]];
    if (correction) {
      const done = typeof correction === 'string' ? correction : correction.join(', ');
      this.#see('corrected', { label: `${label}: ${done}`, row: rowNumber });
      point = correctPlace(point, correction);
      if (correction === 'drop') return null;
    }
    if (!point) {
      this.#see('missing', { label, row: rowNumber });
      return null;
    }
    // As written the row lies nowhere in the region, the other way round it does.
    const [a, b] = point;
    if (a !== b && this.#cellAt(a, b) < 0 && this.#cellAt(b, a) >= 0) {
      this.#see('swapped', {
        label: `${label}: ${a}, ${b}`,
        row: rowNumber,
        lonDegrees: b,
        latDegrees: a,
      });
      return [b, a];
    }
    if (Math.abs(a) <= 180 && Math.abs(b) <= 90) return point;
    this.#see('unreadable', { label: `${label}: ${a}, ${b}`, row: rowNumber });
    return null;
  }

  /** Outside, or a sign was lost: the one mirrored place that lies inside is offered. */
  #seeOutside(label: string, row: number, [lon, lat]: readonly [number, number]): void {
    const example = { label, row, lonDegrees: lon, latDegrees: lat };
    const mirrored = (
      [
        [lon, -lat],
        [-lon, lat],
        [-lon, -lat],
      ] as const
    ).filter(([x, y]) => this.#cellAt(x, y) >= 0);
    const [place] = mirrored;
    if (!place || mirrored.length > 1 || (lon === 0 && lat === 0)) {
      this.#see('outside', example);
      return;
    }
    const meters = Math.round(geodesicMeters(lon, lat, place[0], place[1]));
    this.#see('signLost', {
      ...example,
      label: `${label} → ${place[0]}, ${place[1]}`,
      offer: { correction: 'move', lonDegrees: place[0], latDegrees: place[1], meters },
    });
  }

  #describe(
    row: number,
    rowNumber: number,
    label: string,
    place: object,
  ): Omit<Facility, 'lonDegrees' | 'latDegrees' | 'x' | 'y' | 'cell'> {
    const name = this.#cell(row, 'name');
    const own = this.#cell(row, 'type') || this.#cell(row, 'tierName');
    const { tier, type } = this.#tierOf(row, own);
    if (!tier) this.#see('untiered', { label, row: rowNumber, ...place });
    const amount = (field: (typeof AMOUNTS)[number]): number | null => {
      const text = this.#cell(row, field);
      if (text === '') return null;
      const value = this.#numbers(this.#map[field]!).read(text);
      if (Number.isFinite(value) && value >= 0) return value;
      this.#see('badNumber', {
        label: `${label}: ${field} ${text}`,
        row: rowNumber,
        ...place,
      });
      return null;
    };
    return {
      id: this.#idOf(row, rowNumber),
      nameZh: this.#cell(row, 'nameZh') || name || this.#cell(row, 'nameEn') || label,
      nameEn: this.#cell(row, 'nameEn') || name || this.#cell(row, 'nameZh') || label,
      row: rowNumber,
      tier: tier ?? 'other',
      type,
      ownership: this.#cell(row, 'ownership'),
      services: this.#cell(row, 'services')
        .split(/[;,|、；，]/)
        .map((word) => word.trim())
        .filter(Boolean),
      capacity: amount('capacity'),
      doctors: amount('doctors'),
      generalPractitioners: amount('generalPractitioners'),
      nurses: amount('nurses'),
      beds: amount('beds'),
      attributes: this.#attributesOf(row),
    };
  }

  /** Tier by the row's own words, else by what all rows of the file are. */
  #tierOf(row: number, own: string): { tier: Tier | null; type: string } {
    const name = this.#cell(row, 'name') || this.#cell(row, 'nameZh') || this.#cell(row, 'nameEn');
    const reported = { tier: this.#cell(row, 'tier'), tierName: this.#cell(row, 'tierName'), type: own };
    const word = tierWordOf(reported.tier, reported.tierName, this.#cell(row, 'type'));
    const given = word === '' ? null : (this.#options.tierWords?.find(word) ?? null);
    if (given) return { tier: given, type: own };
    const byRow = findTier({ ...reported, name });
    // A row that reports nothing itself is what the file's name states.
    const kind = this.#options.kind ?? '';
    const byKind = kind === '' || (byRow && own !== '') ? null : findTierInWords(kind);
    return { tier: byRow ?? byKind, type: own || (byKind ? kind : '') };
  }

  #idOf(row: number, rowNumber: number): string {
    let id = this.#cell(row, 'id') || String(rowNumber);
    if (this.#ids.has(id)) id = `${id}-${rowNumber}`;
    this.#ids.add(id);
    return id;
  }

  #attributesOf(row: number): Record<string, string | number | null> {
    const out: Record<string, string | number | null> = {};
    for (const { column, name, isCode } of this.#attributes) {
      const text = (this.#table.rows[row]![column] ?? '').trim();
      out[name] =
        text === '' ? null : isCode ? text : attributeValue(text, () => this.#numbers(column).read(text));
    }
    return out;
  }
}

/** A number where the text is one and no long code, else the text. */
function attributeValue(text: string, read: () => number): string | number {
  if (text.length >= 16 || !/^[-+\u2212]?[\d\uff10-\uff19][\d\uff10-\uff19.,'’\s]*$/.test(text)) return text;
  const value = read();
  return Number.isFinite(value) ? value : text;
}

/**
 * Whether a column holds phone numbers or codes, by its heading or by a zero that a number would lose: they
 * stay texts.
 */
function holdsCodes(table: PlaceTable, column: number): boolean {
  if (
    /phone|\btel|mobile|\bfax|cell|contact|celular|telef|telep|t[eé]l[eé]p|电话|手机/i.test(
      table.columns[column]!,
    )
  )
    return true;
  return table.rows.some((row) => /^\s*0\d/.test(row[column] ?? ''));
}
