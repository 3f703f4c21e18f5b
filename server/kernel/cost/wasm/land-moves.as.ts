/** The moves out of a cell and out of a road node. */
import {
  ensure, expanded, hereEnd, hereFirst, hereSlot, leastMultiplier, offer, offerHere, offerNode, sealed, search, unreached,
} from './land-labels.as';
import {
  PALETTE_AT, TILE, arcCostAt, arcStartAt, arcTargetAt, heightAt, linkBaseAt, linkBitsAt, linkCostAt, linkNodeAt, linkStartAt, movesAt, nineAt,
  nodeOwnerAt, nodeSecondsAt, ownerAt, paceAt, paces, roads, secondsAt, slotOfAt, stampAt, tileColumns, tileRows, trialAt, wayCellAt, wayCostAt,
  wayStartAt,
} from './land-memory.as';
import { HAIR, NAISMITH_HALF, NAISMITH_MEAN, bound, multiply } from './land-slope.as';

@inline function paceTwo(at: usize, other: usize): v128 {
  return v128.load64_lane(
    PALETTE_AT + (<usize>load<u16>(other) << 3), v128.load64_zero(PALETTE_AT + (<usize>load<u16>(at) << 3)), 1,
  );
}

@inline function paceOf(code: u16): f64 {
  return load<f64>(PALETTE_AT + (<usize>code << 3));
}

/**
 * Bits k and k + 1 set for those of two opposite moves that cannot bring anything; never wrongly set: on
 * slopes the test is by a lower bound
 * of the multiplier, so that hardly any move is divided or raised to a power in vain. `paces` are the sums
 * charged. Notes both trials.
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

/** Move k as an offset of a tile's cells. */
@inline function offsetOf(k: i32): i32 {
  return ((<i32>((ROW_OFFSETS >> (<u64>k << 2)) & 15) - 2) << 6) + <i32>((COLUMN_OFFSETS >> (<u64>k << 2)) & 15) - 2;
}

export function expand<M, S>(tile: i32, local: i32): void {
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

export function expandNode(tile: i32, node: i32): void {
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

/** Notes the slots of the tile and of the eight around it: -1 not met by this search, -2 beyond the grid. */
export function findNine(tile: i32): void {
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
