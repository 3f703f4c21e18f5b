import type { Feature, Geometry, Position } from 'geojson';
import { WGS84 } from './crs.ts';
import { decodeText } from './csv-read.ts';
import { gateFeatures } from './feature-gate.ts';
import type { ReadLimits } from './read-limits.ts';
import { READ_LIMITS } from './read-limits.ts';
import type { VectorLayer } from './vector-layer.ts';
import { VectorFileError } from './vector-layer.ts';

interface Node {
  readonly tag: string;
  readonly attributes: string;
  readonly children: Node[];
  text: string;
}

/** Placemarks of a KML document: points, lines, polygons and multi-geometries with name, description and extended data. */
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

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Elements and text of an XML document. Document types are refused, so no entity can expand; prefixes are dropped. */
function parseXml(text: string, maxDepth: number): Node {
  const root: Node = { tag: '', attributes: '', children: [], text: '' };
  const stack = [root];
  const broken = (message: string): VectorFileError => new VectorFileError('kml-unreadable', message);
  const unescape = (raw: string): string =>
    raw.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w+);/gi, (whole, name: string) => {
      if (!name.startsWith('#')) return Object.hasOwn(ENTITIES, name) ? ENTITIES[name]! : whole;
      const code =
        name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    });
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('<', at);
    const top = stack.at(-1)!;
    top.text += unescape(text.slice(at, open < 0 ? text.length : open));
    if (open < 0) break;
    const skipTo = (mark: string): number => {
      const end = text.indexOf(mark, open);
      if (end < 0) throw broken('the document ends inside a tag');
      return end + mark.length;
    };
    if (text.startsWith('<!--', open)) at = skipTo('-->');
    else if (text.startsWith('<![CDATA[', open)) {
      at = skipTo(']]>');
      top.text += text.slice(open + 9, at - 3);
    } else if (text.startsWith('<?', open)) at = skipTo('?>');
    else if (text.startsWith('<!', open)) throw broken('a document type is not accepted');
    else {
      at = skipTo('>');
      const inner = text.slice(open + 1, at - 1);
      if (inner.startsWith('/')) {
        const closed = stack.pop()!;
        if (stack.length === 0 || closed.tag !== plainTag(inner.slice(1).trim()))
          throw broken(`</${inner.slice(1, 40)}> closes nothing`);
        continue;
      }
      const [, name = '', attributes = ''] = /^([^\s/>]+)([\s\S]*)$/.exec(inner) ?? [];
      if (name === '') throw broken('a tag without a name');
      const node: Node = { tag: plainTag(name), attributes, children: [], text: '' };
      top.children.push(node);
      if (!inner.endsWith('/')) stack.push(node);
      if (stack.length > maxDepth)
        throw new VectorFileError('vector-too-deep', `nested deeper than ${maxDepth}`);
    }
  }
  if (stack.length !== 1) throw broken(`<${stack.at(-1)!.tag}> is not closed`);
  return root;
}

function plainTag(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
