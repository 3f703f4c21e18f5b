import type { Feature, Geometry, Position } from 'geojson';
import Flatbush from 'flatbush';
import type { Crs } from '../geo/crs.ts';
import { buildTransform } from '../geo/crs.ts';
import { EDGE_BRIDGE, EDGE_FERRY, EDGE_OWN_SPEED, EDGE_TUNNEL } from '../kernel/network/road-network.ts';
import { ROAD_CLASSES, type RoadClass } from '../contract/vocabulary.ts';
import type { RoadWays } from './road-build.ts';
import type { RoadUse } from './road-tags.ts';
import { findRoadClass, parseRoadTags } from './road-tags.ts';

export interface LineRoads {
  readonly ways: RoadWays;
  /** Features that are lines but whose properties name no road class, with the first few class words that were not understood. */
  readonly unknownClass: { readonly count: number; readonly words: readonly string[] };
  readonly notLines: number;
  /** Crossings without a common vertex that were joined (same layer, neither bridge nor tunnel). */
  readonly joinedCrossings: number;
  /** Lines whose speed is their own: from a column of the file or by their class word. */
  readonly ownSpeeds: number;
}

export interface LineRoadOptions {
  readonly from: Crs;
  readonly to: Crs;
  /** Class-speed mapping for files whose words are their own: word -> road class word. */
  readonly classWords?: Readonly<Record<string, string>>;
  /** Speed of motor vehicles in km/h by the file's words. */
  readonly speeds?: Readonly<Record<string, number>>;
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
  '道路等级',
  '等级',
  '类型',
  'cat',
];

/** Words of road registers that are not OSM's. */
const CLASS_WORDS: Readonly<Record<string, string>> = {
  main: 'primary',
  'main road': 'primary',
  highway: 'trunk',
  national: 'trunk',
  provincial: 'primary',
  county: 'secondary',
  district: 'secondary',
  township: 'tertiary',
  local: 'unclassified',
  village: 'unclassified',
  feeder: 'tertiary',
  street: 'residential',
  trail: 'path',
  高速: 'motorway',
  高速公路: 'motorway',
  // As the names of the classes say in Chinese (contract/text/words).
  国道: 'primary',
  省道: 'secondary',
  县道: 'tertiary',
  乡道: 'unclassified',
  村道: 'unclassified',
  专用公路: 'service',
  机耕道: 'track',
  小路: 'path',
  步道: 'footway',
  轮渡: 'ferry',
};

/**
 * Ways of GeoJSON-like line features. Vertices at the same place (to 1e-9 of the unit after rounding to 1e-7° or 1 cm) are one node;
 * crossings of roads on the same layer are joined by a node in each, as register data is seldom noded.
 */
