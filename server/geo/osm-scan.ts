import type { OsmHandlers } from './osm-blocks.ts';
import { type OsmHeader, scanOsmPbf } from './osm-pbf.ts';

/** Reads an OSM file, whichever of its formats it is in. */
export function scanOsm(file: string, handlers: OsmHandlers): OsmHeader {
  return scanOsmPbf(file, handlers);
}
