/**
 * A drawing as a display list: maps and charts are built once as a list of shapes, and the SVG and PDF
 * writers draw
 * the same list. Units are points (1/72 inch), y grows downwards, later items lie on top.
 */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** What it shows, for readers who cannot see it. */
  readonly alternative: string;
  readonly items: readonly DrawingItem[];
}

export interface Paint {
  readonly fill?: string;
  readonly fillOpacity?: number;
  readonly stroke?: string;
  readonly strokeOpacity?: number;
  readonly strokeWidth?: number;
  readonly dash?: readonly number[];
  readonly evenOdd?: boolean;
}

export interface PathItem extends Paint {
  readonly kind: 'path';
  /** SVG path data. */
  readonly d: string;
}
export interface TextItem {
  readonly kind: 'text';
  readonly x: number;
  /** Baseline. */
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly bold?: boolean;
  readonly fill: string;
  readonly anchor: 'start' | 'middle' | 'end';
  /** Colour of an outline behind the letters. */
  readonly halo?: string;
  readonly haloWidth?: number;
  /** Degrees clockwise about (x, y). */
  readonly rotate?: number;
}
export interface ImageItem {
  readonly kind: 'image';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly png: Uint8Array;
}
/** Items cut to a rectangle. */
export interface ClipItem {
  readonly kind: 'clip';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly items: readonly DrawingItem[];
}
export type DrawingItem = PathItem | TextItem | ImageItem | ClipItem;

/** Path data of a rectangle. */
export function rectanglePath(x: number, y: number, width: number, height: number): string {
  return `M${f(x)},${f(y)}H${f(x + width)}V${f(y + height)}H${f(x)}Z`;
}

/** Path data of a circle. */
export function circlePath(x: number, y: number, radius: number): string {
  const r = f(radius);
  return `M${f(x - radius)},${f(y)}A${r},${r} 0 1 1 ${f(x + radius)},${f(y)}A${r},${r} 0 1 1 ${f(x - radius)},${f(y)}Z`;
}

/** Path data of a polyline or, closed, a polygon. */
export function linePath(points: readonly (readonly [number, number])[], closed = false): string {
  return points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${f(x)},${f(y)}`).join('') + (closed ? 'Z' : '');
}

/** Width in points that `text` takes at `size`, near enough to place legends and labels. */
export function estimateTextWidth(text: string, size: number): number {
  let ems = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0x2e80) ems += 1;
    else if (/[A-Z%@MW]/.test(character)) ems += 0.68;
    else if (/[il.,:;|' ]/.test(character)) ems += 0.3;
    else ems += 0.56;
  }
  return ems * size;
}

/** `text` cut with an ellipsis to at most `width` points at `size`. */
export function clipText(text: string, size: number, width: number): string {
  if (estimateTextWidth(text, size) <= width) return text;
  let kept = '';
  for (const character of text) {
    if (estimateTextWidth(`${kept}${character}…`, size) > width) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

function f(value: number): string {
  return String(Math.round(value * 100) / 100);
}
