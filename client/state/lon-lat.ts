export type LonLat = readonly [number, number];
