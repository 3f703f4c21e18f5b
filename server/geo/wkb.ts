import type { Geometry, Position } from 'geojson';
import { GEOMETRY_TYPES } from './geometry-types.ts';

const MAX_DEPTH = 8;

/**
 * Reads ISO or extended well-known binary; Z and M are read over. Null for an empty point. Throws
 * RangeError where it is broken.
 */
export function readWkb(bytes: Uint8Array): Geometry | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const need = (count: number, size: number): void => {
    if (count * size > bytes.length - at)
      throw new RangeError(`WKB: ${count} entries wanted with ${bytes.length - at} bytes left`);
  };
  const geometry = (depth: number): Geometry | null => {
    if (depth > MAX_DEPTH) throw new RangeError(`WKB: nested deeper than ${MAX_DEPTH}`);
    need(1, 5);
    const little = view.getUint8(at) === 1;
    let code = view.getUint32(at + 1, little);
    at += 5;
    let extra = 0;
    if (code & 0x20000000) at += 4; // SRID of PostGIS
    if (code & 0x80000000) extra++;
    if (code & 0x40000000) extra++;
    code &= 0x0fffffff;
    const thousands = Math.floor(code / 1000);
    extra += thousands === 3 ? 2 : thousands > 0 ? 1 : 0;
    const type = GEOMETRY_TYPES[code % 1000];
    const stride = 8 * (2 + extra);
    const count = (): number => {
      need(1, 4);
      const n = view.getUint32(at, little);
      at += 4;
      return n;
    };
    const position = (): Position => {
      need(1, stride);
      const out = [view.getFloat64(at, little), view.getFloat64(at + 8, little)];
      at += stride;
      return out;
    };
    const positions = (): Position[] => {
      const n = count();
      need(n, stride);
      return Array.from({ length: n }, position);
    };
    const rings = (): Position[][] => {
      const n = count();
      need(n, 4);
      return Array.from({ length: n }, positions);
    };
    const parts = <T extends Geometry>(): T[] => {
      const n = count();
      need(n, 5);
      return Array.from({ length: n }, () => geometry(depth + 1)).filter((part) => part !== null) as T[];
    };
    switch (type) {
      case 'Point': {
        const point = position();
        return Number.isNaN(point[0]) && Number.isNaN(point[1]) ? null : { type, coordinates: point };
      }
      case 'LineString':
        return { type, coordinates: positions() };
      case 'Polygon':
        return { type, coordinates: rings() };
      case 'MultiPoint':
      case 'MultiLineString':
      case 'MultiPolygon':
        return {
          type,
          coordinates: parts().map((part) => ('coordinates' in part ? part.coordinates : [])),
        } as Geometry;
      case 'GeometryCollection':
        return { type, geometries: parts() };
      default:
        throw new RangeError(`WKB: geometry type ${code}`);
    }
  };
  return geometry(0);
}

/** Little-endian ISO well-known binary with two coordinates a position. */
export function writeWkb(geometry: Geometry): Buffer {
  const chunks: Buffer[] = [];
  const head = (type: (typeof GEOMETRY_TYPES)[number]): void => {
    const out = Buffer.alloc(5);
    out.writeUInt8(1, 0);
    out.writeUInt32LE(GEOMETRY_TYPES.indexOf(type), 1);
    chunks.push(out);
  };
  const count = (n: number): void => {
    const out = Buffer.alloc(4);
    out.writeUInt32LE(n);
    chunks.push(out);
  };
  const positions = (list: readonly Position[]): void => {
    const out = Buffer.alloc(list.length * 16);
    for (const [i, position] of list.entries()) {
      out.writeDoubleLE(position[0]!, i * 16);
      out.writeDoubleLE(position[1]!, i * 16 + 8);
    }
    chunks.push(out);
  };
  const write = (g: Geometry): void => {
    head(g.type);
    switch (g.type) {
      case 'Point':
        positions([g.coordinates]);
        break;
      case 'LineString':
        count(g.coordinates.length);
        positions(g.coordinates);
        break;
      case 'Polygon':
        count(g.coordinates.length);
        for (const ring of g.coordinates) {
          count(ring.length);
          positions(ring);
        }
        break;
      case 'MultiPoint':
        count(g.coordinates.length);
        for (const coordinates of g.coordinates) write({ type: 'Point', coordinates });
        break;
      case 'MultiLineString':
        count(g.coordinates.length);
        for (const coordinates of g.coordinates) write({ type: 'LineString', coordinates });
        break;
      case 'MultiPolygon':
        count(g.coordinates.length);
        for (const coordinates of g.coordinates) write({ type: 'Polygon', coordinates });
        break;
      case 'GeometryCollection':
        count(g.geometries.length);
        for (const part of g.geometries) write(part);
        break;
    }
  };
  write(geometry);
  return Buffer.concat(chunks);
}
