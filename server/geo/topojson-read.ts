import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryObject, Topology } from 'topojson-specification';
import { WGS84 } from './crs.ts';
import type { VectorLayer } from './vector-layer.ts';
import { VectorFileError } from './vector-layer.ts';

/** Every object of a TopoJSON topology as a layer. */
export function readTopoJson(text: string): VectorLayer[] {
  try {
    const topology = JSON.parse(text) as Topology;
    if (
      topology?.type !== 'Topology' ||
      typeof topology.objects !== 'object' ||
      !Array.isArray(topology.arcs)
    )
      throw new TypeError('no Topology with objects and arcs');
    return Object.entries(topology.objects).map(([name, object]): VectorLayer => {
      const made = feature(topology, object as GeometryObject) as unknown as
        Feature<Geometry | null> | FeatureCollection<Geometry | null>;
      return { name, crs: WGS84, features: made.type === 'FeatureCollection' ? made.features : [made] };
    });
  } catch (cause) {
    throw new VectorFileError(
      'topojson-unreadable',
      `not readable TopoJSON: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}
