/** The most features of a layer that the map draws as points: what the service returns at once. */
export const MOST_DRAWN = 100_000;

/** A layer of which the map draws the first `MOST_DRAWN` features only. */
export interface MapCut {
  readonly layer: 'facilities' | 'places';
  readonly count: number;
}

/** Layers with more features than the map draws. */
export function listMapCuts(counts: Readonly<Record<MapCut['layer'], number>>): MapCut[] {
  return (['facilities', 'places'] as const).flatMap((layer) =>
    counts[layer] > MOST_DRAWN ? [{ layer, count: counts[layer] }] : [],
  );
}
