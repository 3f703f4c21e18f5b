import type { Feature, Geometry, Position } from 'geojson';
import type { Crs } from '../../../geo/crs.ts';
import { buildTransform } from '../../../geo/crs.ts';
import {
  EDGE_BRIDGE,
  EDGE_FERRY,
  EDGE_NO_BICYCLE,
  EDGE_NO_MOTOR,
  EDGE_OWN_SPEED,
  EDGE_TUNNEL,
} from '../../../kernel/network/road-network.ts';
import { ROAD_CLASSES, type RoadClass } from '../../../contract/vocabulary.ts';
import type { RoadWays } from './road-ways.ts';
import { decodeRoadClass, isMisspelt, matchWord, readRoadWord } from './road-class-words.ts';
import { joinCrossings } from './road-crossings.ts';
import { readRoadStatus } from './road-status.ts';
import type { RoadUse } from './road-tags.ts';
import { parseRoadTags } from './road-tags.ts';
import { listWords, parseSpeed } from './road-words.ts';

/** What the lines of one file are. */
export interface LineCounts {
  /**
   * Features that are lines but whose properties name no road class, with the first few class words that
   * were not understood.
   */
  readonly unknownClass: { readonly count: number; readonly words: readonly string[] };
  readonly notLines: number;
  /** Lines whose speed is their own: from a column of the file or by their class word. */
  readonly ownSpeeds: number;
  /**
   * Words that were read as others by their spelling (`Teriary` as `tertiary`), with the lines that have
   * them.
   */
  readonly mended: ReadonlyMap<string, { readonly as: string; readonly count: number }>;
  /** Lines whose `oneway` is the T or F of a logical column. */
  readonly logicalOneways: number;
  /**
   * Lines that a column calls planned, closed or abandoned (left out), or impassable (closed to vehicles),
   * by their words.
   */
  readonly absent: ReadonlyMap<string, number>;
  readonly impassable: ReadonlyMap<string, number>;
}

export interface RoadFiles {
  readonly ways: RoadWays;
  readonly files: readonly LineCounts[];
  /** Number that the first feature of each file has among the sources. */
  readonly firstSource: readonly number[];
  /** Crossings without a common vertex that were joined (same layer, neither bridge nor tunnel). */
  readonly joinedCrossings: number;
}

export interface RoadWordOptions {
  /** Class-speed mapping for files whose words are their own: word -> road class word. */
  readonly classWords?: Readonly<Record<string, string>>;
  /** Speeds of motor vehicles in km/h by the file's words, the table that counts first coming first. */
  readonly speeds?: readonly Readonly<Record<string, number>>[];
}

/** Columns that can hold the class, most telling first. */
const CLASS_COLUMNS = [
  'highway',
  'fclass',
  'road_class',
  'class',
  'roadclass',
  'type',
  'label',
  'category',
  'class_n',
  'class_num',
  // DIVA-GIS (Digital Chart of the World) and GRIP4.
  'rtt_descri',
  'f_code_des',
  'gp_rtp',
  '道路等级',
  '等级',
  '类型',
  'cat',
];

/** Ways of one file of line features. */
export function readLineRoads(
  features: readonly Feature<Geometry | null>[],
  options: RoadWordOptions & { readonly from: Crs; readonly to: Crs },
): Omit<RoadFiles, 'files' | 'firstSource'> & LineCounts {
  const { files, ways, joinedCrossings } = readRoadFiles(
    [{ features, crs: options.from }],
    options.to,
    options,
  );
  return { ...files[0]!, ways, joinedCrossings };
}

/**
 * Ways of the line features of several files, as one network. Vertices at the same place (to 1e-9 of the
 * unit after rounding to 1e-7° or
 * 1 cm) are one node; crossings of roads on the same layer are joined by a node in each, as register data
 * is seldom noded.
 */
export function readRoadFiles(
  files: readonly { readonly features: readonly Feature<Geometry | null>[]; readonly crs: Crs }[],
  to: Crs,
  options: RoadWordOptions,
): RoadFiles {
  const found: FoundLines = { lines: [], uses: [], layers: [], sources: [] };
  const counts: LineCounts[] = [];
  const firstSource: number[] = [];
  let first = 0;
  for (const { features, crs } of files) {
    firstSource.push(first);
    counts.push(collectLines(features, buildTransform(crs, to), options, first, found));
    first += features.length;
  }
  const joinedCrossings = joinCrossings(found.lines, found.layers, to.geographic);
  return { ways: shareNodes(found, to.geographic), files: counts, firstSource, joinedCrossings };
}

