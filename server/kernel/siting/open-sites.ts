/** Indices of the flags that are 1, ascending. */
export function listOpen(open: Uint8Array): Uint32Array {
  const list: number[] = [];
  for (let site = 0; site < open.length; site++) if (open[site] === 1) list.push(site);
  return Uint32Array.from(list);
}

/** 1 for each site of `list`, else 0. */
export function flagsOf(list: ArrayLike<number>, sites: number): Uint8Array {
  const open = new Uint8Array(sites);
  for (let place = 0; place < list.length; place++) open[list[place]!] = 1;
  return open;
}