export function readLineRoads(
  features: readonly Feature<Geometry | null>[],
  options: LineRoadOptions,
): LineRoads {
  const lines: Position[][] = [];
  const uses: RoadUse[] = [];
  const layers: number[] = [];
  const sources: number[] = [];
  const words = new Set<string>();
  let unknown = 0;
  let notLines = 0;
  let ownSpeeds = 0;
  const transform = buildTransform(options.from, options.to);
  for (const [index, feature] of features.entries()) {
    const geometry = feature.geometry;
    const parts =
      geometry?.type === 'LineString'
        ? [geometry.coordinates]
        : geometry?.type === 'MultiLineString'
          ? geometry.coordinates
          : null;
    if (!parts) {
      notLines++;
      continue;
    }
    const { tags, word } = tagsOf(feature.properties ?? {}, options.classWords);
    const parsed = parseRoadTags(tags);
    const kmh = ownSpeedOf(tags, word, options.speeds);
    if (parsed && kmh > 0) ownSpeeds++;
    const use =
      parsed && kmh > 0 ? { ...parsed, maxSpeedKmh: kmh, flags: parsed.flags | EDGE_OWN_SPEED } : parsed;
    if (!use) {
      unknown++;
      words.add(tags['highway'] ?? '');
      continue;
    }
    for (const part of parts) {
      lines.push(
        part.map((position) => {
          const point: [number, number] = [position[0]!, position[1]!];
          transform(point);
          return point;
        }),
      );
      uses.push(use);
      layers.push(
        use.flags & EDGE_FERRY
          ? Number.NaN
          : use.flags & (EDGE_BRIDGE | EDGE_TUNNEL)
            ? Number.NaN
            : Number(tags['layer'] ?? 0) || 0,
      );
      sources.push(index);
    }
  }
  const joinedCrossings = joinCrossings(lines, layers, options.to.geographic ? 5e-6 : 0.5);
  const quantum = options.to.geographic ? 1e7 : 100;
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
    ways: {
      nodeX: Float64Array.from(xs),
      nodeY: Float64Array.from(ys),
      refStart,
      refs: Int32Array.from(refs),
      uses,
      sources: Float64Array.from(sources),
      geographic: options.to.geographic,
    },
    unknownClass: { count: unknown, words: [...words].filter(Boolean).slice(0, 10) },
    notLines,
    joinedCrossings,
    ownSpeeds,
  };
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
  for (const column of CLASS_COLUMNS) {
    const word = tags[column]?.trim();
    if (!word) continue;
    said ||= word;
    const known =
      ownValue(classWords, word) ??
      ownValue(CLASS_WORDS, word.toLowerCase()) ??
      ownValue(CLASS_WORDS, word.toLowerCase().replace(/\s*(road|route|roads)s?$/, '')) ??
      mendSpelling(word.replace(/\s+(road|route)$/i, ''));
    tags['highway'] = known;
    if (parseRoadTags({ ...tags, highway: known })) return { tags, word };
  }
  return { tags, word: said };
}

const SPEED_COLUMNS = ['speed', 'speed_kmh', 'speedkmh', 'kmh', 'speed_km_h', 'vitesse', 'velocidade', '时速', '速度', '设计速度', '设计时速', '行车速度']; // prettier-ignore

/** Speed of motor vehicles in km/h that a person or a table gives the word, else one of the file's columns; 0 where nobody says. */
function ownSpeedOf(
  tags: Readonly<Record<string, string>>,
  word: string,
  speeds: Readonly<Record<string, number>> | undefined,
): number {
  const given = speeds
    ? [word, word.toLowerCase(), word.toLowerCase().replace(/\s*(road|route|roads)s?$/, '')].find((name) =>
        Object.hasOwn(speeds, name),
      )
    : undefined;
  if (given !== undefined) return speeds![given]!;
  for (const column of SPEED_COLUMNS) {
    const kmh = Number((tags[column] ?? '').replace(/\s*(km\/?h|公里.*|千米.*)$/i, '').replace(',', '.'));
    if (kmh >= 1 && kmh <= 200) return kmh;
  }
  return 0;
}

/** A word of a file for some of its roads, what it is taken for, and the speed its roads have of their own (0: that of the class). */
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

/** A table's own entry, never one of every object's. */
function ownValue(table: Readonly<Record<string, string>> | undefined, word: string): string | undefined {
  return table && Object.hasOwn(table, word) ? table[word] : undefined;
}

/** The word, or the one road class that differs from it in a single letter (registers are typed by hand). */
function mendSpelling(word: string): string {
  const plain = word.toLowerCase();
  if (plain.length < 6 || findRoadClass(plain) >= 0) return word;
  const near = ROAD_CLASSES.filter((name) => name.length >= 6 && isOneEditApart(plain, name));
  return near.length === 1 ? near[0]! : word;
}

function isOneEditApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end++;
  return Math.max(a.length, b.length) - start - end === 1;
}

