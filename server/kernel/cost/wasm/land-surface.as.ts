/**
 * The tiled land search in AssemblyScript; `../fast-land-search.ts` tells the method, `../walk-search.ts` is its twin in TypeScript. Compiled by
 * scripts/build-wasm.ts.
 */

/** Puts 4,096 float64 paces of a tile at `paceAt` (Infinity beyond the grid) and its float32 heights at `heightAt` unless that is 0. */
declare function loadTile(tile: i32, paceAt: usize, heightAt: usize): void;
/** Throws: 0 more slots are needed than memory has, 1 more than 65,535 different paces. */
declare function refuse(reason: i32): void;

const TILE: i32 = 64;
const BUCKETS: i32 = 64;
const BUCKET_ROOM: i32 = 1024;
const PALETTE: i32 = 65536;
/** Where data begins: the compiler's own constants lie below. Addresses that are constants are folded into the instructions. */
const PALETTE_AT: usize = 65536;
const BASE: usize = PALETTE_AT + PALETTE * 8;
const HASHES: i32 = 131072;

let stacksAt: usize = 0;
let countsAt: usize = 0;
let stagingAt: usize = 0;
let hashesAt: usize = 0;
let exponentsAt: usize = 0;
let movesAt: usize = 0;
let nineAt: usize = 0;
let naismithAt: usize = 0;
let trialAt: usize = 0;
let queueAt: usize = 0;
let queuedAt: usize = 0;
let leastAt: usize = 0;
let slotOfAt: usize = 0;
let stampAt: usize = 0;
let touchedAt: usize = 0;
let bitsAt: usize = 0;
let secondsAt: usize = 0;
let ownerAt: usize = 0;
let paceAt: usize = 0;
let heightAt: usize = 0;

let nodeFirstAt: usize = 0;
let nodeTileAt: usize = 0;
let nodeSecondsAt: usize = 0;
let nodeOwnerAt: usize = 0;
let nodeBitsAt: usize = 0;
let arcStartAt: usize = 0;
let arcTargetAt: usize = 0;
let arcCostAt: usize = 0;
let wayStartAt: usize = 0;
let wayCellAt: usize = 0;
let wayCostAt: usize = 0;
let linkBitsAt: usize = 0;
let linkBaseAt: usize = 0;
let linkStartAt: usize = 0;
let linkNodeAt: usize = 0;
let linkCostAt: usize = 0;

let rows: i32 = 0;
let columns: i32 = 0;
let tileRows: i32 = 0;
let tileColumns: i32 = 0;
let tiles: i32 = 0;
let slotRoom: i32 = 0;
let slots: i32 = 0;
let paces: i32 = 0;
let sloped: bool = false;
let roads: bool = false;

let sealed: bool = false;
let leastMultiplier: f64 = 1;
let unreached: f64 = 0;
let search: i32 = 0;
let touchedCount: i32 = 0;
let queueHead: i32 = 0;
let queueSize: i32 = 0;
let windowStart: f64 = 0;
let windowEnd: f64 = 0;
let perSecond: f64 = 0;
let keep: f64 = 0;
let overflowed: bool = false;
let here: i32 = 0;
let hereSlot: i32 = 0;
/** The road nodes of the tile being visited. */
let hereFirst: i32 = 0;
let hereEnd: i32 = 0;

/** Cells and road nodes taken, and tiles visited, by the last search. */
export let expanded: i32 = 0;
export let visits: i32 = 0;
/** `run` stops here to let its caller look up. */
let lastVisit: i32 = i32.MAX_VALUE;
/** Stopped so, within a window. */
let paused: bool = false;

/** Two threads share one memory: tiles belong to a part by stripes, each part has queues of its own and posts what leaves its stripes. */
let part: i32 = 0;
let parts: i32 = 1;
let together: bool = false;
let sharedAt: usize = 0;
let outboxAt: usize = 0;
let otherOutboxAt: usize = 0;
let outboxCount: i32 = 0;
const OUTBOX_ROOM: i32 = 65536;
const OUTBOX_MARGIN: i32 = 16384;
const STRIPE_BITS: i32 = 2;

/** Before `layOut`: which of how many threads this instance is. */
export function setPart(which: i32, count: i32): void {
  part = which;
  parts = count;
}

