import type { OsmHandlers, OsmStrings, Tagged } from './osm-blocks.ts';

type Attributes = Readonly<Record<string, string>>;

/** Entities that are gathered before a handler is called. */
const BLOCK = 8000;
/** Nodes of a way, members of a relation; OSM allows 2,000 and 32,000. */
const MOST_PARTS = 1_000_000;
const MEMBER_TYPES: Readonly<Record<string, number>> = { node: 0, way: 1, relation: 2 };

class Strings implements OsmStrings {
  readonly #index = new Map<string, number>();
  readonly #texts: string[] = [];
  get count(): number {
    return this.#texts.length;
  }
  add(text: string): number {
    const known = this.#index.get(text);
    if (known !== undefined) return known;
    this.#index.set(text, this.#texts.length);
    return this.#texts.push(text) - 1;
  }
  text(index: number): string {
    const found = this.#texts[index];
    if (found === undefined) throw new RangeError(`string ${index} of ${this.#texts.length}`);
    return found;
  }
  find(text: string): number {
    return this.#index.get(text) ?? -1;
  }
}

type Kind = 'node' | 'way' | 'relation';

/** Gathers elements of OSM XML of one kind into blocks like those of PBF. */
export class XmlBlocks {
  readonly #handlers: OsmHandlers;
  #kind: Kind | null = null;
  /** The element that is open is one that somebody wants. */
  #inside = false;
  #strings = new Strings();
  #ids: number[] = [];
  #lon: number[] = [];
  #lat: number[] = [];
  #tagStart: number[] = [];
  #tagKeys: number[] = [];
  #tagValues: number[] = [];
  #listStart: number[] = [];
  #list: number[] = [];
  #types: number[] = [];
  #roles: number[] = [];
  constructor(handlers: OsmHandlers) {
    this.#handlers = handlers;
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'node' || name === 'way' || name === 'relation') this.#begin(name, attributes);
    else if (!this.#inside) return;
    else if (name === 'tag') {
      this.#tagKeys.push(this.#strings.add(attributes['k'] ?? ''));
      this.#tagValues.push(this.#strings.add(attributes['v'] ?? ''));
    } else if (name === 'nd') this.#addPart(readId(attributes['ref']));
    else if (name === 'member') {
      const type = MEMBER_TYPES[attributes['type'] ?? ''];
      if (type === undefined)
        throw new RangeError(`member of type ${(attributes['type'] ?? '').slice(0, 20)}`);
      this.#addPart(readId(attributes['ref']));
      this.#types.push(type);
      this.#roles.push(this.#strings.add(attributes['role'] ?? ''));
    }
  }

  close(name: string): void {
    if (name === 'node' || name === 'way' || name === 'relation') this.#inside = false;
    if (this.#ids.length >= BLOCK) this.flush();
  }

  /** Hands over what is gathered. */
  flush(): void {
    const kind = this.#kind;
    const count = this.#ids.length;
    if (kind === null || count === 0) return;
    this.#mark();
    const tagged: Tagged = {
      count,
      ids: Float64Array.from(this.#ids),
      tagStart: Uint32Array.from(this.#tagStart),
      tagKeys: Uint32Array.from(this.#tagKeys),
      tagValues: Uint32Array.from(this.#tagValues),
      strings: this.#strings,
    };
    const starts = Uint32Array.from(this.#listStart);
    const list = Float64Array.from(this.#list);
    const { nodes, ways, relations } = this.#handlers;
    if (kind === 'node')
      nodes?.({ ...tagged, lon: Float64Array.from(this.#lon), lat: Float64Array.from(this.#lat) });
    else if (kind === 'way') ways?.({ ...tagged, refStart: starts, refs: list, refLon: null, refLat: null });
    else
      relations?.({
        ...tagged,
        memberStart: starts,
        memberIds: list,
        memberTypes: Uint8Array.from(this.#types),
        memberRoles: Uint32Array.from(this.#roles),
      });
    this.#clear();
  }

  #begin(kind: Kind, attributes: Attributes): void {
    const { nodes, ways, relations } = this.#handlers;
    const wanted = kind === 'node' ? nodes : kind === 'way' ? ways : relations;
    // What an editor has deleted but not sent yet is not there.
    this.#inside =
      wanted !== undefined && attributes['action'] !== 'delete' && attributes['visible'] !== 'false';
    if (!this.#inside) return;
    if (kind !== this.#kind) {
      this.flush();
      this.#kind = kind;
    }
    this.#mark();
    this.#ids.push(readId(attributes['id']));
    if (kind !== 'node') return;
    this.#lon.push(Number(attributes['lon'] ?? Number.NaN));
    this.#lat.push(Number(attributes['lat'] ?? Number.NaN));
  }

  /** Where the tags and parts of the next element begin. */
  #mark(): void {
    this.#tagStart.push(this.#tagKeys.length);
    this.#listStart.push(this.#list.length);
  }

  #addPart(id: number): void {
    if (this.#list.length - this.#listStart.at(-1)! >= MOST_PARTS)
      throw new RangeError(`an element of more than ${MOST_PARTS} parts`);
    this.#list.push(id);
  }

  #clear(): void {
    this.#strings = new Strings();
    this.#ids = [];
    this.#lon = [];
    this.#lat = [];
    this.#tagStart = [];
    this.#tagKeys = [];
    this.#tagValues = [];
    this.#listStart = [];
    this.#list = [];
    this.#types = [];
    this.#roles = [];
  }
}

function readId(text: string | undefined): number {
  const id = text === undefined || text === '' ? Number.NaN : Number(text);
  if (!Number.isSafeInteger(id)) throw new RangeError(`an id that is none: ${(text ?? '').slice(0, 20)}`);
  return id;
}
