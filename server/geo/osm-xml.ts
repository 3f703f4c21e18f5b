import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { causeText } from './cause-text.ts';
import type { OsmHandlers } from './osm-blocks.ts';
import type { OsmHeader } from './osm-pbf.ts';
import { XmlBlocks } from './osm-xml-blocks.ts';

/** Fails where a file is no OSM XML, is cut short or is not well formed; the message names the line. */
class OsmXmlError extends Error {
  readonly code: 'osm-xml-not-osm' | 'osm-xml-truncated' | 'osm-xml-broken';
  constructor(code: OsmXmlError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

const CHUNK = 1 << 20;
/** Unpacked bytes of a packed file. */
const MOST_UNPACKED = 2 ** 30;

/**
 * Reads OSM XML (`.osm`, `.osm.gz`) element by element into the blocks that PBF gives; a file without
 * handlers is read as far as its first element.
 */
export function scanOsmXml(file: string, handlers: OsmHandlers): OsmHeader {
  const scan = new XmlScan(handlers);
  if (/\.gz$/i.test(file)) {
    const bytes = unpack(file);
    for (let at = 0; at < bytes.length && !scan.isDone; at += CHUNK)
      scan.write(bytes.subarray(at, at + CHUNK), Math.min(1, (at + CHUNK) / bytes.length));
    return scan.finish();
  }
  const fd = openSync(file, 'r');
  try {
    const size = fstatSync(fd).size;
    const buffer = Buffer.allocUnsafe(CHUNK);
    let done = 0;
    for (let got = readSync(fd, buffer, 0, CHUNK, null); got > 0 && !scan.isDone;) {
      done += got;
      scan.write(buffer.subarray(0, got), done / size);
      got = readSync(fd, buffer, 0, CHUNK, null);
    }
  } finally {
    closeSync(fd);
  }
  return scan.finish();
}

function unpack(file: string): Buffer {
  try {
    return gunzipSync(readFileSync(file), { maxOutputLength: MOST_UNPACKED });
  } catch (cause) {
    throw new OsmXmlError('osm-xml-truncated', `the packed file cannot be unpacked: ${causeText(cause)}`, {
      cause,
    });
  }
}

class XmlScan {
  readonly #handlers: OsmHandlers;
  readonly #parser = new SaxesParser();
  readonly #decoder = new TextDecoder('utf-8');
  readonly #blocks: XmlBlocks;
  #depth = 0;
  #generator = '';
  #timestampSeconds = 0;
  #bounds: OsmHeader['bounds'] = null;
  /** No one wants more: what stands before the first element is read. */
  isDone = false;
  constructor(handlers: OsmHandlers) {
    this.#handlers = handlers;
    this.#blocks = new XmlBlocks(handlers);
    this.#parser.on('opentag', (tag) => this.#open(tag));
    this.#parser.on('closetag', (tag) => {
      this.#depth--;
      this.#blocks.close(tag.name);
    });
  }

  write(bytes: Uint8Array, share: number): void {
    this.#handlers.signal?.throwIfAborted();
    this.#parse(() => this.#parser.write(this.#decoder.decode(bytes, { stream: true })));
    this.#handlers.onProgress?.(share);
  }

  finish(): OsmHeader {
    if (!this.isDone) {
      if (this.#depth > 0)
        throw new OsmXmlError(
          'osm-xml-truncated',
          `the file ends inside an element (line ${this.#parser.line})`,
        );
      this.#parse(() => this.#parser.close());
      this.#blocks.flush();
    }
    return {
      generator: this.#generator,
      timestampSeconds: this.#timestampSeconds,
      bounds: this.#bounds,
      blockKinds: new Uint8Array(0),
    };
  }

  #parse(step: () => unknown): void {
    try {
      step();
    } catch (cause) {
      if (cause instanceof OsmXmlError) throw cause;
      throw new OsmXmlError('osm-xml-broken', causeText(cause), { cause });
    }
  }

  #open({ name, attributes }: SaxesTagPlain): void {
    if (this.#depth === 0) {
      if (name !== 'osm')
        throw new OsmXmlError('osm-xml-not-osm', `the root element is ${name.slice(0, 40)}, not osm`);
      this.#generator = attributes['generator'] ?? '';
      this.#readTime(attributes['timestamp'] ?? attributes['osm_base']);
    } else if (this.#depth === 1 && name === 'meta') this.#readTime(attributes['osm_base']);
    else if (this.#depth === 1 && name === 'bounds') this.#readBounds(attributes);
    else {
      const { nodes, ways, relations } = this.#handlers;
      if (this.#depth === 1 && !nodes && !ways && !relations) this.isDone = true;
      this.#blocks.open(name, attributes);
    }
    this.#depth++;
  }

  #readTime(text: string | undefined): void {
    const time = Date.parse(text ?? '');
    if (Number.isFinite(time)) this.#timestampSeconds = time / 1000;
  }

  #readBounds(attributes: Readonly<Record<string, string>>): void {
    const [west, south, east, north] = ['minlon', 'minlat', 'maxlon', 'maxlat'].map((side) =>
      Number(attributes[side] ?? Number.NaN),
    ) as [number, number, number, number];
    if (Number.isFinite(west + south + east + north)) this.#bounds = [west, south, east, north];
  }
}
