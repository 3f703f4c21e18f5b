/**
 * A binary min-heap of (key, item); equal keys leave in order of item, so a search never depends on
 * insertion history.
 */
export interface MinHeap {
  readonly size: () => number;
  readonly push: (key: number, item: number) => void;
  /** Item of the smallest key; `lastKey()` reports its key. Undefined behaviour when empty. */
  readonly pop: () => number;
  readonly lastKey: () => number;
  readonly clear: () => void;
}

/** Builds an empty heap that grows as needed. */
export function createHeap(): MinHeap {
  let keys = new Float64Array(1024);
  let items = new Int32Array(1024);
  let length = 0;
  let last = 0;
  const before = (keyA: number, itemA: number, keyB: number, itemB: number): boolean =>
    keyA < keyB || (keyA === keyB && itemA < itemB);
  const push = (key: number, item: number): void => {
    if (length === keys.length) {
      const moreKeys = new Float64Array(length * 2);
      moreKeys.set(keys);
      keys = moreKeys;
      const moreItems = new Int32Array(length * 2);
      moreItems.set(items);
      items = moreItems;
    }
    let i = length++;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!before(key, item, keys[parent]!, items[parent]!)) break;
      keys[i] = keys[parent]!;
      items[i] = items[parent]!;
      i = parent;
    }
    keys[i] = key;
    items[i] = item;
  };
  const pop = (): number => {
    const item = items[0]!;
    last = keys[0]!;
    length--;
    const key = keys[length]!;
    const moved = items[length]!;
    let i = 0;
    for (;;) {
      let child = i * 2 + 1;
      if (child >= length) break;
      if (child + 1 < length && before(keys[child + 1]!, items[child + 1]!, keys[child]!, items[child]!))
        child++;
      if (!before(keys[child]!, items[child]!, key, moved)) break;
      keys[i] = keys[child]!;
      items[i] = items[child]!;
      i = child;
    }
    keys[i] = key;
    items[i] = moved;
    return item;
  };
  return {
    size: () => length,
    push,
    pop,
    lastKey: () => last,
    clear: () => {
      length = 0;
    },
  };
}
