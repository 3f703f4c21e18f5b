/**
 * Share of the resource held by the half of the people who have least, read off the Lorenz curve between
 * its points.
 */
export function shareOfPoorerHalf(curve: {
  readonly people: readonly number[];
  readonly resource: readonly number[];
}): number {
  const { people, resource } = curve;
  const after = people.findIndex((share) => share >= 0.5);
  if (after < 0) return 1;
  const [x1 = 0, y1 = 0] = [people[after], resource[after]];
  const [x0 = 0, y0 = 0] = after === 0 ? [0, 0] : [people[after - 1], resource[after - 1]];
  return x1 > x0 ? y0 + ((0.5 - x0) / (x1 - x0)) * (y1 - y0) : y1;
}
