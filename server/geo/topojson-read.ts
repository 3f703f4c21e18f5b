import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryObject, Topology } from 'topojson-specification';
import { causeText } from './cause-text.ts';
import { WGS84 } from './crs.ts';
import { assertDepth, gateFeatures } from './feature-gate.ts';
import { crsOfGeoJson } from './geojson-crs.ts';
import type { ReadLimits } from './read-limits.ts';
import { READ_LIMITS } from './read-limits.ts';
import { ownCrs } from './vector-crs.ts';
import type { VectorLayer } from './vector-layer.ts';
import { VectorFileError } from './vector-layer.ts';

/** Every object of a TopoJSON topology as a layer. */
export function readTopoJson(text: string, limits: ReadLimits = READ_LIMITS): VectorLayer[] {
  assertDepth(text, limits);
  try {
    const topology = JSON.parse(text) as Topology;
    if (
      topology?.type !== 'Topology' ||
      typeof topology.objects !== 'object' ||
      topology.objects === null ||
      !Array.isArray(topology.arcs)
    )
      throw new VectorFileError('topojson-unreadable', 'no Topology with objects and arcs');
    const own = ownCrs(() => crsOfGeoJson(topology) ?? WGS84);
    return Object.entries(topology.objects).map(([name, object]): VectorLayer => {
      const made = feature(topology, object as GeometryObject) as unknown as
        Feature<Geometry | null> | FeatureCollection<Geometry | null>;
      const gated = gateFeatures(made.type === 'FeatureCollection' ? made.features : [made], limits);
      return { name, ...own, ...gated };
    });
  } catch (cause) {
    if (cause instanceof VectorFileError) throw cause;
    throw new VectorFileError('topojson-unreadable', `not readable TopoJSON: ${causeText(cause)}`, { cause });
  }
}
