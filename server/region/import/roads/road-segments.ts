import type { Position } from 'geojson';
import Flatbush from 'flatbush';

/** Segment `at` of a line runs from its vertex `at` to the next. */
export interface RoadSegment {
  readonly line: number;
  readonly at: number;
}

/** All segments of lines with finite vertices, found by the boxes they had when the index was built. */
export interface RoadSegments {
  readonly segments: readonly RoadSegment[];
  /** Numbers of the segments whose box meets the given one. */
  readonly search: (west: number, south: number, east: number, north: number) => number[];
}

/** Null where there are fewer than two segments. */
export function indexSegments(lines: readonly Position[][]): RoadSegments | null {
  const segments: RoadSegment[] = [];
  for (const [line, points] of lines.entries())
    for (let at = 0; at + 1 < points.length; at++)
      if (points[at]!.every(Number.isFinite) && points[at + 1]!.every(Number.isFinite))
        segments.push({ line, at });
  if (segments.length < 2) return null;
  const index = new Flatbush(segments.length);
  for (const { line, at } of segments) {
    const [ax, ay] = lines[line]![at] as [number, number];
    const [bx, by] = lines[line]![at + 1] as [number, number];
    index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
  }
  index.finish();
  return { segments, search: (...box) => index.search(...box) };
}

/** Vertices to be put into lines: all are gathered first, so that numbers of segments stay valid. */
export class Insertions {
  readonly #byLine = new Map<number, { at: number; t: number; point: Position }[]>();

  /** Puts `point` into segment `at` of `line`, at the share `t` of its length. */
  add(line: number, at: number, t: number, point: Position): void {
    const list = this.#byLine.get(line) ?? [];
    list.push({ at, t, point });
    this.#byLine.set(line, list);
  }

  has(line: number, x: number, y: number): boolean {
    return this.#byLine.get(line)?.some(({ point }) => point[0] === x && point[1] === y) ?? false;
  }

  applyTo(lines: Position[][]): void {
    for (const [line, list] of this.#byLine) {
      list.sort((a, b) => a.at - b.at || a.t - b.t);
      const out: Position[] = [];
      let next = 0;
      for (const [at, point] of lines[line]!.entries()) {
        out.push(point);
        while (next < list.length && list[next]!.at === at) out.push(list[next++]!.point);
      }
      lines[line] = out;
    }
  }
}
