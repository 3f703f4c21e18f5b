/** The ids that occur in the lists, each once, ascending. */
export function uniqueSorted(lists: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(lists.reduce((sum, list) => sum + list.length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  all.sort();
  let count = 0;
  for (let i = 0; i < all.length; i++) if (i === 0 || all[i] !== all[i - 1]) all[count++] = all[i]!;
  return all.slice(0, count);
}

/** First position whose value is not below `value`. */
export function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Places of nodes that ways carry themselves (PBF with `LocationsOnWays`), collected until it is known
 * which nodes are wanted.
 */
export class WayLocations {
  readonly #ids: number[] = [];
  readonly #lon: number[] = [];
  readonly #lat: number[] = [];

  add(id: number, lon: number, lat: number): void {
    this.#ids.push(id);
    this.#lon.push(lon);
    this.#lat.push(lat);
  }

  /** Writes the places of the wanted ids. */
  placeInto(wanted: Float64Array, lon: Float64Array, lat: Float64Array): void {
    for (const [i, id] of this.#ids.entries()) {
      const at = lowerBound(wanted, id);
      if (wanted[at] !== id) continue;
      lon[at] = this.#lon[i]!;
      lat[at] = this.#lat[i]!;
    }
  }
}
