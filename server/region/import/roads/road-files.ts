import type { Position } from 'geojson';
import Flatbush from 'flatbush';
import { type Crs, buildTransform } from '../../../geo/crs.ts';
import type { InputFile, Recognised } from '../recognise/recognised.ts';

type Features = Extract<Recognised, { kind: 'features' }>;

interface RoadFile {
  readonly file: InputFile;
  readonly is: Features;
}

/** A file that maps again what another has. */
interface CoveredFile extends RoadFile {
  readonly by: string;
  readonly percent: number;
}

/** As far apart as two drawings of one road are at most, as a rule. */
const SAME_ROAD_METERS = 30;
/** Share of its places on roads of another file from which a file counts as the same roads again. */
const SAME_ROADS = 0.6;
const MOST_PLACES = 2000;

/**
 * Of several files of roads, those to be used together (`roads_primary`, `roads_tertiary`), and those whose
 * roads run, for the most part,
 * where the roads of a file before them run: the same network from another source, which would count each
 * road twice. The file with
 * most lines comes first.
 */
export function chooseRoadFiles<File extends RoadFile>(
  files: readonly File[],
  to: Crs,
): { used: File[]; covered: (File & CoveredFile)[] } {
  if (files.length < 2) return { used: [...files], covered: [] };
  const used: { file: File; near: (x: number, y: number) => boolean }[] = [];
  const covered: (File & CoveredFile)[] = [];
  const bySize = files.toSorted((a, b) => b.is.features.length - a.is.features.length);
  for (const file of bySize) {
    const segments = listSegments(file.is, to);
    const places = listPlaces(segments);
    const shares = used.map(
      ({ near }) => places.filter(([x, y]) => near(x, y)).length / (places.length || 1),
    );
    const most = shares.indexOf(Math.max(...shares));
    if (most >= 0 && shares[most]! >= SAME_ROADS)
      covered.push({ ...file, by: used[most]!.file.file.name, percent: Math.round(100 * shares[most]!) });
    else used.push({ file, near: buildNearTest(segments, to) });
  }
  const order = (file: RoadFile): number => files.findIndex((f) => f.file === file.file);
  return { used: used.map(({ file }) => file).sort((a, b) => order(a) - order(b)), covered };
}

/** Ends of the segments of a file's lines: x0, y0, x1, y1, one after another. */
function listSegments({ features, crs }: Features, to: Crs): number[] {
  const transform = buildTransform(crs, to);
  const out: number[] = [];
  const line = (positions: readonly Position[]): void => {
    let before: [number, number] | null = null;
    for (const position of positions) {
      const point: [number, number] = [position[0]!, position[1]!];
      transform(point);
      const isPlace = Number.isFinite(point[0] + point[1]);
      if (before && isPlace) out.push(before[0], before[1], point[0], point[1]);
      before = isPlace ? point : null;
    }
  };
  for (const { geometry } of features)
    if (geometry?.type === 'LineString') line(geometry.coordinates);
    else if (geometry?.type === 'MultiLineString') geometry.coordinates.forEach(line);
  return out;
}

/** Middles of segments, evenly drawn from all of them. */
function listPlaces(segments: readonly number[]): [number, number][] {
  const count = segments.length / 4;
  const step = Math.max(1, Math.floor(count / MOST_PLACES));
  const out: [number, number][] = [];
  for (let i = 0; i < count; i += step)
    out.push([
      (segments[4 * i]! + segments[4 * i + 2]!) / 2,
      (segments[4 * i + 1]! + segments[4 * i + 3]!) / 2,
    ]);
  return out;
}

function buildNearTest(segments: readonly number[], to: Crs): (x: number, y: number) => boolean {
  const count = segments.length / 4;
  if (count === 0) return () => false;
  const index = new Flatbush(count);
  for (let i = 0; i < count; i++) {
    const [x0, y0, x1, y1] = segments.slice(4 * i, 4 * i + 4) as [number, number, number, number];
    index.add(Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1));
  }
  index.finish();
  return (x, y) => {
    // Degrees of longitude are shorter than those of latitude away from the equator.
    const perX = to.geographic ? 111_320 * Math.max(0.01, Math.cos((y * Math.PI) / 180)) : 1;
    const perY = to.geographic ? 110_800 : 1;
    const [reachX, reachY] = [SAME_ROAD_METERS / perX, SAME_ROAD_METERS / perY];
    return index.search(x - reachX, y - reachY, x + reachX, y + reachY).some((i) => {
      const [x0, y0, x1, y1] = segments.slice(4 * i, 4 * i + 4) as [number, number, number, number];
      const [dx, dy] = [(x1 - x0) * perX, (y1 - y0) * perY];
      const [px, py] = [(x - x0) * perX, (y - y0) * perY];
      const length2 = dx * dx + dy * dy;
      const t = length2 === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length2));
      return Math.hypot(px - t * dx, py - t * dy) <= SAME_ROAD_METERS;
    });
  };
}
