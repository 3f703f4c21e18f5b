/**
 * Labels (seconds, owner) of cells and road nodes, the tiles they lie in, and the stacks and queues in
 * which they wait.
 */
import {
  BUCKETS, BUCKET_ROOM, HASHES, PALETTE, PALETTE_AT, bitsAt, countsAt, hashesAt, heightAt, isMine, leastAt, nodeBitsAt, nodeFirstAt, nodeOwnerAt,
  nodeSecondsAt, nodeTileAt, outboxAt, ownerAt, paceAt, paces, queueAt, queuedAt, roads, secondsAt, sloped, slotOfAt, slotRoom, slots, stacksAt,
  stagingAt, stampAt, tileColumns, tiles, touchedAt,
} from './land-memory.as';

/**
 * Puts 4,096 float64 paces of a tile at `paceAt` (Infinity beyond the grid) and its float32 heights at
 * `heightAt` unless that is 0.
 */
@external("land-surface.as", "loadTile")
declare function loadTile(tile: i32, paceAt: usize, heightAt: usize): void;

/** Throws: 0 more slots are needed than memory has, 1 more than 65,535 different paces. */
@external("land-surface.as", "refuse")
declare function refuse(reason: i32): void;

export let sealed: bool = false;
export let leastMultiplier: f64 = 1;
export let unreached: f64 = 0;
export let search: i32 = 0;
export let touchedCount: i32 = 0;
export let queueHead: i32 = 0;
export let queueSize: i32 = 0;
export let windowStart: f64 = 0;
export let windowEnd: f64 = 0;
export let perSecond: f64 = 0;
export let keep: f64 = 0;
export let overflowed: bool = false;
export let here: i32 = 0;
export let hereSlot: i32 = 0;

/** The road nodes of the tile being visited. */
export let hereFirst: i32 = 0;
export let hereEnd: i32 = 0;

/** Cells and road nodes taken, and tiles visited, by the last search. */
export let expanded: i32 = 0;
export let visits: i32 = 0;

/** `run` stops here to let its caller look up. */
export let lastVisit: i32 = i32.MAX_VALUE;

/** Stopped so, within a window. */
export let paused: bool = false;
export let together: bool = false;
export let outboxCount: i32 = 0;

/** Forgets the last search. O(1): tiles are wiped when they are first met. */
export function begin(limit: f64, closedCorners: i32, least: f64): void {
  unreached = min(limit, f64.MAX_VALUE);
  sealed = closedCorners != 0;
  leastMultiplier = least;
  expanded = 0;
  visits = 0;
  search++;
  touchedCount = 0;
  queueHead = 0;
  queueSize = 0;
  paused = false;
  windowEnd = -1;
  here = -1;
  memory.fill(countsAt, 0, BUCKETS * 4);
}

/** Joins the search that part 0 has begun with the same limit and has met all tiles for. */
export function join(number: i32): void {
  search = number;
}

export function countSearches(): i32 {
  return search;
}

/** Meets every tile in order, so that slots are tiles. */
export function meetAll(): void {
  for (let tile = 0; tile < tiles; tile++) ensure(tile);
}

export function countTouched(): i32 {
  return touchedCount;
}

function encode(pace: f64): i32 {
  if (pace == Infinity) return 0;
  const key = reinterpret<u64>(pace);
  let at = <i32>((key * 0x9e3779b97f4a7c15) >> 47);
  let code = load<i32>(hashesAt + (<usize>at << 2));
  while (code != 0 && load<f64>(PALETTE_AT + (<usize>code << 3)) != pace) {
    at = (at + 1) & (HASHES - 1);
    code = load<i32>(hashesAt + (<usize>at << 2));
  }
  if (code == 0) {
    if (paces == PALETTE) refuse(1);
    code = paces++;
    store<f64>(PALETTE_AT + (<usize>code << 3), pace);
    store<i32>(hashesAt + (<usize>at << 2), code);
  }
  return code;
}

/** Slot of a tile, loaded when it is new and wiped when it is new to this search. */
export function ensure(tile: i32): i32 {
  let slot = load<i32>(slotOfAt + (<usize>tile << 2));
  if (slot < 0) {
    if (slots == slotRoom) refuse(0);
    slot = slots;
    loadTile(tile, stagingAt, sloped ? heightAt + (<usize>slot << 14) : 0);
    const codesAt = paceAt + (<usize>slot << 13);
    let last: f64 = Infinity;
    let code = 0;
    for (let i = 0; i < 4096; i++) {
      const pace = load<f64>(stagingAt + (<usize>i << 3));
      if (pace != last) {
        code = encode(pace);
        last = pace;
      }
      store<u16>(codesAt + (<usize>i << 1), code);
    }
    slots++;
    store<i32>(slotOfAt + (<usize>tile << 2), slot);
  }
  const stamp = stampAt + (<usize>tile << 2);
  if (load<i32>(stamp) != search) {
    store<i32>(stamp, search);
    store<i32>(touchedAt + (<usize>touchedCount << 2), tile);
    touchedCount++;
    store<u8>(queuedAt + tile, 0);
    store<f64>(leastAt + (<usize>tile << 3), Infinity);
    const value = f64x2.splat(unreached);
    const from = secondsAt + (<usize>slot << 15);
    for (let at = from; at < from + 32768; at += 64) {
      v128.store(at, value);
      v128.store(at, value, 16);
      v128.store(at, value, 32);
      v128.store(at, value, 48);
    }
    memory.fill(ownerAt + (<usize>slot << 14), 0xff, 16384);
    memory.fill(bitsAt + (<usize>slot << 9), 0, 512);
    if (roads) {
      const firstNode = load<i32>(nodeFirstAt + (<usize>tile << 2));
      const endNode = load<i32>(nodeFirstAt + (<usize>tile << 2), 4);
      for (let n = firstNode; n < endNode; n++) store<f64>(nodeSecondsAt + (<usize>n << 3), unreached);
      memory.fill(nodeOwnerAt + (<usize>firstNode << 2), 0xff, <usize>(endNode - firstNode) << 2);
      memory.fill(nodeBitsAt + (<usize>firstNode >> 3), 0, <usize>(endNode - firstNode) >> 3);
    }
  }
  return slot;
}

