/**
 * Where everything lies in the memory of the land search: tables, tiles, roads, and room of their own for
 * each of two threads.
 */
import { search, touchedCount } from './land-labels.as';

export const TILE: i32 = 64;
export const BUCKETS: i32 = 64;
export const BUCKET_ROOM: i32 = 1024;
export const PALETTE: i32 = 65536;

/**
 * Where data begins: the compiler's own constants lie below. Addresses that are constants are folded into
 * the instructions.
 */
export const PALETTE_AT: usize = 65536;
const BASE: usize = PALETTE_AT + PALETTE * 8;
export const HASHES: i32 = 131072;
export let stacksAt: usize = 0;
export let countsAt: usize = 0;
export let stagingAt: usize = 0;
export let hashesAt: usize = 0;
export let exponentsAt: usize = 0;
export let movesAt: usize = 0;
export let nineAt: usize = 0;
export let naismithAt: usize = 0;
export let trialAt: usize = 0;
export let queueAt: usize = 0;
export let queuedAt: usize = 0;
export let leastAt: usize = 0;
export let slotOfAt: usize = 0;
export let stampAt: usize = 0;
export let touchedAt: usize = 0;
export let bitsAt: usize = 0;
export let secondsAt: usize = 0;
export let ownerAt: usize = 0;
export let paceAt: usize = 0;
export let heightAt: usize = 0;
export let nodeFirstAt: usize = 0;
export let nodeTileAt: usize = 0;
export let nodeSecondsAt: usize = 0;
export let nodeOwnerAt: usize = 0;
export let nodeBitsAt: usize = 0;
export let arcStartAt: usize = 0;
export let arcTargetAt: usize = 0;
export let arcCostAt: usize = 0;
export let wayStartAt: usize = 0;
export let wayCellAt: usize = 0;
export let wayCostAt: usize = 0;
export let linkBitsAt: usize = 0;
export let linkBaseAt: usize = 0;
export let linkStartAt: usize = 0;
export let linkNodeAt: usize = 0;
export let linkCostAt: usize = 0;
export let rows: i32 = 0;
export let columns: i32 = 0;
export let tileRows: i32 = 0;
export let tileColumns: i32 = 0;
export let tiles: i32 = 0;
export let slotRoom: i32 = 0;
export let slots: i32 = 0;
export let paces: i32 = 0;
export let sloped: bool = false;
export let roads: bool = false;

/**
 * Two threads share one memory: tiles belong to a part by stripes, each part has queues of its own and
 * posts what leaves its stripes.
 */
export let part: i32 = 0;
let parts: i32 = 1;
export let sharedAt: usize = 0;
export let outboxAt: usize = 0;
export let otherOutboxAt: usize = 0;
export const OUTBOX_ROOM: i32 = 65536;
export const OUTBOX_MARGIN: i32 = 16384;
const STRIPE_BITS: i32 = 2;

/** Before `layOut`: which of how many threads this instance is. */
export function setPart(which: i32, count: i32): void {
  part = which;
  parts = count;
}

@inline export function isMine(tile: i32): bool {
  return parts == 1 || (((tile / tileColumns) >> STRIPE_BITS) & 1) == part;
}

let top: usize = 0;

/**
 * Addresses of the guards, kept among the compiler's constants so that they stand before memory has grown.
 */
const MOST_GUARDS: i32 = 64;
const GUARDS: usize = memory.data(MOST_GUARDS * 4, 64);
const GUARD: u64 = 0x5afe5afe5afe5afe;
let guards: i32 = 0;

/** Room of this part's own among equal rooms of all. */
function takeOwn(bytes: usize): usize {
  const each = (bytes + 63) & ~63;
  return take(each * parts) + each * part;
}

/**
 * A table, followed by a guard of 64 bytes that nothing may write to. Empty tables have an address too, and
 * it is never 0.
 */
function take(bytes: usize): usize {
  if (guards == MOST_GUARDS) unreachable();
  const at = top;
  top = (at + bytes + 63) & ~63;
  store<u32>(GUARDS + (<usize>guards << 2), <u32>top);
  guards++;
  top += 64;
  return at;
}

/**
 * Lays memory out; returns the bytes needed. Nodes are counted with the gaps that start each tile's on a
 * multiple of 64.
 */
