import type { Geometry, Position } from 'geojson';

const START =
  /^\s*(?:SRID\s*=\s*(\d+)\s*;\s*)?((?:MULTI)?(?:POINT|LINESTRING|POLYGON)|GEOMETRYCOLLECTION)\s*(?:Z|M|ZM)?\s*(?:\(|EMPTY)/i;
const MOST_DEEP = 8;

/** Whether a text begins as well-known text does. */
export function isWkt(text: string): boolean {
  return START.test(text);
}

/**
 * Geometry of well-known text (`POINT (36.8 -1.3)`, `SRID=4326;POLYGON …`) with two coordinates a place;
 * null where it is none or empty.
 */
export function readWkt(text: string): { readonly geometry: Geometry; readonly srid: number | null } | null {
  const start = START.exec(text);
  if (!start) return null;
  const reader = new WktReader(text.replace(/^[^;]*;/, (head) => (/SRID/i.test(head) ? '' : head)));
  const geometry = reader.geometry(0);
  if (!geometry || !reader.isAtEnd()) return null;
  return { geometry, srid: start[1] === undefined ? null : Number(start[1]) };
}

/** Goes through a text once. */
class WktReader {
  readonly #tokens: RegExp = /\s*([A-Za-z]+|[(),]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/y;
  readonly #text: string;
  #next: string | null = null;
  #at = 0;
  constructor(text: string) {
    this.#text = text;
    this.#step();
  }

  isAtEnd(): boolean {
    return this.#next === null && this.#text.slice(this.#at).trim() === '';
  }

  geometry(depth: number): Geometry | null {
    const kind = (this.#step() ?? '').toUpperCase();
    if (/^(Z|M|ZM)$/i.test(this.#next ?? '')) this.#step();
    if (/^EMPTY$/i.test(this.#next ?? '')) {
      this.#step();
      return null;
    }
    if (kind === 'GEOMETRYCOLLECTION') {
      const parts = depth < MOST_DEEP ? this.#list(() => this.geometry(depth + 1)) : null;
      const geometries = parts?.filter((part) => part !== null) ?? [];
      return geometries.length > 0 ? { type: 'GeometryCollection', geometries } : null;
    }
    const ring = (): Position[] | null => this.#list(() => this.#place());
    const rings = (): Position[][] | null => this.#list(ring);
    // MULTIPOINT ((1 2), (3 4)) and MULTIPOINT (1 2, 3 4).
    const points = (): Position[] | null =>
      this.#list(() => (this.#next === '(' ? (this.#list(() => this.#place())?.[0] ?? null) : this.#place()));
    switch (kind) {
      case 'POINT': {
        const coordinates = ring()?.[0];
        return coordinates ? { type: 'Point', coordinates } : null;
      }
      case 'LINESTRING':
        return made('LineString', ring());
      case 'POLYGON':
        return made('Polygon', rings());
      case 'MULTIPOINT':
        return made('MultiPoint', points());
      case 'MULTILINESTRING':
        return made('MultiLineString', rings());
      case 'MULTIPOLYGON':
        return made('MultiPolygon', this.#list(rings));
      default:
        return null;
    }
  }

  /** The token that stood next; the one behind it takes its place. */
  #step(): string | null {
    const now = this.#next;
    this.#tokens.lastIndex = this.#at;
    this.#next = this.#tokens.exec(this.#text)?.[1] ?? null;
    if (this.#next !== null) this.#at = this.#tokens.lastIndex;
    return now;
  }

  #list<T>(item: () => T | null): T[] | null {
    if (this.#step() !== '(') return null;
    const out: T[] = [];
    for (;;) {
      const value = item();
      if (value === null) return null;
      out.push(value);
      const end = this.#step();
      if (end === ')') return out;
      if (end !== ',') return null;
    }
  }

  #place(): Position | null {
    const numbers: number[] = [];
    while (this.#next !== null && /^[-+.\d]/.test(this.#next)) numbers.push(Number(this.#step()));
    return numbers.length >= 2 && numbers.length <= 4 ? [numbers[0]!, numbers[1]!] : null;
  }
}

function made<T extends Exclude<Geometry['type'], 'GeometryCollection'>>(
  type: T,
  coordinates: unknown,
): Geometry | null {
  return coordinates === null ? null : ({ type, coordinates } as unknown as Geometry);
}
