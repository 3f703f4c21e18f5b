/**
 * Moves the `count` items with the largest keys to the front of `items[0, length)`, ties to the lowest
 * item; order inside is free.
 *
 * - in place, expected O(length); the chosen set is unique, so the result does not depend on the input order
 */
export function selectTop(items: Uint32Array, length: number, count: number, keys: Float64Array): void {
  if (count <= 0 || count >= length) return;
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (before(items[middle]!, items[low]!, keys)) swap(items, middle, low);
    if (before(items[high]!, items[low]!, keys)) swap(items, high, low);
    if (before(items[high]!, items[middle]!, keys)) swap(items, high, middle);
    const pivot = items[middle]!;
    let left = low;
    let right = high;
    while (left <= right) {
      while (before(items[left]!, pivot, keys)) left++;
      while (before(pivot, items[right]!, keys)) right--;
      if (left <= right) swap(items, left++, right--);
    }
    if (count - 1 <= right) high = right;
    else if (count - 1 >= left) low = left;
    else return;
  }
}

function before(a: number, b: number, keys: Float64Array): boolean {
  const difference = keys[a]! - keys[b]!;
  return difference > 0 || (difference === 0 && a < b);
}

function swap(items: Uint32Array, a: number, b: number): void {
  const held = items[a]!;
  items[a] = items[b]!;
  items[b] = held;
}