@inline function isMine(tile: i32): bool {
  return parts == 1 || (((tile / tileColumns) >> STRIPE_BITS) & 1) == part;
}

let top: usize = 0;
/** Room of this part's own among equal rooms of all. */
function takeOwn(bytes: usize): usize {
  const each = (bytes + 63) & ~63;
  return take(each * parts) + each * part;
}
function take(bytes: usize): usize {
  const at = top;
  top = (at + bytes + 63) & ~63;
  return at;
}

/** Lays memory out; returns the bytes needed. Nodes are counted with the gaps that start each tile's on a multiple of 64. */
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
  memory.fill(slotOfAt, 0xff, <usize>tiles * 4);
  store<f64>(PALETTE_AT, Infinity);
  paces = 1;
  store<f64>(naismithAt, 1.9998);
  store<f64>(naismithAt, 6, 8);
}

/** Addresses by number, in the order of `FastAddress` in `../fast-land-search.ts`. */
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
function ensure(tile: i32): i32 {
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

/**
 * Runs to the fixpoint in windows of `windowSeconds`, or until `most` tiles more have been visited; answers 1 when all is done. Called
 * again with nothing in between it goes on where it stopped. `slope`: 0 flat, 1 Tobler, 2 Irmischer, 3 Naismith.
 */
export function run(windowSeconds: f64, neighbours: i32, slope: i32, most: i32): i32 {
  lastVisit = most < i32.MAX_VALUE - visits ? visits + most : i32.MAX_VALUE;
  do {
    if (!paused) {
      let start = Infinity;
      for (let i = 0; i < touchedCount; i++)
        start = min(start, load<f64>(leastAt + (<usize>load<i32>(touchedAt + (<usize>i << 2)) << 3)));
      if (start == Infinity) return 1;
      setWindow(start, windowSeconds);
      for (let i = 0; i < touchedCount; i++) {
        const tile = load<i32>(touchedAt + (<usize>i << 2));
        if (load<f64>(leastAt + (<usize>tile << 3)) < windowEnd) enqueue(tile);
      }
    }
    work(neighbours, slope);
    paused = queueSize > 0;
  } while (!paused);
  return 0;
}

function setWindow(start: f64, windowSeconds: f64): void {
  windowStart = start;
  windowEnd = start + windowSeconds;
  perSecond = <f64>BUCKETS / windowSeconds;
  if (!(windowEnd > start)) {
    windowEnd = Infinity;
    perSecond = 0;
  }
}

/** Visits due tiles until none is left, enough have been visited, or there is hardly room for what leaves. */
function work(neighbours: i32, slope: i32): void {
  while (queueSize > 0 && outboxCount < OUTBOX_ROOM - OUTBOX_MARGIN && visits < lastVisit) {
    const tile = load<i32>(queueAt + (<usize>queueHead << 2));
    queueHead++;
    if (queueHead == tiles) queueHead = 0;
    queueSize--;
    store<u8>(queuedAt + tile, 0);
    if (neighbours == 8) {
      if (slope == 0) visit<u8, u8>(tile);
      else if (slope == 1) visit<u8, u16>(tile);
      else if (slope == 2) visit<u8, u32>(tile);
      else visit<u8, u64>(tile);
    } else {
      if (slope == 0) visit<u16, u8>(tile);
      else if (slope == 1) visit<u16, u16>(tile);
      else if (slope == 2) visit<u16, u32>(tile);
      else visit<u16, u64>(tile);
    }
  }
  here = -1;
}

/** Waits until both parts are here. */
function meet(): void {
  const generation = atomic.load<i32>(sharedAt, 4);
  if (atomic.add<i32>(sharedAt, 1) == 1) {
    atomic.store<i32>(sharedAt, 0);
    atomic.add<i32>(sharedAt, 1, 4);
    atomic.notify(sharedAt + 4, 1);
    return;
  }
  for (let spin = 0; spin < 2000; spin++) if (atomic.load<i32>(sharedAt, 4) != generation) return;
  while (atomic.load<i32>(sharedAt, 4) == generation) atomic.wait<i32>(sharedAt + 4, generation, -1);
}

/** `run` by two threads at once, each on the tiles of its own stripes. All tiles have been met. */
export function runTogether(windowSeconds: f64, neighbours: i32, slope: i32): void {
  outboxCount = 0;
  lastVisit = i32.MAX_VALUE;
  together = true;
  meet();
  for (;;) {
    let start = Infinity;
    for (let t = 0; t < tiles; t++) if (isMine(t)) start = min(start, load<f64>(leastAt + (<usize>t << 3)));
    store<f64>(sharedAt + 64 + (<usize>part << 6), start);
    meet();
    start = min(load<f64>(sharedAt + 64), load<f64>(sharedAt + 128));
    if (start == Infinity) break;
    setWindow(start, windowSeconds);
    for (let t = 0; t < tiles; t++)
      if (isMine(t) && load<f64>(leastAt + (<usize>t << 3)) < windowEnd) enqueue(t);
    let busy = true;
    while (busy) {
      work(neighbours, slope);
      store<i32>(sharedAt + 72 + (<usize>part << 6), outboxCount);
      store<i32>(sharedAt + 76 + (<usize>part << 6), queueSize);
      meet();
      busy =
        (load<i32>(sharedAt + 72) | load<i32>(sharedAt + 76) | load<i32>(sharedAt + 136) | load<i32>(sharedAt + 140)) != 0;
      const incoming = load<i32>(sharedAt + 72 + (<usize>(1 - part) << 6));
      for (let i = 0; i < incoming; i++) {
        const at = otherOutboxAt + <usize>i * 24;
        const tile = load<i32>(at);
        offer(tile, load<i32>(slotOfAt + (<usize>tile << 2)), load<i32>(at, 4), load<f64>(at, 16), load<i32>(at, 8));
      }
      meet();
      outboxCount = 0;
    }
  }
  together = false;
}

function enqueue(tile: i32): void {
  if (load<u8>(queuedAt + tile)) return;
  store<u8>(queuedAt + tile, 1);
  let at = queueHead + queueSize;
  if (at >= tiles) at -= tiles;
  store<i32>(queueAt + (<usize>at << 2), tile);
  queueSize++;
}

@inline function push(local: i32, seconds: f64): void {
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

function offer(tile: i32, slot: i32, local: i32, seconds: f64, owner: i32): void {
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

function offerNode(node: i32, seconds: f64, owner: i32): void {
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

function visit<M, S>(tile: i32): void {
  visits++;
  here = tile;
  hereSlot = load<i32>(slotOfAt + (<usize>tile << 2));
  findNine(tile);
  const bitsOf = bitsAt + (<usize>hereSlot << 9);
  const secondsOf = secondsAt + (<usize>hereSlot << 15);
  let firstNode = 0;
  let endNode = 0;
  if (roads) {
    firstNode = load<i32>(nodeFirstAt + (<usize>tile << 2));
    endNode = load<i32>(nodeFirstAt + (<usize>tile << 2), 4);
    hereFirst = firstNode;
    hereEnd = endNode;
  }
  keep = Infinity;
  do {
    overflowed = false;
    for (let word = 0; word < TILE; word++) {
      let bits = load<u64>(bitsOf + (<usize>word << 3));
      while (bits) {
        const local = (word << 6) + <i32>ctz(bits);
        bits &= bits - 1;
        const seconds = load<f64>(secondsOf + (<usize>local << 3));
        if (seconds < windowEnd) push(local, seconds);
        else keep = min(keep, seconds);
      }
    }
    for (let word = firstNode >> 6; word < endNode >> 6; word++) {
      let bits = load<u64>(nodeBitsAt + (<usize>word << 3));
      while (bits) {
        const node = (word << 6) + <i32>ctz(bits);
        bits &= bits - 1;
        const seconds = load<f64>(nodeSecondsAt + (<usize>node << 3));
        if (seconds < windowEnd) push(4096 + node - firstNode, seconds);
        else keep = min(keep, seconds);
      }
    }
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      const countAt = countsAt + (<usize>bucket << 2);
      for (let count = load<i32>(countAt); count > 0; count = load<i32>(countAt)) {
        store<i32>(countAt, count - 1);
        const local = <i32>load<u16>(stacksAt + (<usize>(bucket * BUCKET_ROOM + count - 1) << 1));
        if (local < 4096) {
          const bitAt = bitsOf + (<usize>(local >> 6) << 3);
          const bits = load<u64>(bitAt);
          const bit = (<u64>1) << (local & 63);
          if (!(bits & bit)) continue;
          store<u64>(bitAt, bits ^ bit);
          expand<M, S>(tile, local);
        } else {
          const node = firstNode + local - 4096;
          const bitAt = nodeBitsAt + (<usize>(node >> 6) << 3);
          const bits = load<u64>(bitAt);
          const bit = (<u64>1) << (node & 63);
          if (!(bits & bit)) continue;
          store<u64>(bitAt, bits ^ bit);
          expandNode(tile, node);
        }
      }
    }
  } while (overflowed);
  store<f64>(leastAt + (<usize>tile << 3), keep);
}

@inline function multiply<S>(ratio: f64): f64 {
  if (sizeof<S>() == 2) return exponential(3.5 * Math.abs(ratio + 0.05) - 0.175);
  if (sizeof<S>() == 4) {
    const x = 100 * ratio + 5;
    return irmischerFlat / (0.11 + exponential(-(x * x) / 1800));
  }
  return (0.72 + (ratio < -0.2125 ? -1.9998 : load<f64>(naismithAt + (<usize>(ratio >= 0) << 3))) * ratio) / 0.72;
}
let irmischerFlat: f64 = 0;
export function setIrmischerFlat(metersPerSecond: f64): void {
  irmischerFlat = metersPerSecond;
}

/** The same operations as `../fast-exp.ts`. */
function exponential(x: f64): f64 {
  if (x > 709) return Infinity;
  if (x < -700) return 0;
  const k = Math.floor(x * 46.16624130844683 + 0.5);
  const r = x - k * 0.02166084937925916 - k * 1.3239129268154012e-11;
  const p = r + r * r * (0.5 + r * (1.0 / 6 + r * (1.0 / 24 + r * (1.0 / 120 + r * (1.0 / 720)))));
  const n = <i32>k;
  const two = reinterpret<f64>(<i64>(1023 + (n >> 5)) << 52);
  const part = load<f64>(exponentsAt + (<usize>(n & 31) << 3));
  return (part + part * p) * two;
}

@inline function paceTwo(at: usize, other: usize): v128 {
  return v128.load64_lane(
    PALETTE_AT + (<usize>load<u16>(other) << 3), v128.load64_zero(PALETTE_AT + (<usize>load<u16>(at) << 3)), 1,
  );
}

@inline function paceOf(code: u16): f64 {
  return load<f64>(PALETTE_AT + (<usize>code << 3));
}

/** `offer` to a cell of the tile being visited, for an arrival at most its seconds. */
@inline function offerHere(local: i32, old: f64, seconds: f64, owner: i32): void {
  const ownedAt = ownerAt + (<usize>hereSlot << 14) + (<usize>local << 2);
  if (seconds == old && <u32>owner >= load<u32>(ownedAt)) return;
  store<f64>(secondsAt + (<usize>hereSlot << 15) + (<usize>local << 3), seconds);
  store<i32>(ownedAt, owner);
  const bitAt = bitsAt + (<usize>hereSlot << 9) + (<usize>(local >> 6) << 3);
  store<u64>(bitAt, load<u64>(bitAt) | ((<u64>1) << (local & 63)));
  if (seconds < windowEnd) push(local, seconds);
  else keep = min(keep, seconds);
}

/**
 * Bits k and k + 1 set for those of two opposite moves that cannot bring anything; never wrongly set: on slopes the test is by a lower bound
 * of the multiplier, so that hardly any move is divided or raised to a power in vain. `paces` are the sums charged. Notes both trials.
 */
@inline function rejectPair<S>(
  timesAt: usize, heights: usize, trials: usize, to: i32, other: i32, time: v128, height: v128, row: usize, k: usize, paces: v128,
): i32 {
  const old = v128.load64_lane(timesAt + (<usize>other << 3), v128.load64_zero(timesAt + (<usize>to << 3)), 1);
  const base = f64x2.mul(v128.load(row + (k << 3)), paces);
  if (sizeof<S>() == 1) {
    const arrival = f64x2.add(time, base);
    v128.store(trials + (k << 3), arrival);
    return i64x2.bitmask(f64x2.gt(arrival, old)) << <i32>k;
  }
  v128.store(trials + (k << 3), base);
  let factor: v128;
  if (sizeof<S>() == 4) factor = f64x2.splat(leastMultiplier);
  else {
    const ends = v128.load32_lane(heights + (<usize>other << 2), v128.load32_zero(heights + (<usize>to << 2)), 1);
    const ratio = f64x2.mul(f64x2.sub(f64x2.promote_low_f32x4(ends), height), v128.load(row + 256 + (k << 3)));
    if (sizeof<S>() == 2)
      factor = f64x2.add(f64x2.splat(HAIR * 0.825), f64x2.mul(f64x2.splat(HAIR * 3.5), f64x2.abs(f64x2.add(ratio, f64x2.splat(0.05)))));
    else
      factor = f64x2.add(
        f64x2.splat(HAIR),
        f64x2.add(f64x2.mul(f64x2.splat(HAIR * NAISMITH_MEAN), ratio), f64x2.mul(f64x2.splat(HAIR * NAISMITH_HALF), f64x2.abs(ratio))),
      );
  }
  return i64x2.bitmask(f64x2.gt(f64x2.add(time, f64x2.mul(base, factor)), old)) << <i32>k;
}

/** A hair under the least seconds that a step over flat `base` seconds takes when it climbs `rise` over 1 / `perMeter`. NaN where a height is unknown. */
@inline function bound<S>(base: f64, rise: f64, perMeter: f64): f64 {
  const ratio = rise * perMeter;
  // e^x is at least 1 + x.
  if (sizeof<S>() == 2) return base * HAIR * (0.825 + 3.5 * Math.abs(ratio + 0.05));
  if (sizeof<S>() == 4) return base * leastMultiplier;
  return base * HAIR * (1 + (NAISMITH_MEAN * ratio + NAISMITH_HALF * Math.abs(ratio)));
}
/** Naismith's multiplier is 1 + (mean ± half) · ratio, up and down; more than that where it is steep. */
const NAISMITH_MEAN: f64 = (6 + 1.9998) / 2 / 0.72;
const NAISMITH_HALF: f64 = (6 - 1.9998) / 2 / 0.72;
const HAIR: f64 = 1 - 1e-9;

/** Offers from +2 columns … as `ROW_OFFSETS` and `COLUMN_OFFSETS` have them, as offsets of a tile's cells. */
@inline function offsetOf(k: i32): i32 {
  return ((<i32>((ROW_OFFSETS >> (<u64>k << 2)) & 15) - 2) << 6) + <i32>((COLUMN_OFFSETS >> (<u64>k << 2)) & 15) - 2;
}

function expand<M, S>(tile: i32, local: i32): void {
  expanded++;
  const slot = hereSlot;
  const r = local >> 6;
  const c = local & 63;
  const time = load<f64>(secondsAt + (<usize>slot << 15) + (<usize>local << 3));
  const owner = load<i32>(ownerAt + (<usize>slot << 14) + (<usize>local << 2));
  const pace = paceOf(load<u16>(paceAt + (<usize>slot << 13) + (<usize>local << 1)));
  const row = movesAt + (<usize>((tile / tileColumns) * TILE + r) << 9);
  const border = sizeof<M>() == 1 ? 1 : 2;
  if (r >= border && r < TILE - border && c >= border && c < TILE - border) {
    const codesAt = paceAt + (<usize>slot << 13);
    const at = codesAt + (<usize>local << 1);
    const timesAt = secondsAt + (<usize>slot << 15);
    const heights = heightAt + (<usize>slot << 14);
    const trials = trialAt;
    const eastWest = paceTwo(at + 2, at - 2);
    const northSouth = paceTwo(at - 128, at + 128);
    const upDown = paceTwo(at - 126, at + 126);
    const downUp = paceTwo(at - 130, at + 130);
    const westEast = v128.shuffle<u64>(eastWest, eastWest, 1, 0);
    const paces = f64x2.splat(pace);
    const times = f64x2.splat(time);
    const height: f64 = sizeof<S>() == 1 ? 0 : <f64>load<f32>(heights + (<usize>local << 2));
    const level = f64x2.splat(height);
    let rejected = rejectPair<S>(timesAt, heights, trials, local + 1, local - 1, times, level, row, 0, f64x2.add(paces, eastWest));
    rejected |= rejectPair<S>(timesAt, heights, trials, local - 64, local + 64, times, level, row, 2, f64x2.add(paces, northSouth));
    rejected |= rejectPair<S>(timesAt, heights, trials, local - 63, local + 63, times, level, row, 4, f64x2.add(paces, upDown));
    rejected |= rejectPair<S>(timesAt, heights, trials, local - 65, local + 65, times, level, row, 6, f64x2.add(paces, downUp));
    if (sizeof<M>() == 2) {
      rejected |= rejectPair<S>(timesAt, heights, trials, local - 62, local + 62, times, level, row, 8,
        f64x2.add(f64x2.add(paces, paceTwo(at - 124, at + 124)), f64x2.add(eastWest, upDown)));
      rejected |= rejectPair<S>(timesAt, heights, trials, local - 66, local + 66, times, level, row, 10,
        f64x2.add(f64x2.add(paces, paceTwo(at - 132, at + 132)), f64x2.add(westEast, downUp)));
      rejected |= rejectPair<S>(timesAt, heights, trials, local - 127, local + 127, times, level, row, 12,
        f64x2.add(f64x2.add(paces, paceTwo(at - 254, at + 254)), f64x2.add(northSouth, upDown)));
      rejected |= rejectPair<S>(timesAt, heights, trials, local - 129, local + 129, times, level, row, 14,
        f64x2.add(f64x2.add(paces, paceTwo(at - 258, at + 258)), f64x2.add(northSouth, downUp)));
    }
    if (sealed) {
      const never = f64x2.splat(Infinity);
      const closed = f64x2.eq(northSouth, never);
      rejected |= i64x2.bitmask(v128.and(f64x2.eq(eastWest, never), closed)) << 4;
      rejected |= i64x2.bitmask(v128.and(f64x2.eq(westEast, never), closed)) << 6;
    }
    let worth = ~rejected & (sizeof<M>() == 1 ? 0xff : 0xffff);
    while (worth) {
      const k = <i32>ctz(worth);
      worth &= worth - 1;
      const to = local + offsetOf(k);
      const old = load<f64>(timesAt + (<usize>to << 3));
      const trial = load<f64>(trials + (<usize>k << 3));
      if (sizeof<S>() == 1) offerHere(to, old, trial, owner);
      else {
        const rise = <f64>load<f32>(heights + (<usize>to << 2)) - height;
        const ratio = rise / load<f64>(row + 128 + (<usize>k << 3));
        const arrival = time + (ratio == ratio ? trial * multiply<S>(ratio) : trial);
        if (arrival <= old) offerHere(to, old, arrival, owner);
      }
    }
  } else expandBorder<S>(tile, r, c, sizeof<M>() == 1 ? 8 : 16, time, owner, pace, row);
  if (roads) {
    const word = (tile << 6) + r;
    const bits = load<u64>(linkBitsAt + (<usize>word << 3));
    const bit = (<u64>1) << c;
    if (bits & bit) {
      const rank = load<i32>(linkBaseAt + (<usize>word << 2)) + <i32>popcnt(bits & (bit - 1));
      const end = load<i32>(linkStartAt + (<usize>rank << 2), 4);
      for (let i = load<i32>(linkStartAt + (<usize>rank << 2)); i < end; i++)
        tryNode(load<i32>(linkNodeAt + (<usize>i << 2)), time + load<f64>(linkCostAt + (<usize>i << 3)), owner);
    }
  }
}

/** `offerNode` where the nodes of this tile, which most are, are asked first whether they want it. */
@inline function tryNode(node: i32, arrival: f64, owner: i32): void {
  if (node >= hereFirst && node < hereEnd) {
    if (arrival > load<f64>(nodeSecondsAt + (<usize>node << 3))) return;
  } else if (arrival > unreached) return;
  offerNode(node, arrival, owner);
}

function expandNode(tile: i32, node: i32): void {
  expanded++;
  const time = load<f64>(nodeSecondsAt + (<usize>node << 3));
  const owner = load<i32>(nodeOwnerAt + (<usize>node << 2));
  const timesAt = secondsAt + (<usize>hereSlot << 15);
  let end = load<i32>(wayStartAt + (<usize>node << 2), 4);
  for (let i = load<i32>(wayStartAt + (<usize>node << 2)); i < end; i++) {
    const arrival = time + load<f64>(wayCostAt + (<usize>i << 3));
    const to = load<u32>(wayCellAt + (<usize>i << 2));
    const toTile = <i32>(to >> 12);
    const local = <i32>(to & 4095);
    if (toTile == tile) {
      const old = load<f64>(timesAt + (<usize>local << 3));
      if (arrival <= old) offerHere(local, old, arrival, owner);
    } else if (arrival <= unreached) offer(toTile, ensure(toTile), local, arrival, owner);
  }
  end = load<i32>(arcStartAt + (<usize>node << 2), 4);
  for (let i = load<i32>(arcStartAt + (<usize>node << 2)); i < end; i++)
    tryNode(load<i32>(arcTargetAt + (<usize>i << 2)), time + load<f64>(arcCostAt + (<usize>i << 3)), owner);
}

/** Row and column offsets plus 2 of the sixteen moves, four bits each. */
const ROW_OFFSETS: u64 = 0x4040313131313122;
const COLUMN_OFFSETS: u64 = 0x3113400431132213;

@inline function tileAt(row: i32, column: i32): i32 {
  return (row >> 6) * tileColumns + (column >> 6);
}

/** Notes the slots of the tile and of the eight around it: -1 not met by this search, -2 beyond the grid. */
function findNine(tile: i32): void {
  const tileRow = tile / tileColumns;
  const tileColumn = tile - tileRow * tileColumns;
  for (let i = 0; i < 9; i++) {
    const r = tileRow + i / 3 - 1;
    const c = tileColumn + (i % 3) - 1;
    let slot = -2;
    if (r >= 0 && r < tileRows && c >= 0 && c < tileColumns) {
      const at = <usize>(r * tileColumns + c) << 2;
      slot = load<i32>(stampAt + at) == search ? load<i32>(slotOfAt + at) : -1;
    }
    store<i32>(nineAt + (<usize>i << 2), slot);
  }
}

/** Slot of one of the nine, met if need be; -2 beyond the grid. */
@inline function slotOfNine(tile: i32, nine: i32): i32 {
  const slot = load<i32>(nineAt + (<usize>nine << 2));
  return slot == -1 ? meetNine(tile, nine) : slot;
}
function meetNine(tile: i32, nine: i32): i32 {
  const slot = ensure(tile + (nine / 3 - 1) * tileColumns + (nine % 3) - 1);
  store<i32>(nineAt + (<usize>nine << 2), slot);
  return slot;
}
/** Which of the nine a cell -2 … 65 is in. */
@inline function nineOf(r: i32, c: i32): i32 {
  return ((r >> 6) + 1) * 3 + (c >> 6) + 1;
}
/** Pace of a cell of this tile or of those around it, known to be in the grid. */
@inline function paceNear(tile: i32, r: i32, c: i32): f64 {
  const slot = slotOfNine(tile, nineOf(r, c));
  if (slot < 0) return Infinity;
  return paceOf(load<u16>(paceAt + (<usize>slot << 13) + (<usize>(((r & 63) << 6) + (c & 63)) << 1)));
}

/** A cell at the edge of its tile: some of its neighbours lie in other tiles or beyond the grid. */
function expandBorder<S>(
  tile: i32, r: i32, c: i32, moves: i32, time: f64, owner: i32, pace: f64, row: usize,
): void {
  const height: f64 = sizeof<S>() == 1 ? 0 : <f64>load<f32>(heightAt + (<usize>hereSlot << 14) + (<usize>((r << 6) + c) << 2));
  for (let k = 0; k < moves; k++) {
    const dr = <i32>((ROW_OFFSETS >> (<u64>k << 2)) & 15) - 2;
    const dc = <i32>((COLUMN_OFFSETS >> (<u64>k << 2)) & 15) - 2;
    const toR = r + dr;
    const toC = c + dc;
    const nine = nineOf(toR, toC);
    let slot = load<i32>(nineAt + (<usize>nine << 2));
    if (slot < 0) {
      // No step is quicker than its own half at the pace here: tiles beyond the limit are not even met.
      if (slot == -2 || time + load<f64>(row + (<usize>k << 3)) * pace * leastMultiplier > unreached) continue;
      slot = meetNine(tile, nine);
    }
    const to = ((toR & 63) << 6) + (toC & 63);
    const old = load<f64>(secondsAt + (<usize>slot << 15) + (<usize>to << 3));
    // No step takes less than no time.
    if (old < time) continue;
    let sum = pace + paceOf(load<u16>(paceAt + (<usize>slot << 13) + (<usize>to << 1)));
    if (k >= 8) {
      if (dc == 2 || dc == -2) sum += paceNear(tile, r, c + (dc >> 1)) + paceNear(tile, toR, c + (dc >> 1));
      else sum += paceNear(tile, r + (dr >> 1), c) + paceNear(tile, r + (dr >> 1), toC);
    } else if (k >= 4 && sealed && paceNear(tile, r, toC) == Infinity && paceNear(tile, toR, c) == Infinity) continue;
    let arrival = load<f64>(row + (<usize>k << 3)) * sum;
    if (sizeof<S>() != 1) {
      const rise = <f64>load<f32>(heightAt + (<usize>slot << 14) + (<usize>to << 2)) - height;
      if (time + bound<S>(arrival, rise, load<f64>(row + 256 + (<usize>k << 3))) > old) continue;
      const ratio = rise / load<f64>(row + 128 + (<usize>k << 3));
      if (ratio == ratio) arrival *= multiply<S>(ratio);
    }
    arrival += time;
    if (!(arrival <= old)) continue;
    if (nine == 4) offerHere(to, old, arrival, owner);
    else offer(tile + (nine / 3 - 1) * tileColumns + (nine % 3) - 1, slot, to, arrival, owner);
  }
}

/** Puts the labelled cells of a tile into staging: how many, then from `staging + 16` on row-major cells (4,096 × i32) and seconds. */
export function giveTile(tile: i32): i32 {
  const slot = load<i32>(slotOfAt + (<usize>tile << 2));
  const secondsOf = secondsAt + (<usize>slot << 15);
  const owners = ownerAt + (<usize>slot << 14);
  const firstCell = (tile / tileColumns) * TILE * columns + (tile % tileColumns) * TILE;
  const cellsAt = stagingAt;
  const timesAt = stagingAt + 16384;
  let count = 0;
  for (let local = 0; local < 4096; local++) {
    if (load<i32>(owners + (<usize>local << 2)) == -1) continue;
    store<i32>(cellsAt + (<usize>count << 2), firstCell + (local >> 6) * columns + (local & 63));
    store<f64>(timesAt + (<usize>count << 3), load<f64>(secondsOf + (<usize>local << 3)));
    count++;
  }
  return count;
}

/** Puts 64 rows of seconds (`what` 0) or owners (1) into staging, row by row. */
export function giveBand(band: i32, what: i32): void {
  const within = min(TILE, rows - (band << 6));
  for (let t = 0; t < tileColumns; t++) {
    const wide = min(TILE, columns - (t << 6));
    const tile = band * tileColumns + t;
    const met = load<i32>(stampAt + (<usize>tile << 2)) == search;
    const slot = load<i32>(slotOfAt + (<usize>tile << 2));
    for (let r = 0; r < within; r++) {
      const owners = ownerAt + (<usize>slot << 14) + (<usize>r << 8);
      if (what) {
        const to = stagingAt + (<usize>(r * columns + (t << 6)) << 2);
        if (met) memory.copy(to, owners, <usize>wide << 2);
        else memory.fill(to, 0xff, <usize>wide << 2);
      } else {
        const to = stagingAt + (<usize>(r * columns + (t << 6)) << 3);
        const from = secondsAt + (<usize>slot << 15) + (<usize>r << 9);
        for (let c = 0; c < wide; c++) {
          const owned = met && load<i32>(owners + (<usize>c << 2)) != -1;
          store<f64>(to + (<usize>c << 3), owned ? load<f64>(from + (<usize>c << 3)) : Infinity);
        }
      }
    }
  }
}

/**
 * Puts seconds and owners of a search that met all tiles in order into rows, where they lie. The labels are gone afterwards: begin anew.
 * Staging must hold a band.
 */
export function settle(): void {
  const bands = tileRows;
  let toSeconds = secondsAt;
  let toOwners = ownerAt;
  for (let band = 0; band < bands; band++) {
    const cells = <usize>min(TILE, rows - (band << 6)) * columns;
    giveBand(band, 0);
    memory.copy(toSeconds, stagingAt, cells << 3);
    toSeconds += cells << 3;
  }
  for (let band = 0; band < bands; band++) {
    const cells = <usize>min(TILE, rows - (band << 6)) * columns;
    giveBand(band, 1);
    memory.copy(toOwners, stagingAt, cells << 2);
    toOwners += cells << 2;
  }
  search++;
}
