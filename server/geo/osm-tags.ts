import type { Tagged } from './osm-blocks.ts';

export type Tags = Readonly<Record<string, string>>;

/** Tags of the entity at `index` of a block. */
export function readTags(block: Tagged, index: number): Tags {
  const { strings, tagKeys, tagValues } = block;
  const tags: Record<string, string> = Object.create(null) as Record<string, string>;
  for (let t = block.tagStart[index]!; t < block.tagStart[index + 1]!; t++)
    tags[strings.text(tagKeys[t]!)] = strings.text(tagValues[t]!);
  return tags;
}
