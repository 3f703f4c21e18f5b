import { closeSync, openSync, readSync } from 'node:fs';
import type { OsmHandlers } from './osm-blocks.ts';
import { type OsmHeader, scanOsmPbf } from './osm-pbf.ts';
import { scanOsmXml } from './osm-xml.ts';

/** Whether the first bytes of a file, or its name where it is packed, say OSM XML. */
export function isOsmXml(name: string, head: Uint8Array): boolean {
  if (/\.osm\.gz$/i.test(name)) return true;
  return /^\uFEFF?\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<osm[\s>]/.test(
    Buffer.from(head).toString('utf8'),
  );
}

/** Reads an OSM file, PBF or XML, whichever its content is. */
export function scanOsm(file: string, handlers: OsmHandlers): OsmHeader {
  const head = Buffer.alloc(4096);
  const fd = openSync(file, 'r');
  let got: number;
  try {
    got = readSync(fd, head, 0, head.length, 0);
  } finally {
    closeSync(fd);
  }
  const isXml = /\.osm(\.gz)?$/i.test(file) || isOsmXml(file, head.subarray(0, got));
  return isXml ? scanOsmXml(file, handlers) : scanOsmPbf(file, handlers);
}
