/**
 * At most `most` of the cells, spread over the map: of each square the cell of greatest worth, the first on
 * ties; the squares are as
 * narrow as that allows.
 */
export function keepBestPerSquare(
  cells: ArrayLike<number>,
  worthOf: (cell: number) => number,
  columns: number,
  most: number,
): { readonly kept: number[]; readonly squareCells: number } {
  const all = Array.from(cells);
  if (all.length <= most) return { kept: all, squareCells: 1 };
  const worth = all.map(worthOf);
  for (let squareCells = 2; ; squareCells = Math.ceil(squareCells * 1.15)) {
    const squareOf = squaresOf(columns, squareCells);
    const best = new Map<number, number>();
    all.forEach((cell, i) => {
      const square = squareOf(cell);
      const other = best.get(square);
      if (other === undefined || worth[i]! > worth[other]!) best.set(square, i);
    });
    if (best.size <= most)
      return { kept: [...best.values()].sort((a, b) => a - b).map((i) => all[i]!), squareCells };
  }
}

/** The number of the square of `squareCells` by `squareCells` that a cell lies in, row by row. */
export function squaresOf(columns: number, squareCells: number): (cell: number) => number {
  const perRow = Math.ceil(columns / squareCells);
  return (cell) =>
    Math.floor(Math.floor(cell / columns) / squareCells) * perRow +
    Math.floor((cell % columns) / squareCells);
}
