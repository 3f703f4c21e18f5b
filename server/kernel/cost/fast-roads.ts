import type { Grid } from '../grid/grid.ts';
import { numberByTile, type TilePlaces } from './tile-places.ts';
import type { WalkRoads } from './walk-search.ts';

/**
 * Walkers' roads renumbered for the tiled search: nodes by the tile they lie in, each tile's beginning on a
 * multiple of 64.
 */
export interface FastRoads extends TilePlaces {
  /** Places for nodes, gaps included. */
  readonly nodes: number;
  readonly arcs: number;
  readonly links: number;
  readonly linkedCells: number;
}

/**
 * Numbers the road nodes by the tile of the cell they hang on (nodes without a link: of any neighbour that
 * has one, else tile 0).
 * O(nodes + arcs + cells). Null when a tile holds too many.
 */
export function numberRoads(grid: Grid, roads: WalkRoads): FastRoads | null {
  const { columns, rows } = grid;
  const tileColumns = (columns + 63) >> 6;
  const tiles = ((rows + 63) >> 6) * tileColumns;
  const { arcs, links, nodeCount } = roads;
  const tileOf = new Int32Array(nodeCount).fill(-1);
  for (let node = 0; node < nodeCount; node++) {
    const first = links.nodeStart[node]!;
    if (first === links.nodeStart[node + 1]!) continue;
    const cell = links.nodeCell[first]!;
    const row = Math.floor(cell / columns);
    tileOf[node] = (row >> 6) * tileColumns + ((cell - row * columns) >> 6);
  }
  for (let round = 0; round < 4; round++)
    for (let node = 0; node < nodeCount; node++)
      for (let i = arcs.start[node]!; tileOf[node]! < 0 && i < arcs.start[node + 1]!; i++)
        tileOf[node] = tileOf[arcs.target[i]!]!;
  for (let node = 0; node < nodeCount; node++) tileOf[node] = Math.max(0, tileOf[node]!);
  const places = numberByTile(tileOf, tiles);
  if (places === null) return null;
  const isLinked = new Uint8Array(columns * rows);
  let linkedCells = 0;
  for (const cell of links.nodeCell) {
    linkedCells += 1 - isLinked[cell]!;
    isLinked[cell] = 1;
  }
  return {
    ...places,
    nodes: places.nodeOfPlace.length,
    arcs: arcs.target.length,
    links: links.count,
    linkedCells,
  };
}

/** Views of kernel memory that take the roads, in the kernel's order. */
export interface RoadViews {
  readonly firstPlace: Int32Array;
  readonly nodeTile: Int32Array;
  readonly arcStart: Int32Array;
  readonly arcTarget: Int32Array;
  readonly arcCost: Float64Array;
  readonly wayStart: Int32Array;
  readonly wayCell: Uint32Array;
  readonly wayCost: Float64Array;
  readonly linkBits: Uint32Array;
  readonly linkBase: Int32Array;
  readonly linkStart: Int32Array;
  readonly linkNode: Int32Array;
  readonly linkCost: Float64Array;
}

/**
 * Writes the roads as one direction travels them into the kernel's arrays. O(nodes + arcs + links + cells).
 */
export function layRoadsInto(
  grid: Grid,
  roads: WalkRoads,
  fast: FastRoads,
  backward: boolean,
  into: RoadViews,
): void {
  const { columns } = grid;
  const tileColumns = (columns + 63) >> 6;
  const { arcs, links } = roads;
  into.firstPlace.set(fast.firstPlace);
  const arcCosts = backward ? arcs.back : arcs.out;
  const wayCosts = backward ? links.nodeBack : links.nodeOut;
  let arc = 0;
  let way = 0;
  for (let tile = 0; tile + 1 < fast.firstPlace.length; tile++)
    for (let place = fast.firstPlace[tile]!; place < fast.firstPlace[tile + 1]!; place++) {
      into.nodeTile[place] = tile;
      into.arcStart[place] = arc;
      into.wayStart[place] = way;
      const node = fast.nodeOfPlace[place]!;
      if (node < 0) continue;
      for (let i = arcs.start[node]!; i < arcs.start[node + 1]!; i++) {
        into.arcTarget[arc] = fast.placeOfNode[arcs.target[i]!]!;
        into.arcCost[arc++] = arcCosts[i]!;
      }
      for (let i = links.nodeStart[node]!; i < links.nodeStart[node + 1]!; i++) {
        const cell = links.nodeCell[i]!;
        const row = Math.floor(cell / columns);
        const column = cell - row * columns;
        into.wayCell[way] =
          ((row >> 6) * tileColumns + (column >> 6)) * 4096 + ((row & 63) << 6) + (column & 63);
        into.wayCost[way++] = wayCosts[i]!;
      }
    }
  into.arcStart[fast.nodes] = arc;
  into.wayStart[fast.nodes] = way;
  layLinks(grid, roads, fast, backward ? links.nodeOut : links.nodeBack, into);
}

/**
 * The same links from the cells' side, in the kernel's order of cells: a bit for each cell that has any, the
 * rank of the first cell of each row of a tile, and the links by rank.
 */
function layLinks(
  { columns, rows }: Grid,
  { links, nodeCount }: WalkRoads,
  fast: FastRoads,
  costs: Float64Array,
  into: RoadViews,
): void {
  const tileColumns = (columns + 63) >> 6;
  const { linkBits, linkBase, linkStart, linkNode, linkCost } = into;
  const { nodeStart, nodeCell } = links;
  linkBits.fill(0);
  linkStart.fill(0);
  const wordOf = (row: number, column: number): number =>
    (((row >> 6) * tileColumns + (column >> 6)) << 6) + (row & 63);
  for (const cell of nodeCell) {
    const row = Math.floor(cell / columns);
    const column = cell - row * columns;
    linkBits[wordOf(row, column) * 2 + ((column & 63) >> 5)]! |= 1 << (column & 31);
  }
  let rank = 0;
  for (let word = 0; word < linkBase.length; word++) {
    linkBase[word] = rank;
    rank += countBits(linkBits[word * 2]!) + countBits(linkBits[word * 2 + 1]!);
  }
  /** By cell: where its next link goes. */
  const next = new Int32Array(columns * rows);
  for (const cell of nodeCell) next[cell]!++;
  let link = 0;
  rank = 0;
  for (let tile = 0; tile + 1 < fast.firstPlace.length; tile++) {
    const top = Math.floor(tile / tileColumns) << 6;
    const left = (tile % tileColumns) << 6;
    for (let row = top; row < Math.min(rows, top + 64); row++)
      for (let column = left; column < Math.min(columns, left + 64); column++) {
        const cell = row * columns + column;
        const count = next[cell]!;
        if (count === 0) continue;
        linkStart[rank++] = link;
        next[cell] = link;
        link += count;
      }
  }
  linkStart[rank] = link;
  for (let node = 0; node < nodeCount; node++)
    for (let i = nodeStart[node]!; i < nodeStart[node + 1]!; i++) {
      const at = next[nodeCell[i]!]!++;
      linkNode[at] = fast.placeOfNode[node]!;
      linkCost[at] = costs[i]!;
    }
}

function countBits(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count++;
  return count;
}
