import { NONE } from '../../../kernel/grid/grid.ts';

/**
 * Demands that the same places serve become one: flows and values stay the same. Those that no one serves go.
 * `places[row]` lists the demands of a place of service, each once; merged lists are ascending.
 */
export function mergeDemands(
  weight: Float64Array,
  places: readonly ArrayLike<number>[],
): { readonly weight: Float64Array; readonly places: number[][]; readonly newIndex: Int32Array } {
  const served: number[][] = Array.from(weight, () => []);
  places.forEach((demands, row) => {
    for (let k = 0; k < demands.length; k++) served[demands[k]!]!.push(row);
  });
  const indexOf = new Map<string, number>();
  const merged: number[] = [];
  const newIndex = Int32Array.from(served, (rows, demand) => {
    if (rows.length === 0) return NONE;
    const key = rows.join();
    let index = indexOf.get(key);
    if (index === undefined) {
      index = merged.length;
      indexOf.set(key, index);
      merged.push(0);
    }
    merged[index]! += weight[demand]!;
    return index;
  });
  return {
    weight: Float64Array.from(merged),
    places: places.map((demands) =>
      [...new Set(Array.from(demands, (demand) => newIndex[demand]!))].sort((a, b) => a - b),
    ),
    newIndex,
  };
}
