import gcoord from 'gcoord';

/**
 * A decision about one row: leave it out, turn its axes round, convert its datum, or put it where it
 * belongs (lon, lat in degrees).
 */
export type FacilityCorrection = 'drop' | 'swap' | 'gcj-02' | 'bd-09' | readonly [number, number];

/** Place of a row after the decision; null where it is to be left out or there is no place to convert. */
export function correctPlace(
  point: readonly [number, number] | null,
  correction: FacilityCorrection,
): [number, number] | null {
  if (typeof correction !== 'string') return [correction[0], correction[1]];
  if (!point || correction === 'drop') return null;
  if (correction === 'swap') return [point[1], point[0]];
  const [lon, lat] = gcoord.transform(
    [point[0], point[1]],
    correction === 'gcj-02' ? gcoord.GCJ02 : gcoord.BD09,
    gcoord.WGS84,
  );
  return [lon, lat];
}
