/**
 * The tiled land search in AssemblyScript; `../fast-land-search.ts` reports the method, `../walk-search.ts`
 * gives the same bits in TypeScript. This
 * file is the order of work: windows, visits to tiles, two threads. Compiled with the files beside it by
 * scripts/build-wasm.ts.
 */
import {
  enqueue, here, hereEnd, hereFirst, hereSlot, keep, lastVisit, offer, outboxCount, overflowed, paused, perSecond, push, queueHead, queueSize,
  together, touchedCount, visits, windowEnd, windowStart,
} from './land-labels.as';
import {
  BUCKETS, BUCKET_ROOM, OUTBOX_MARGIN, OUTBOX_ROOM, TILE, bitsAt, countsAt, isMine, leastAt, nodeBitsAt, nodeFirstAt, nodeSecondsAt,
  otherOutboxAt, part, queueAt, queuedAt, roads, secondsAt, sharedAt, slotOfAt, stacksAt, tiles, touchedAt,
} from './land-memory.as';
import { expand, expandNode, findNine } from './land-moves.as';
export { setPart, layOut, prepare, findLayoutFault, whereIs } from './land-memory.as';
export { expanded, visits, begin, join, countSearches, meetAll, countTouched, seedCell, seedNode } from './land-labels.as';
export { setIrmischerFlat } from './land-slope.as';
export { giveTile, giveBand, settle } from './land-answer.as';

/**
 * Runs to the fixpoint in windows of `windowSeconds`, or until `most` tiles more have been visited; answers
 * 1 when all is done. Called
 * again with nothing in between it goes on where it stopped. `slope`: 0 flat, 1 Tobler, 2 Irmischer, 3
 * Naismith.
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