interface FoundLines {
  readonly lines: Position[][];
  readonly uses: RoadUse[];
  /** Level of each line, NaN where it meets others at its ends only. */
  readonly layers: number[];
  readonly sources: number[];
}

function collectLines(
  features: readonly Feature<Geometry | null>[],
  transform: (point: [number, number]) => void,
  options: RoadWordOptions,
  firstSource: number,
  found: FoundLines,
): LineCounts {
  const words = new Set<string>();
  const mended = new Map<string, { as: string; count: number }>();
  const geofabrik = hasGeofabrikOneways(features);
  let unknown = 0;
  let notLines = 0;
  let ownSpeeds = 0;
  let logicalOneways = 0;
  const closed = { absent: new Map<string, number>(), impassable: new Map<string, number>() };
  for (const [index, { geometry, properties }] of features.entries()) {
    const parts = geometry ? linesOf(geometry) : [];
    if (parts.length === 0) {
      notLines++;
      continue;
    }
    const { tags, word } = tagsOf(properties ?? {}, options.classWords);
    const logical = geofabrik ? undefined : LOGICAL[tags['oneway']?.toLowerCase() ?? ''];
    if (logical !== undefined) {
      tags['oneway'] = logical;
      logicalOneways++;
    }
    const parsed = parseRoadTags(tags);
    if (!parsed) {
      unknown++;
      words.add(tags['highway'] ?? '');
      continue;
    }
    const status = readRoadStatus(tags);
    if (status) closed[status.state].set(status.word, (closed[status.state].get(status.word) ?? 0) + 1);
    if (status?.state === 'absent') continue;
    const kmh = ownSpeedOf(tags, word, options.speeds ?? []);
    noteSpelling(mended, word, ROAD_CLASSES[parsed.roadClass]!);
    if (kmh > 0) ownSpeeds++;
    const own = kmh > 0 ? withOwnSpeed(parsed, kmh) : parsed;
    const use = status ? { ...own, flags: own.flags | EDGE_NO_MOTOR | EDGE_NO_BICYCLE } : own;
    const meetsAtEnds = (use.flags & (EDGE_FERRY | EDGE_BRIDGE | EDGE_TUNNEL)) !== 0;
    for (const part of parts) {
      found.lines.push(
        part.map((position) => {
          const point: [number, number] = [position[0]!, position[1]!];
          transform(point);
          return point;
        }),
      );
      found.uses.push(use);
      found.layers.push(meetsAtEnds ? Number.NaN : Number(tags['layer'] ?? 0) || 0);
      found.sources.push(firstSource + index);
    }
  }
  return {
    unknownClass: { count: unknown, words: [...words].filter(Boolean).slice(0, 10) },
    notLines,
    ownSpeeds,
    mended,
    logicalOneways,
    ...closed,
  };
}

function withOwnSpeed(use: RoadUse, maxSpeedKmh: number): RoadUse {
  const { backwardMaxSpeedKmh: _posted, ...rest } = use;
  return { ...rest, maxSpeedKmh, flags: use.flags | EDGE_OWN_SPEED };
}

function linesOf(geometry: Geometry): readonly Position[][] {
  if (geometry.type === 'LineString') return [geometry.coordinates];
  if (geometry.type === 'MultiLineString') return geometry.coordinates;
  return geometry.type === 'GeometryCollection' ? geometry.geometries.flatMap(linesOf) : [];
}

function shareNodes({ lines, uses, sources }: FoundLines, geographic: boolean): RoadWays {
  const quantum = geographic ? 1e7 : 100;
  const nodeOf = new Map<string, number>();
  const xs: number[] = [];
  const ys: number[] = [];
  const refs: number[] = [];
  const refStart = new Uint32Array(lines.length + 1);
  for (const [i, line] of lines.entries()) {
    for (const [x, y] of line as [number, number][]) {
      if (!Number.isFinite(x + y)) {
        refs.push(-1);
        continue;
      }
      const key = `${Math.round(x * quantum)},${Math.round(y * quantum)}`;
      let node = nodeOf.get(key);
      if (node === undefined) {
        node = xs.length;
        nodeOf.set(key, node);
        xs.push(x);
        ys.push(y);
      }
      refs.push(node);
    }
    refStart[i + 1] = refs.length;
  }
  return {
    nodeX: Float64Array.from(xs),
    nodeY: Float64Array.from(ys),
    refStart,
    refs: Int32Array.from(refs),
    uses,
    sources: Float64Array.from(sources),
    geographic,
  };
}

