import type { Feature, Geometry, Position } from 'geojson';
import { WGS84 } from './crs.ts';
import { decodeText } from './decode-text.ts';
import { gateFeatures } from './feature-gate.ts';
import type { ReadLimits } from './read-limits.ts';
import { READ_LIMITS } from './read-limits.ts';
import type { VectorLayer } from './vector-layer.ts';
import { VectorFileError } from './vector-layer.ts';
import { scanXml, XmlError } from './xml-scan.ts';

interface Node {
  readonly tag: string;
  readonly attributes: string;
  readonly children: Node[];
  text: string;
}

/**
 * Placemarks of a KML document: points, lines, polygons and multi-geometries with name, description and
 * extended data.
 */
export function readKml(bytes: Uint8Array, limits: ReadLimits = READ_LIMITS): VectorLayer {
  const root = parseXml(decodeText(bytes).text, limits.depth);
  const placemarks: Node[] = [];
  const walk = (node: Node): void => {
    if (node.tag === 'Placemark') placemarks.push(node);
    else node.children.forEach(walk);
  };
  walk(root);
  if (!find(root, 'kml') && placemarks.length === 0)
    throw new VectorFileError('kml-unreadable', 'no kml element');
  return {
    name: find(root, 'Document', 'name')?.text.trim() ?? '',
    crs: WGS84,
    ...gateFeatures(
      placemarks.map((placemark): Feature<Geometry | null> => {
        const properties: Record<string, string> = {};
        for (const key of ['name', 'description']) {
          const text = placemark.children.find((child) => child.tag === key)?.text.trim();
          if (text) properties[key] = text;
        }
        const data = (node: Node): void => {
          const key = /\bname\s*=\s*["']([^"']*)["']/.exec(node.attributes)?.[1];
          if (key && node.tag === 'SimpleData') properties[key] = node.text.trim();
          else if (key && node.tag === 'Data')
            properties[key] = node.children.find((child) => child.tag === 'value')?.text.trim() ?? '';
          else node.children.forEach(data);
        };
        placemark.children.filter((child) => child.tag === 'ExtendedData').forEach(data);
        const parts = placemark.children.flatMap(geometriesOf);
        return {
          type: 'Feature',
          properties,
          geometry: parts.length === 0 ? null : parts.length === 1 ? parts[0]! : merge(parts),
        };
      }),
      limits,
    ),
  };
}

function geometriesOf(node: Node): Geometry[] {
  const coordinates = (of: Node | null): Position[] =>
    (of?.children.find((child) => child.tag === 'coordinates')?.text ?? '')
      .trim()
      .replace(/\s*,\s*/g, ',')
      .split(/\s+/)
      .filter(Boolean)
      .map((tuple) => tuple.split(',').slice(0, 2).map(Number));
  switch (node.tag) {
    case 'Point': {
      const point = coordinates(node)[0];
      return point ? [{ type: 'Point', coordinates: point }] : [];
    }
    case 'LineString':
    case 'LinearRing':
      return [{ type: 'LineString', coordinates: coordinates(node) }];
    case 'Polygon': {
      const rings = (tag: string): Position[][] =>
        node.children
          .filter((child) => child.tag === tag)
          .flatMap((child) => child.children.filter((ring) => ring.tag === 'LinearRing').map(coordinates));
      return [{ type: 'Polygon', coordinates: [...rings('outerBoundaryIs'), ...rings('innerBoundaryIs')] }];
    }
    case 'MultiGeometry':
      return node.children.flatMap(geometriesOf);
    default:
      return [];
  }
}

function merge(parts: readonly Geometry[]): Geometry {
  if (parts.every((part) => part.type === 'Polygon'))
    return { type: 'MultiPolygon', coordinates: parts.map((part) => part.coordinates) };
  if (parts.every((part) => part.type === 'LineString'))
    return { type: 'MultiLineString', coordinates: parts.map((part) => part.coordinates) };
  return { type: 'GeometryCollection', geometries: [...parts] };
}

function find(node: Node, ...path: string[]): Node | null {
  for (const child of node.children) {
    const found =
      child.tag === path[0]
        ? path.length === 1
          ? child
          : find(child, ...path.slice(1))
        : find(child, ...path);
    if (found) return found;
  }
  return null;
}

/** Elements and text of an XML document, prefixes dropped. */
function parseXml(text: string, maxDepth: number): Node {
  const root: Node = { tag: '', attributes: '', children: [], text: '' };
  const stack = [root];
  try {
    scanXml(text, maxDepth, {
      open: (tag, attributes) => {
        const node: Node = { tag, attributes, children: [], text: '' };
        stack.at(-1)!.children.push(node);
        stack.push(node);
      },
      close: () => void stack.pop(),
      text: (piece) => void (stack.at(-1)!.text += piece),
    });
  } catch (problem) {
    if (!(problem instanceof XmlError)) throw problem;
    throw new VectorFileError(problem.isTooDeep ? 'vector-too-deep' : 'kml-unreadable', problem.message, {
      cause: problem,
    });
  }
  return root;
}
