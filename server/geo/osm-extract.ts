import type { MultiPolygon, Polygon, Position } from 'geojson';
import type { OsmNodeBlock, OsmWayBlock } from './osm-blocks.ts';
import type { OsmHeader } from './osm-pbf.ts';
import { GrowingFloat64, GrowingUint32 } from './growing-arrays.ts';
import { lowerBound, uniqueSorted, WayLocations } from './osm-node-index.ts';
import { RelationSet } from './osm-relations.ts';
import { assembleRings } from './osm-rings.ts';
import { scanOsm } from './osm-scan.ts';
import { readTags, type Tags } from './osm-tags.ts';
import type { OsmSelection } from './osm-selection.ts';

export type { Tags };

/** Road ways over the nodes they use. */
export interface OsmRoadWays {
  readonly ids: Float64Array;
  readonly tags: readonly Tags[];
  /** Relation that gave a way some of its tags, 0 where none did. */
  readonly givers: Float64Array;
  readonly refStart: Uint32Array;
  /** Positions in `nodeLon` / `nodeLat`, NONE (-1) where the file lacks the node. */
  readonly refs: Int32Array;
  readonly nodeLon: Float64Array;
  readonly nodeLat: Float64Array;
  /** Bits that the selection gave to the nodes. */
  readonly nodeMarks: Uint8Array;
}