function noteSpelling(
  mended: Map<string, { as: string; count: number }>,
  word: string,
  roadClass: RoadClass,
): void {
  if (!isMisspelt(word, roadClass)) return;
  const known = mended.get(word);
  if (known) known.count++;
  else mended.set(word, { as: roadClass, count: 1 });
}

function tagsOf(
  properties: Readonly<Record<string, unknown>>,
  classWords: Readonly<Record<string, string>> | undefined,
): { tags: Record<string, string>; word: string } {
  const tags = Object.create(null) as Record<string, string>; // a file may name its columns `constructor`
  for (const [key, value] of Object.entries(properties))
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      tags[key.toLowerCase()] = String(value);
  if (tags['route'] === 'ferry') return { tags, word: 'ferry' };
  let said = '';
  for (const column of CLASS_COLUMNS)
    for (const word of listWords(decodeRoadClass(column, tags[column]?.trim() ?? ''))) {
      if (!word) continue;
      said ||= word;
      const known = readRoadWord(word, classWords);
      tags['highway'] = known;
      if (parseRoadTags({ ...tags, highway: known })) return { tags, word };
    }
  return { tags, word: said };
}

/**
 * Whether T and F in `oneway` are Geofabrik's (against and along the drawing) and not the yes and no of a
 * logical column.
 */
function hasGeofabrikOneways(features: readonly Feature<Geometry | null>[]): boolean {
  return features.some(
    ({ properties }) => properties?.['oneway'] === 'B' || properties?.['fclass'] !== undefined,
  );
}

const LOGICAL: Readonly<Record<string, string>> = { t: 'yes', f: 'no' };

const SPEED_COLUMNS = [
  'speed',
  'speed_kmh',
  'speedkmh',
  'kmh',
  'speed_km_h',
  'speed_mph',
  'speedmph',
  'mph',
  'vitesse',
  'velocidade',
  '时速',
  '速度',
  '设计速度',
  '设计时速',
  '行车速度',
];

/**
 * Speed of motor vehicles in km/h that a person or a table gives the word, else one of the file's columns;
 * 0 where no one states.
 */
function ownSpeedOf(
  tags: Readonly<Record<string, string>>,
  word: string,
  tables: readonly Readonly<Record<string, number>>[],
): number {
  for (const speeds of tables) {
    const entry = word === '' ? null : matchWord(speeds, word);
    if (entry !== null) return speeds[entry]!;
  }
  for (const column of SPEED_COLUMNS) {
    const text = tags[column] ?? '';
    const isPlain = /^\s*\d+([.,]\d+)?\s*$/.test(text);
    const kmh = parseSpeed(text) * (isPlain && /mph/i.test(column) ? 1.609344 : 1);
    if (kmh >= 1 && kmh <= 200) return kmh;
  }
  return 0;
}

/**
 * A word of a file for some of its roads, what it is taken for, and the speed its roads have of their own
 * (0: that of the class).
 */
export interface RoadWord {
  readonly word: string;
  readonly count: number;
  readonly roadClass: RoadClass | null;
}

const MOST_WORDS = 60;

/** The words by which a file names the classes of its roads, most frequent first. */
export function listRoadWords(features: readonly Feature<Geometry | null>[]): RoadWord[] {
  const found = new Map<string, { count: number; roadClass: RoadClass | null }>();
  for (const { geometry, properties } of features) {
    if (!geometry?.type.endsWith('LineString')) continue;
    const { tags, word } = tagsOf(properties ?? {}, undefined);
    const known = found.get(word);
    if (known) known.count++;
    else {
      const use = parseRoadTags(tags);
      found.set(word, { count: 1, roadClass: use ? ROAD_CLASSES[use.roadClass]! : null });
    }
  }
  return [...found]
    .map(([word, { count, roadClass }]) => ({ word, count, roadClass }))
    .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1))
    .slice(0, MOST_WORDS);
}