/** Puts a shared vertex into both lines where two segments of the same layer cross inside, and where one ends within half a metre of another; returns how many. */
function joinCrossings(lines: Position[][], layers: readonly number[], endTolerance: number): number {
  const segments: { line: number; at: number }[] = [];
  for (const [line, points] of lines.entries())
    for (let at = 0; at + 1 < points.length; at++)
      if (points[at]!.every(Number.isFinite) && points[at + 1]!.every(Number.isFinite))
        segments.push({ line, at });
  if (segments.length < 2) return 0;
  const index = new Flatbush(segments.length);
  for (const { line, at } of segments) {
    const [ax, ay] = lines[line]![at] as [number, number];
    const [bx, by] = lines[line]![at + 1] as [number, number];
    index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
  }
  index.finish();
  const insertions = new Map<number, { at: number; t: number; point: Position }[]>();
  const insert = (line: number, at: number, t: number, point: Position): void => {
    const list = insertions.get(line) ?? [];
    list.push({ at, t, point });
    insertions.set(line, list);
  };
  let joined = 0;
  for (const [i, { line, at }] of segments.entries()) {
    if (Number.isNaN(layers[line])) continue;
    const [ax, ay] = lines[line]![at] as [number, number];
    const [bx, by] = lines[line]![at + 1] as [number, number];
    const near = index.search(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by), (k) => {
      const other = segments[k]!;
      return k > i && layers[other.line] === layers[line];
    });
    for (const k of near.sort((a, b) => a - b)) {
      const other = segments[k]!;
      const [cx, cy] = lines[other.line]![other.at] as [number, number];
      const [dx, dy] = lines[other.line]![other.at + 1] as [number, number];
      const cross = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
      if (cross === 0) continue;
      const t = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / cross;
      const u = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / cross;
      const inside = (v: number): boolean => v >= 0 && v <= 1;
      const atEnd = (v: number): boolean => v < 1e-9 || v > 1 - 1e-9;
      if (!inside(t) || !inside(u) || (atEnd(t) && atEnd(u))) continue;
      // Where one ends on the other, the end itself is the node.
      const point: Position = atEnd(u)
        ? u < 0.5
          ? [cx, cy]
          : [dx, dy]
        : atEnd(t)
          ? t < 0.5
            ? [ax, ay]
            : [bx, by]
          : [ax + t * (bx - ax), ay + t * (by - ay)];
      if (!atEnd(t)) insert(line, at, t, point);
      if (!atEnd(u)) insert(other.line, other.at, u, point);
      joined++;
    }
  }
  // Ends that stop just short of another road (digitised by eye) end on it.
  for (const [line, points] of lines.entries())
    for (const end of [points[0]!, points.at(-1)!]) {
      const [x, y] = end as [number, number];
      if (!Number.isFinite(x + y)) continue;
      for (const k of index.search(x - endTolerance, y - endTolerance, x + endTolerance, y + endTolerance)) {
        const other = segments[k]!;
        if (other.line === line) continue;
        const [cx, cy] = lines[other.line]![other.at] as [number, number];
        const [dx, dy] = lines[other.line]![other.at + 1] as [number, number];
        const length2 = (dx - cx) ** 2 + (dy - cy) ** 2;
        const t = length2 === 0 ? 0 : ((x - cx) * (dx - cx) + (y - cy) * (dy - cy)) / length2;
        const reach = endTolerance / Math.sqrt(length2 || 1);
        if (t <= reach || t >= 1 - reach) continue; // at a vertex: rounding to nodes joins them
        if (Math.hypot(cx + t * (dx - cx) - x, cy + t * (dy - cy) - y) > endTolerance) continue;
        if (
          insertions.get(other.line)?.some((i) => i.at === other.at && i.point[0] === x && i.point[1] === y)
        )
          continue;
        insert(other.line, other.at, t, end);
        joined++;
      }
    }
  for (const [line, list] of insertions) {
    list.sort((a, b) => a.at - b.at || a.t - b.t);
    const out: Position[] = [];
    let next = 0;
    for (const [at, point] of lines[line]!.entries()) {
      out.push(point);
      while (next < list.length && list[next]!.at === at) out.push(list[next++]!.point);
    }
    lines[line] = out;
  }
  return joined;
}
