import {
  EDGE_BICYCLE_BOTH_WAYS,
  EDGE_FERRY,
  EDGE_FORD,
  EDGE_NO_BICYCLE,
  EDGE_NO_FOOT,
  EDGE_NO_MOTOR,
  EDGE_ONEWAY,
  EDGE_ONEWAY_FOOT,
  EDGE_OWN_SPEED,
  type RoadNetwork,
} from './road-network.ts';

/** Which vehicle is taken on the road, if any. */
export type Vehicle = 'bicycle' | 'motor';

/** How a mode uses each class of road. Speeds in km/h by class, 0 where the mode may not go. */
export interface RoadRules {
  readonly walkKmhByClass: Float64Array;
  /** Null when no one rides. */
  readonly rideKmhByClass: Float64Array | null;
  readonly vehicle: Vehicle | null;
  /** False cuts every edge flagged as a ford, for everybody. */
  readonly fordsOpen: boolean;
}

/** Flat speeds in m/s by edge and direction (forward = from -> to); 0 where the way is not allowed. */
export interface EdgeSpeeds {
  readonly walkForward: Float64Array;
  readonly walkBackward: Float64Array;
  readonly rideForward: Float64Array;
  readonly rideBackward: Float64Array;
}

/**
 * Speeds of every edge under `rules`: class speed, no faster than the posted limit for vehicles, or the
 * edge's own where it has one (a
 * ferry's timetable holds for everybody); flags forbid; one-ways bind vehicles (and
 * walkers only where stated); a ford is cut when fords are closed. O(edges). Throws RangeError for a class
 * outside the tables or a speed
 * that is negative or not finite.
 */
export function computeEdgeSpeeds(network: RoadNetwork, rules: RoadRules): EdgeSpeeds {
  const edges = network.edgeFrom.length;
  const tables: [string, Float64Array | null][] = [
    ['walk', rules.walkKmhByClass],
    ['ride', rules.rideKmhByClass],
  ];
  for (const [name, table] of tables)
    table?.forEach((kmh, index) => {
      if (!(kmh >= 0) || !Number.isFinite(kmh))
        throw new RangeError(`road speeds: ${name} speed of class ${index} must be >= 0 km/h, got ${kmh}`);
    });
  const speeds: EdgeSpeeds = {
    walkForward: new Float64Array(edges),
    walkBackward: new Float64Array(edges),
    rideForward: new Float64Array(edges),
    rideBackward: new Float64Array(edges),
  };
  const noRide = rules.vehicle === 'bicycle' ? EDGE_NO_BICYCLE : EDGE_NO_MOTOR;
  for (let edge = 0; edge < edges; edge++) {
    const roadClass = network.edgeClass[edge]!;
    if (roadClass >= rules.walkKmhByClass.length)
      throw new RangeError(
        `road speeds: edge ${edge} has class ${roadClass}, the table ${rules.walkKmhByClass.length} classes`,
      );
    const flags = network.edgeFlags[edge]!;
    if (flags & EDGE_FORD && !rules.fordsOpen) continue;
    const posted = network.edgeMaxSpeedKmh[edge]!;
    const sails = (flags & EDGE_FERRY) !== 0 && (flags & EDGE_OWN_SPEED) !== 0 && posted > 0;
    if (!(flags & EDGE_NO_FOOT)) {
      const classKmh = rules.walkKmhByClass[roadClass]!;
      const walk = (sails && classKmh > 0 ? posted : classKmh) / 3.6;
      speeds.walkForward[edge] = walk;
      if (!(flags & EDGE_ONEWAY_FOOT)) speeds.walkBackward[edge] = walk;
    }
    if (rules.rideKmhByClass === null || flags & noRide) continue;
    const kmh = rules.rideKmhByClass[roadClass]!;
    const isOwn = kmh > 0 && flags & EDGE_OWN_SPEED && (sails || rules.vehicle === 'motor');
    const ride = (posted > 0 ? (isOwn ? posted : Math.min(kmh, posted)) : kmh) / 3.6;
    speeds.rideForward[edge] = ride;
    const against = rules.vehicle === 'bicycle' && flags & EDGE_BICYCLE_BOTH_WAYS;
    if (!(flags & EDGE_ONEWAY) || against) speeds.rideBackward[edge] = ride;
  }
  return speeds;
}