/** The extract without its roads, so that their memory can go once a network is built of them. */
export function withoutRoads(extract: OsmExtract): OsmExtract {
  const none = new Float64Array(0);
  return {
    ...extract,
    roads: {
      ids: none,
      tags: [],
      givers: none,
      refStart: new Uint32Array(1),
      refs: new Int32Array(0),
      nodeLon: none,
      nodeLat: none,
      nodeMarks: new Uint8Array(0),
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
  readonly id: number;
  readonly tags: Tags;
  readonly use: 'line' | 'area' | 'member';
  readonly refs: Float64Array;
}

/**
 * Takes what the selection wants out of an OSM file in three passes: relations, ways, then only the nodes
 * they need,
 * so memory follows the roads and not the file.
 */
export function extractOsm(file: string, selection: OsmSelection): OsmExtract {
  const progress = (from: number, to: number) => (fraction: number) =>
    selection.onProgress?.(from + (to - from) * fraction);
  const { signal } = selection;
  const relations = new RelationSet(selection);
  const header = scanOsm(file, {
    signal,
    onProgress: progress(0, 0.2),
    relations: (block) => relations.read(block),
  });
  const { blockKinds } = header;
  const ways = new WaySet(selection, relations);
  scanOsm(file, { signal, blockKinds, onProgress: progress(0.2, 0.6), ways: (block) => ways.read(block) });
  const nodes = new NodeSet(selection, ways);
  scanOsm(file, { signal, blockKinds, onProgress: progress(0.6, 1), nodes: (block) => nodes.read(block) });

  const { areas, openRelations, replaced } = assembleAreas(selection, relations, ways, nodes);
  const lines: OsmLine[] = [];
  for (const way of ways.kept) {
    if (way.use === 'member' || replaced.has(way.id)) continue;
    const coordinates = nodes.coordinatesOf(way.refs);
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
  // Ways in order of the file, then relations.
  areas.sort((a, b) => Number(a.fromRelation) - Number(b.fromRelation));
  return {
    header,
    counts: {
      nodes: nodes.count,
      ways: ways.count,
      relations: relations.count,
      highwayWays: ways.highwayWays,
    },
    roads: nodes.takeRoads(),
    lines,
    areas,
    points: nodes.points,
    missingNodes: nodes.countMissing(),
    openRelations,
  };
}

/** Ways that the selection wants, and the nodes they are made of. */
class WaySet {
  readonly #selection: OsmSelection;
  readonly #relations: RelationSet;
  readonly roadIds = new GrowingFloat64();
  readonly roadTags: Tags[] = [];
  readonly roadRefs = new GrowingFloat64();
  readonly roadStart = new GrowingUint32();
  readonly roadGivers = new GrowingFloat64();
  readonly kept: KeptWay[] = [];
  readonly locations = new WayLocations();
  count = 0;
  highwayWays = 0;
  constructor(selection: OsmSelection, relations: RelationSet) {
    this.#selection = selection;
    this.#relations = relations;
  }

  read(block: OsmWayBlock): void {
    this.count += block.count;
    const highway = block.strings.find('highway');
    for (let i = 0; i < block.count; i++) {
      const first = block.tagStart[i]!;
      const last = block.tagStart[i + 1]!;
      for (let t = first; t < last; t++) if (block.tagKeys[t] === highway) this.highwayWays++;
      const id = block.ids[i]!;
      const isMember = this.#relations.isMember(id);
      const given = this.#relations.givenTo(id);
      if (first === last && !isMember && !given) continue;
      this.#take(block, i, isMember, given);
    }
  }

  #take(block: OsmWayBlock, i: number, isMember: boolean, given: ReturnType<RelationSet['givenTo']>): void {
    const id = block.ids[i]!;
    const from = block.refStart[i]!;
    const to = block.refStart[i + 1]!;
    let tags = readTags(block, i);
    const closed = to - from >= 4 && block.refs[from] === block.refs[to - 1];
    let use = this.#selection.way(tags, closed);
    const takesGiven = given !== null && (use === null || this.#selection.sharesTags?.(tags) === true);
    if (takesGiven) {
      tags = { ...given.tags, ...tags };
      use = this.#selection.way(tags, closed);
    }
    const isKept = use === 'line' || use === 'area' || isMember;
    if (use === 'road') {
      this.roadIds.push(id);
      this.roadTags.push(tags);
      this.roadGivers.push(takesGiven ? given.relation : 0);
      this.roadStart.push(this.roadRefs.length);
      for (let k = from; k < to; k++) this.roadRefs.push(block.refs[k]!);
    }
    if (isKept)
      this.kept.push({
        id,
        tags,
        use: use === 'line' || use === 'area' ? use : 'member',
        refs: block.refs.slice(from, to),
      });
    const { refLon, refLat } = block;
    if (refLon && refLat && (use === 'road' || isKept))
      for (let k = from; k < to; k++)
        if (isOnEarth(refLon[k]!, refLat[k]!)) this.locations.add(block.refs[k]!, refLon[k]!, refLat[k]!);
  }
}

/** Whether there is such a place: writers put one far outside (214.7°) for a node that they do not know. */
const isOnEarth = (lon: number, lat: number): boolean => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;

/** The nodes that kept ways need, and those that stand for themselves. */
class NodeSet {
  readonly #selection: OsmSelection;
  readonly #ways: WaySet;
  readonly #needed: Float64Array;
  readonly #lon: Float64Array;
  readonly #lat: Float64Array;
  readonly #marks: Uint8Array;
  readonly points: OsmPoint[] = [];
  count = 0;
  constructor(selection: OsmSelection, ways: WaySet) {
    this.#selection = selection;
    this.#ways = ways;
    this.#needed = uniqueSorted([ways.roadRefs.view(), ...ways.kept.map((way) => way.refs)]);
    this.#lon = new Float64Array(this.#needed.length).fill(Number.NaN);
    this.#lat = new Float64Array(this.#needed.length).fill(Number.NaN);
    this.#marks = new Uint8Array(this.#needed.length);
    ways.roadStart.push(ways.roadRefs.length);
    ways.locations.placeInto(this.#needed, this.#lon, this.#lat);
  }

  read(block: OsmNodeBlock): void {
    this.count += block.count;
    const needed = this.#needed;
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
      const isNeeded = needed[cursor] === id;
      const isPlaced = isOnEarth(block.lon[i]!, block.lat[i]!);
      if (isNeeded && isPlaced) {
        this.#lon[cursor] = block.lon[i]!;
        this.#lat[cursor] = block.lat[i]!;
      }
      if (block.tagStart[i] === block.tagStart[i + 1]) continue;
      const tags = readTags(block, i);
      if (isNeeded && this.#selection.nodeMark) this.#marks[cursor] = this.#selection.nodeMark(tags);
      if (isPlaced && this.#selection.point(tags))
        this.points.push({ id, tags, lonDegrees: block.lon[i]!, latDegrees: block.lat[i]! });
    }
  }

  coordinatesOf(refs: Float64Array): Position[] {
    return Array.from(refs, (ref) => this.#position(ref))
      .filter((at) => at >= 0)
      .map((at) => [this.#lon[at]!, this.#lat[at]!]);
  }

  countMissing(): number {
    let missing = 0;
    for (const lon of this.#lon) if (Number.isNaN(lon)) missing++;
    return missing;
  }

  takeRoads(): OsmRoadWays {
    const { roadIds, roadTags, roadStart, roadRefs, roadGivers } = this.#ways;
    const refIds = roadRefs.take();
    const refs = new Int32Array(refIds.length);
    for (let k = 0; k < refs.length; k++) refs[k] = this.#position(refIds[k]!);
    return {
      ids: roadIds.take(),
      tags: roadTags,
      givers: roadGivers.take(),
      refStart: roadStart.take(),
      refs,
      nodeLon: this.#lon,
      nodeLat: this.#lat,
      nodeMarks: this.#marks,
    };
  }

  #position(ref: number): number {
    const at = lowerBound(this.#needed, ref);
    return this.#needed[at] === ref && !Number.isNaN(this.#lon[at]!) ? at : -1;
  }
}

/**
 * Areas of relations; `replaced` are the outer ways that say the same as their relation, without its
 * islands.
 */
function assembleAreas(
  selection: OsmSelection,
  relations: RelationSet,
  ways: WaySet,
  nodes: NodeSet,
): { areas: OsmArea[]; openRelations: Tags[]; replaced: Set<number> } {
  const wayById = new Map(ways.kept.map((way) => [way.id, way]));
  const areas: OsmArea[] = [];
  const openRelations: Tags[] = [];
  const replaced = new Set<number>();
  for (const relation of relations.relations) {
    const outer = relation.ways.flatMap((id, i) =>
      relation.roles[i] === 'inner' ? [] : [wayById.get(id)].filter((way) => way !== undefined),
    );
    const tags = relation.byWays ? tagsOfOuterWays(selection, outer) : relation.tags;
    if (!tags) continue;
    const members = relation.ways.flatMap((id, i) => {
      const way = wayById.get(id);
      return way ? [{ refs: way.refs, inner: relation.roles[i] === 'inner' }] : [];
    });
    const assembled = assembleRings(members, (refs) => nodes.coordinatesOf(refs));
    const isOpen = members.length < relation.ways.length || assembled.open > 0;
    if (isOpen) openRelations.push(tags);
    if (!assembled.geometry) continue;
    areas.push({ id: relation.id, fromRelation: true, tags, geometry: assembled.geometry });
    if (!isOpen)
      for (const way of outer)
        if (relation.byWays || selection.isSameArea?.(way.tags, tags)) replaced.add(way.id);
  }
  return { areas, openRelations, replaced };
}

/**
 * What the outer ways of a relation without tags say that it is, null where they say nothing that is
 * wanted.
 */
function tagsOfOuterWays(selection: OsmSelection, outer: readonly KeptWay[]): Tags | null {
  return outer.find((way) => selection.way(way.tags, true) === 'area')?.tags ?? null;
}

function closeRing(ring: Position[]): Position[] {
  const first = ring[0]!;
  const last = ring.at(-1)!;
  return first[0] === last[0] && first[1] === last[1] ? ring : [...ring, first];
}
