/** Labels handed out: a tile as pairs, a band of rows, or the whole surface where it lies. */
import { search } from './land-labels.as';
import { TILE, columns, ownerAt, rows, secondsAt, slotOfAt, stagingAt, stampAt, tileColumns, tileRows } from './land-memory.as';

/**
 * Puts the labelled cells of a tile into staging: how many, then from `staging + 16` on row-major cells
 * (4,096 × i32) and seconds.
 */
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
 * Puts seconds and owners of a search that met all tiles in order into rows, where they lie. The labels are
 * gone afterwards: begin again.
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
