import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { OsmStrings } from './osm-blocks.ts';
import type { OsmHeader } from './osm-pbf.ts';
import { scanOsmPbf } from './osm-pbf.ts';
import { GrowingFloat64, GrowingUint32 } from './growing-arrays.ts';
import { assembleRings } from './osm-rings.ts';

export type Tags = Readonly<Record<string, string>>;

/** What the caller keeps of a way: `line` and `area` ways come back with their geometry; null drops the way. */
export type WayUse = 'road' | 'line' | 'area' | null;

export interface OsmSelection {
  readonly way: (tags: Tags, closed: boolean) => WayUse;
  /** Multipolygon and boundary relations to assemble. */
  readonly relation: (tags: Tags) => boolean;
  /** Tags that a relation gives to the ways it is made of (a ferry route), null where it gives none. A way's own tags go before them. */
  readonly relationWayTags?: (tags: Tags) => Tags | null;
  /** Tagged nodes to return as points. */
  readonly point: (tags: Tags) => boolean;
  /** Nodes of road ways to mark (fords). */
  readonly markedNode?: (tags: Tags) => boolean;
  readonly onProgress?: (fraction: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Road ways over the nodes they use. */
export interface OsmRoadWays {
  readonly ids: Float64Array;
  readonly tags: readonly Tags[];
  readonly refStart: Uint32Array;
  /** Positions in `nodeLon` / `nodeLat`, NONE (-1) where the file lacks the node. */
  readonly refs: Int32Array;
  readonly nodeLon: Float64Array;
  readonly nodeLat: Float64Array;
  /** 1 at the nodes that the selection marked. */
  readonly nodeMarked: Uint8Array;
}

/** The extract without its roads, so that their memory can go once a network is built of them. */
export function withoutRoads(extract: OsmExtract): OsmExtract {
  const none = new Float64Array(0);
  return {
    ...extract,
    roads: {
      ids: none,
      tags: [],
      refStart: new Uint32Array(1),
      refs: new Int32Array(0),
      nodeLon: none,
      nodeLat: none,
      nodeMarked: new Uint8Array(0),
    },
  };
}

export interface OsmLine {
  readonly id: number;
  readonly tags: Tags;
  readonly coordinates: Position[];
}
export interface OsmArea {
  readonly id: number;
  readonly fromRelation: boolean;
  readonly tags: Tags;
  readonly geometry: Polygon | MultiPolygon;
}
export interface OsmPoint {
  readonly id: number;
  readonly tags: Tags;
  readonly lonDegrees: number;
  readonly latDegrees: number;
}
export interface OsmExtract {
  readonly header: OsmHeader;
  readonly counts: {
    readonly nodes: number;
    readonly ways: number;
    readonly relations: number;
    readonly highwayWays: number;
  };
  readonly roads: OsmRoadWays;
  readonly lines: readonly OsmLine[];
  readonly areas: readonly OsmArea[];
  readonly points: readonly OsmPoint[];
  /** Node references that the file does not hold (the extract was cut there). */
  readonly missingNodes: number;
  /** Tags of the relations whose rings do not close with the ways at hand. */
  readonly openRelations: readonly Tags[];
}

interface KeptWay {
  id: number;
  tags: Tags;
  use: 'line' | 'area' | 'member';
  refs: Float64Array;
}

/**
 * Takes what the selection wants out of an OSM PBF file in three passes: relations, ways, then only the nodes they need,
 * so memory follows the roads and not the file.
 */
export function extractOsm(file: string, selection: OsmSelection): OsmExtract {
  const { signal } = selection;
  const progress = (from: number, to: number) => (fraction: number) =>
    selection.onProgress?.(from + (to - from) * fraction);

  const relations: { id: number; tags: Tags; ways: number[]; roles: string[] }[] = [];
  const givenTags = new Map<number, Tags>();
  let relationCount = 0;
  const header = scanOsmPbf(file, {
    signal,
    onProgress: progress(0, 0.2),
    relations: (block) => {
      relationCount += block.count;
      for (let i = 0; i < block.count; i++) {
        const tags = readTags(
          block.strings,
          block.tagKeys,
          block.tagValues,
          block.tagStart[i]!,
          block.tagStart[i + 1]!,
        );
        const given = selection.relationWayTags?.(tags) ?? null;
        const isArea = selection.relation(tags);
        if (!isArea && !given) continue;
        const ways: number[] = [];
        const roles: string[] = [];
        for (let m = block.memberStart[i]!; m < block.memberStart[i + 1]!; m++)
          if (block.memberTypes[m] === 1) {
            ways.push(block.memberIds[m]!);
            roles.push(block.strings.text(block.memberRoles[m]!));
          }
        if (given) for (const way of ways) if (!givenTags.has(way)) givenTags.set(way, given);
        if (isArea) relations.push({ id: block.ids[i]!, tags, ways, roles });
      }
    },
  });
  const memberWays = new Set(relations.flatMap((relation) => relation.ways));

  const roadIds = new GrowingFloat64();
  const roadTags: Tags[] = [];
  const roadRefs = new GrowingFloat64();
  const roadStart = new GrowingUint32();
  const kept: KeptWay[] = [];
  let wayCount = 0;
  let highwayWays = 0;
  scanOsmPbf(file, {
    signal,
    blockKinds: header.blockKinds,
    onProgress: progress(0.2, 0.6),
    ways: (block) => {
      wayCount += block.count;
      const highway = block.strings.find('highway');
      for (let i = 0; i < block.count; i++) {
        const first = block.tagStart[i]!;
        const last = block.tagStart[i + 1]!;
        for (let t = first; t < last; t++) if (block.tagKeys[t] === highway) highwayWays++;
        const isMember = memberWays.has(block.ids[i]!);
        const given = givenTags.get(block.ids[i]!);
        if (first === last && !isMember && !given) continue;
        const from = block.refStart[i]!;
        const to = block.refStart[i + 1]!;
        let tags = readTags(block.strings, block.tagKeys, block.tagValues, first, last);
        const closed = to - from >= 4 && block.refs[from] === block.refs[to - 1];
        let use = selection.way(tags, closed);
        if (given && use === null) {
          tags = { ...given, ...tags };
          use = selection.way(tags, closed);
        }
        if (use === 'road') {
          roadIds.push(block.ids[i]!);
          roadTags.push(tags);
          roadStart.push(roadRefs.length);
          for (let k = from; k < to; k++) roadRefs.push(block.refs[k]!);
        }
        if (use === 'line' || use === 'area' || isMember)
          kept.push({
            id: block.ids[i]!,
            tags,
            use: use === 'line' || use === 'area' ? use : 'member',
            refs: block.refs.slice(from, to),
          });
      }
    },
  });
  roadStart.push(roadRefs.length);

  const needed = uniqueSorted([roadRefs.view(), ...kept.map((way) => way.refs)]);
  const nodeLon = new Float64Array(needed.length).fill(Number.NaN);
  const nodeLat = new Float64Array(needed.length).fill(Number.NaN);
  const nodeMarked = new Uint8Array(needed.length);
  const points: OsmPoint[] = [];
  let nodeCount = 0;
  scanOsmPbf(file, {
    signal,
    blockKinds: header.blockKinds,
    onProgress: progress(0.6, 1),
    nodes: (block) => {
      nodeCount += block.count;
      let cursor = 0;
      for (let i = 0; i < block.count; i++) {
        const id = block.ids[i]!;
        // Files are sorted by id as a rule: walk forward, search only when that fails.
        if (
          cursor >= needed.length ||
          needed[cursor]! > id ||
          (cursor + 8 < needed.length && needed[cursor + 8]! < id)
        )
          cursor = lowerBound(needed, id);
        while (cursor < needed.length && needed[cursor]! < id) cursor++;
        if (needed[cursor] === id) {
          nodeLon[cursor] = block.lon[i]!;
          nodeLat[cursor] = block.lat[i]!;
        }
        if (block.tagStart[i] !== block.tagStart[i + 1]) {
          const tags = readTags(
            block.strings,
            block.tagKeys,
            block.tagValues,
            block.tagStart[i]!,
            block.tagStart[i + 1]!,
          );
          if (needed[cursor] === id && selection.markedNode?.(tags)) nodeMarked[cursor] = 1;
          if (selection.point(tags))
            points.push({ id, tags, lonDegrees: block.lon[i]!, latDegrees: block.lat[i]! });
        }
      }
    },
  });
  const position = (ref: number): number => {
    const at = lowerBound(needed, ref);
    return needed[at] === ref && !Number.isNaN(nodeLon[at]!) ? at : -1;
  };
  const refIds = roadRefs.take();
  const refs = new Int32Array(refIds.length);
  for (let k = 0; k < refs.length; k++) refs[k] = position(refIds[k]!);
  let missingNodes = 0;
  for (const lon of nodeLon) if (Number.isNaN(lon)) missingNodes++;

  const coordinatesOf = (refs: Float64Array): Position[] =>
    Array.from(refs, position)
      .filter((at) => at >= 0)
      .map((at) => [nodeLon[at]!, nodeLat[at]!]);

  const lines: OsmLine[] = [];
  const areas: OsmArea[] = [];
  for (const way of kept) {
    if (way.use === 'member') continue;
    const coordinates = coordinatesOf(way.refs);
    if (way.use === 'line' && coordinates.length >= 2)
      lines.push({ id: way.id, tags: way.tags, coordinates });
    if (way.use === 'area' && coordinates.length >= 4)
      areas.push({
        id: way.id,
        fromRelation: false,
        tags: way.tags,
        geometry: { type: 'Polygon', coordinates: [closeRing(coordinates)] },
      });
  }
  const wayById = new Map(kept.map((way) => [way.id, way]));
  const openRelations: Tags[] = [];
  for (const relation of relations) {
    const members = relation.ways.flatMap((id, i) => {
      const way = wayById.get(id);
      return way ? [{ refs: way.refs, inner: relation.roles[i] === 'inner' }] : [];
    });
    const assembled = assembleRings(members, coordinatesOf);
    if (members.length < relation.ways.length || assembled.open > 0) openRelations.push(relation.tags);
    if (assembled.geometry)
      areas.push({ id: relation.id, fromRelation: true, tags: relation.tags, geometry: assembled.geometry });
  }
  return {
    header,
    counts: { nodes: nodeCount, ways: wayCount, relations: relationCount, highwayWays },
    roads: {
      ids: roadIds.take(),
      tags: roadTags,
      refStart: roadStart.take(),
      refs,
      nodeLon,
      nodeLat,
      nodeMarked,
    },
    lines,
    areas,
    points,
    missingNodes,
    openRelations,
  };
}

function readTags(
  strings: OsmStrings,
  keys: Uint32Array,
  values: Uint32Array,
  from: number,
  to: number,
): Tags {
  const tags: Record<string, string> = Object.create(null) as Record<string, string>;
  for (let t = from; t < to; t++) tags[strings.text(keys[t]!)] = strings.text(values[t]!);
  return tags;
}

function closeRing(ring: Position[]): Position[] {
  const first = ring[0]!;
  const last = ring.at(-1)!;
  return first[0] === last[0] && first[1] === last[1] ? ring : [...ring, first];
}

function uniqueSorted(lists: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(lists.reduce((sum, list) => sum + list.length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  all.sort();
  let count = 0;
  for (let i = 0; i < all.length; i++) if (i === 0 || all[i] !== all[i - 1]) all[count++] = all[i]!;
  return all.slice(0, count);
}

function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