/** Offers a cell as a source. */
export function seedCell(row: i32, column: i32, seconds: f64, owner: i32): void {
  const tile = (row >> 6) * tileColumns + (column >> 6);
  const slot = ensure(tile);
  const local = ((row & 63) << 6) + (column & 63);
  if (load<u16>(paceAt + (<usize>slot << 13) + (<usize>local << 1)) != 0) offer(tile, slot, local, seconds, owner);
}

/** Offers a road node (numbered by tile) as a source. */
export function seedNode(node: i32, seconds: f64, owner: i32): void {
  offerNode(node, seconds, owner);
}

export function enqueue(tile: i32): void {
  if (load<u8>(queuedAt + tile)) return;
  store<u8>(queuedAt + tile, 1);
  let at = queueHead + queueSize;
  if (at >= tiles) at -= tiles;
  store<i32>(queueAt + (<usize>at << 2), tile);
  queueSize++;
}

@inline export function push(local: i32, seconds: f64): void {
  // Adding 2^52 leaves the whole number in the low bits; any order of buckets that follows time will do.
  const bucket = min(<i32>reinterpret<i64>((seconds - windowStart) * perSecond + 4503599627370496), BUCKETS - 1);
  const countAt = countsAt + (<usize>bucket << 2);
  const count = load<i32>(countAt);
  if (count < BUCKET_ROOM) {
    store<u16>(stacksAt + (<usize>(bucket * BUCKET_ROOM + count) << 1), local);
    store<i32>(countAt, count + 1);
  } else overflowed = true;
}

@inline function announce(tile: i32, local: i32, seconds: f64): void {
  if (tile == here) {
    if (seconds < windowEnd) push(local, seconds);
    else keep = min(keep, seconds);
    return;
  }
  const leastOf = leastAt + (<usize>tile << 3);
  if (seconds < load<f64>(leastOf)) store<f64>(leastOf, seconds);
  if (seconds < windowEnd) enqueue(tile);
}

export function offer(tile: i32, slot: i32, local: i32, seconds: f64, owner: i32): void {
  if (together && tile != here && !isMine(tile)) {
    const post = outboxAt + <usize>outboxCount * 24;
    store<i32>(post, tile);
    store<i32>(post, local, 4);
    store<i32>(post, owner, 8);
    store<f64>(post, seconds, 16);
    outboxCount++;
    return;
  }
  const at = secondsAt + (<usize>slot << 15) + (<usize>local << 3);
  const ownedAt = ownerAt + (<usize>slot << 14) + (<usize>local << 2);
  const old = load<f64>(at);
  if (seconds > old || (seconds == old && <u32>owner >= load<u32>(ownedAt))) return;
  store<f64>(at, seconds);
  store<i32>(ownedAt, owner);
  const bitAt = bitsAt + (<usize>slot << 9) + (<usize>(local >> 6) << 3);
  store<u64>(bitAt, load<u64>(bitAt) | ((<u64>1) << (local & 63)));
  announce(tile, local, seconds);
}

export function offerNode(node: i32, seconds: f64, owner: i32): void {
  const tile = load<i32>(nodeTileAt + (<usize>node << 2));
  if (tile != here) ensure(tile);
  const at = nodeSecondsAt + (<usize>node << 3);
  const ownedAt = nodeOwnerAt + (<usize>node << 2);
  const old = load<f64>(at);
  if (seconds > old || (seconds == old && <u32>owner >= load<u32>(ownedAt))) return;
  store<f64>(at, seconds);
  store<i32>(ownedAt, owner);
  const bitAt = nodeBitsAt + (<usize>(node >> 6) << 3);
  store<u64>(bitAt, load<u64>(bitAt) | ((<u64>1) << (node & 63)));
  announce(tile, 4096 + node - load<i32>(nodeFirstAt + (<usize>tile << 2)), seconds);
}

/** `offer` to a cell of the tile being visited, for an arrival at most its seconds. */
@inline export function offerHere(local: i32, old: f64, seconds: f64, owner: i32): void {
  const ownedAt = ownerAt + (<usize>hereSlot << 14) + (<usize>local << 2);
  if (seconds == old && <u32>owner >= load<u32>(ownedAt)) return;
  store<f64>(secondsAt + (<usize>hereSlot << 15) + (<usize>local << 3), seconds);
  store<i32>(ownedAt, owner);
  const bitAt = bitsAt + (<usize>hereSlot << 9) + (<usize>(local >> 6) << 3);
  store<u64>(bitAt, load<u64>(bitAt) | ((<u64>1) << (local & 63)));
  if (seconds < windowEnd) push(local, seconds);
  else keep = min(keep, seconds);
}
