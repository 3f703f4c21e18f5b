import type { Feature, Geometry, Position } from 'geojson';
import { WGS84 } from './crs.ts';
import { decodeText } from './decode-text.ts';
import { gateFeatures } from './feature-gate.ts';
import type { ReadLimits } from './read-limits.ts';
import { READ_LIMITS } from './read-limits.ts';
import { VectorFileError, type VectorLayer } from './vector-layer.ts';
import { attributeOf, scanXml, XmlError } from './xml-scan.ts';

const POINTS: ReadonlySet<string> = new Set(['wpt', 'rtept', 'trkpt']);
const LINES: ReadonlySet<string> = new Set(['rte', 'trk']);
const KEPT: ReadonlySet<string> = new Set(['name', 'desc', 'cmt', 'type', 'sym', 'ele', 'time', 'src']);

/** Waypoints of a GPX file, and its tracks and routes as lines: a layer each, of those that it has. */
export function readGpx(bytes: Uint8Array, limits: ReadLimits = READ_LIMITS): VectorLayer[] {
  const reader = new GpxCollector();
  try {
    scanXml(decodeText(bytes).text, limits.depth, reader);
  } catch (problem) {
    if (!(problem instanceof XmlError)) throw problem;
    throw new VectorFileError(problem.isTooDeep ? 'vector-too-deep' : 'gpx-unreadable', problem.message, {
      cause: problem,
    });
  }
  if (!reader.isGpx) throw new VectorFileError('gpx-unreadable', 'no gpx element');
  return [
    { name: 'waypoints', features: reader.points },
    { name: 'tracks', features: reader.lines },
  ]
    .filter(({ features }) => features.length > 0)
    .map(({ name, features }) => ({ name, crs: WGS84, ...gateFeatures(features, limits) }));
}

/** Takes the elements as they come. */
class GpxCollector {
  isGpx = false;
  readonly points: Feature<Geometry>[] = [];
  readonly lines: Feature<Geometry>[] = [];
  #place: Position = [];
  #segments: Position[][] = [];
  /** Properties of the waypoint or line that is open, innermost last. */
  readonly #open: Record<string, string>[] = [];
  #text = '';

  readonly open = (tag: string, attributes: string): void => {
    this.#text = '';
    if (tag === 'gpx') this.isGpx = true;
    if (LINES.has(tag)) {
      this.#segments = tag === 'rte' ? [[]] : [];
      this.#open.push({});
    } else if (tag === 'trkseg') this.#segments.push([]);
    else if (POINTS.has(tag)) {
      const number = (name: string): number => Number(attributeOf(attributes, name)?.trim() || Number.NaN);
      this.#place = [number('lon'), number('lat')];
      this.#segments.at(-1)?.push(this.#place);
      this.#open.push({});
    }
  };

  readonly text = (piece: string): void => {
    this.#text += piece;
  };

  readonly close = (tag: string): void => {
    const properties = this.#open.at(-1);
    if (KEPT.has(tag) && properties) properties[tag] = this.#text.trim();
    this.#text = '';
    if (POINTS.has(tag)) {
      this.#open.pop();
      if (tag === 'wpt')
        this.points.push({
          type: 'Feature',
          properties: properties ?? {},
          geometry: { type: 'Point', coordinates: this.#place },
        });
    } else if (LINES.has(tag)) {
      this.#open.pop();
      const parts = this.#segments.filter((segment) => segment.length > 1);
      this.#segments = [];
      const geometry: Geometry =
        parts.length === 1
          ? { type: 'LineString', coordinates: parts[0]! }
          : { type: 'MultiLineString', coordinates: parts };
      this.lines.push({ type: 'Feature', properties: properties ?? {}, geometry });
    }
  };
}
