import type { OsmRelationBlock } from './osm-blocks.ts';
import type { OsmSelection } from './osm-selection.ts';
import { readTags, type Tags } from './osm-tags.ts';

/** A relation to be put together of its member ways. */
export interface KeptRelation {
  readonly id: number;
  readonly tags: Tags;
  readonly ways: readonly number[];
  readonly roles: readonly string[];
  /** Its meaning is in the tags of its outer ways, as was the custom once. */
  readonly byWays: boolean;
}

/** What relations say of their ways. */
export class RelationSet {
  readonly #selection: OsmSelection;
  readonly relations: KeptRelation[] = [];
  readonly #givenTags = new Map<number, Tags>();
  readonly #givenBy = new Map<number, number>();
  readonly #members = new Set<number>();
  count = 0;
  constructor(selection: OsmSelection) {
    this.#selection = selection;
  }

  read(block: OsmRelationBlock): void {
    this.count += block.count;
    for (let i = 0; i < block.count; i++) {
      const tags = readTags(block, i);
      const given = this.#selection.relationWayTags?.(tags) ?? null;
      const isArea = this.#selection.relation(tags);
      const byWays = !isArea && !given && isBareMultipolygon(tags);
      if (!isArea && !given && !byWays) continue;
      const ways: number[] = [];
      const roles: string[] = [];
      for (let m = block.memberStart[i]!; m < block.memberStart[i + 1]!; m++)
        if (block.memberTypes[m] === 1) {
          ways.push(block.memberIds[m]!);
          roles.push(block.strings.text(block.memberRoles[m]!));
        }
      if (given) this.#give(block.ids[i]!, given, ways);
      if (!isArea && !byWays) continue;
      this.relations.push({ id: block.ids[i]!, tags, ways, roles, byWays });
      for (const way of ways) this.#members.add(way);
    }
  }

  /** Tags and relation that a way is given; the first relation counts. */
  givenTo(way: number): { readonly tags: Tags; readonly relation: number } | null {
    const tags = this.#givenTags.get(way);
    return tags ? { tags, relation: this.#givenBy.get(way)! } : null;
  }

  isMember(way: number): boolean {
    return this.#members.has(way);
  }

  #give(relation: number, tags: Tags, ways: readonly number[]): void {
    for (const way of ways) {
      if (this.#givenTags.has(way)) continue;
      this.#givenTags.set(way, tags);
      this.#givenBy.set(way, relation);
    }
  }
}

/** Keys that say nothing of what an area is. */
const BARE = /^(type|source.*|created_by|note.*|fixme|name.*|ref|wikidata|wikipedia)$/i;

function isBareMultipolygon(tags: Tags): boolean {
  return tags['type'] === 'multipolygon' && Object.keys(tags).every((key) => BARE.test(key));
}