export function layOut(
  gridRows: i32, gridColumns: i32, room: i32, withHeights: i32, nodes: i32, arcs: i32, links: i32, linkedCells: i32,
): f64 {
  rows = gridRows;
  columns = gridColumns;
  tileRows = (rows + TILE - 1) >> 6;
  tileColumns = (columns + TILE - 1) >> 6;
  tiles = tileRows * tileColumns;
  slotRoom = room;
  sloped = withHeights != 0;
  roads = nodes > 0;
  slots = 0;
  search = 0;
  touchedCount = 0;
  guards = 0;
  top = BASE;
  stacksAt = takeOwn(BUCKETS * BUCKET_ROOM * 2);
  countsAt = takeOwn(BUCKETS * 4);
  if (parts > 1) {
    sharedAt = take(256);
    outboxAt = takeOwn(<usize>OUTBOX_ROOM * 24);
    otherOutboxAt = outboxAt + (part ? -(<usize>OUTBOX_ROOM * 24) : <usize>OUTBOX_ROOM * 24);
  }
  hashesAt = take(HASHES * 4);
  exponentsAt = take(256);
  movesAt = take((<usize>tileRows << 6) * 512);
  nineAt = takeOwn(64);
  naismithAt = take(16);
  trialAt = takeOwn(256);
  queueAt = takeOwn(<usize>tiles * 4);
  queuedAt = takeOwn(<usize>tiles);
  leastAt = take(<usize>tiles * 8);
  slotOfAt = take(<usize>tiles * 4);
  stampAt = take(<usize>tiles * 4);
  touchedAt = take(<usize>tiles * 4);
  stagingAt = take(<usize>max(TILE * columns, 6144) * 8);
  if (roads) {
    nodeFirstAt = take((<usize>tiles + 1) * 4);
    nodeTileAt = take(<usize>nodes * 4);
    nodeSecondsAt = take(<usize>nodes * 8);
    nodeOwnerAt = take(<usize>nodes * 4);
    nodeBitsAt = take(<usize>nodes >> 3);
    arcStartAt = take((<usize>nodes + 1) * 4);
    arcTargetAt = take(<usize>arcs * 4);
    arcCostAt = take(<usize>arcs * 8);
    wayStartAt = take((<usize>nodes + 1) * 4);
    wayCellAt = take(<usize>links * 4);
    wayCostAt = take(<usize>links * 8);
    linkBitsAt = take(<usize>tiles * 512);
    linkBaseAt = take(<usize>tiles * 256);
    linkStartAt = take((<usize>linkedCells + 1) * 4);
    linkNodeAt = take(<usize>links * 4);
    linkCostAt = take(<usize>links * 8);
  }
  bitsAt = take(<usize>room * 512);
  ownerAt = take(<usize>room << 14);
  paceAt = take(<usize>room << 13);
  if (sloped) heightAt = take(<usize>room << 14);
  secondsAt = top;
  return <f64>top + <f64>room * 32768;
}

/** After memory has grown to what `layOut` asked for. */
export function prepare(): void {
  store<u64>(PALETTE_AT - 8, GUARD);
  for (let i = 0; i < guards; i++) store<u64>(load<u32>(GUARDS + (<usize>i << 2)), GUARD);
  memory.fill(slotOfAt, 0xff, <usize>tiles * 4);
  store<f64>(PALETTE_AT, Infinity);
  paces = 1;
  store<f64>(naismithAt, 1.9998);
  store<f64>(naismithAt, 6, 8);
}

/**
 * 0 when the guards around and between all tables, and the code of impassable ground, are as `prepare` left
 * them; else 1 + the number of
 * the first table written past its end, or `guards` + 1 when the tables of paces were written over.
 */
export function findLayoutFault(): i32 {
  for (let i = 0; i < guards; i++)
    if (load<u64>(load<u32>(GUARDS + (<usize>i << 2))) != GUARD) return i + 1;
  return load<u64>(PALETTE_AT - 8) != GUARD || load<f64>(PALETTE_AT) != Infinity ? guards + 1 : 0;
}

/**
 * Addresses by number, 0 for a table that was not laid out, in the order of `FastAddress` in
 * `../fast-land-search.ts`.
 */
export function whereIs(what: i32): usize {
  switch (what) {
    case 0: return exponentsAt;
    case 1: return movesAt;
    case 2: return stagingAt;
    case 3: return touchedAt;
    case 4: return secondsAt;
    case 5: return ownerAt;
    case 6: return nodeFirstAt;
    case 7: return nodeTileAt;
    case 8: return nodeSecondsAt;
    case 9: return nodeOwnerAt;
    case 10: return arcStartAt;
    case 11: return arcTargetAt;
    case 12: return arcCostAt;
    case 13: return wayStartAt;
    case 14: return wayCellAt;
    case 15: return wayCostAt;
    case 16: return linkBitsAt;
    case 17: return linkBaseAt;
    case 18: return linkStartAt;
    case 19: return linkNodeAt;
    case 20: return linkCostAt;
    default: return slotOfAt;
  }
}
