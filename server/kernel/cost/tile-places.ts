/** More nodes than this in one tile cannot be queued by the kernel. */
const MOST_IN_TILE = 61_440;

/** Nodes numbered by tile, each tile's beginning on a multiple of 64. */
export interface TilePlaces {
  /** Place of each node, and node of each place (-1 in a gap). */
  readonly placeOfNode: Int32Array;
  readonly nodeOfPlace: Int32Array;
  /** Per tile its first place; one more at the end. */
  readonly firstPlace: Int32Array;
}

/**
 * Numbers nodes by the tile each lies in, in their own order within one. O(nodes + tiles). Null when a tile
 * holds too many.
 */
export function numberByTile(tileOf: Int32Array, tiles: number): TilePlaces | null {
  const counts = new Int32Array(tiles);
  for (const tile of tileOf) counts[tile]!++;
  const firstPlace = new Int32Array(tiles + 1);
  for (let tile = 0; tile < tiles; tile++) {
    if (counts[tile]! > MOST_IN_TILE) return null;
    firstPlace[tile + 1] = firstPlace[tile]! + ((counts[tile]! + 63) & ~63);
  }
  const placeOfNode = new Int32Array(tileOf.length);
  const nodeOfPlace = new Int32Array(firstPlace[tiles]!).fill(-1);
  const next = firstPlace.slice(0, tiles);
  for (let node = 0; node < tileOf.length; node++) {
    const place = next[tileOf[node]!]!++;
    placeOfNode[node] = place;
    nodeOfPlace[place] = node;
  }
  return { placeOfNode, nodeOfPlace, firstPlace };
}
