import { degreeGrid } from './frames.ts';

/** The frame of the population in tests/fixtures/formats. */
export const FIXTURE_GRID = degreeGrid(8, 8, 0.0025, 111, 29.82);

/** The outline of that frame, closed. */
export const FIXTURE_SQUARE = [
  [111, 29.8],
  [111.02, 29.8],
  [111.02, 29.82],
  [111, 29.82],
  [111, 29.8],
];
