import {
  EDGE_FERRY,
  EDGE_FORD,
  EDGE_NO_FOOT,
  EDGE_NO_MOTOR,
  EDGE_ONEWAY,
  EDGE_TUNNEL,
} from '../../server/kernel/network/road-network.ts';
import type { CityPlan, CityRoad } from './grid-city.ts';
import { buildRandom } from './random-land.ts';

/**
 * A road of one to four straight stretches anywhere in (and a little beyond) a city of `width` by `height`
 * metres.
 */
export function buildRandomRoad(
  random: () => number,
  width: number,
  height: number,
  joins: readonly CityRoad[],
): CityRoad {
  const place = (): readonly [number, number] => {
    // Half of the ends meet the end of another road.
    const other = joins[Math.floor(random() * joins.length)];
    if (other && random() < 0.5)
      return random() < 0.5 ? other.points[0]! : other.points[other.points.length - 1]!;
    const snap = random() < 0.3 ? 50 : 1e-3;
    return [
      Math.round(((random() * 1.2 - 0.1) * width) / snap) * snap,
      Math.round(((random() * 1.2 - 0.1) * height) / snap) * snap,
    ];
  };
  const points = Array.from({ length: 2 + Math.floor(random() * 3) }, place);
  let flags = 0;
  if (random() < 0.3) flags |= EDGE_ONEWAY;
  if (random() < 0.1) flags |= EDGE_NO_FOOT;
  if (random() < 0.1) flags |= EDGE_NO_MOTOR;
  if (random() < 0.1) flags |= EDGE_FERRY;
  if (random() < 0.1) flags |= EDGE_TUNNEL;
  if (random() < 0.1) flags |= EDGE_FORD;
  return {
    points,
    walkKmh: random() < 0.1 ? 0 : 1 + random() * 6,
    rideKmh: random() < 0.1 ? 0 : 5 + random() * 80,
    flags,
    maxSpeedKmh: random() < 0.2 ? 30 : 0,
  };
}

/** A city of random roads, barriers, hills, mode and direction. */
export function buildRandomCity(seed: number, most = 12): CityPlan {
  const random = buildRandom(seed);
  const columns = 2 + Math.floor(random() * most);
  const rows = 2 + Math.floor(random() * most);
  const roads: CityRoad[] = [];
  const count = Math.floor(random() * 6);
  for (let i = 0; i < count; i++) roads.push(buildRandomRoad(random, columns * 100, rows * 100, roads));
  const barriers: [number, number][] = [];
  const share = random() * 0.4;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) if (random() < share) barriers.push([column, row]);
  const driving = random() < 0.3;
  const noDriving = barriers.map(([column, row]) => [(column + 1) % columns, row] as const);
  const steep = random() < 0.6 ? random() * 40 : 0;
  const wave = 100 + random() * 300;
  return {
    columns,
    rows,
    walkKmh: 1 + random() * 5,
    roads,
    barriers,
    ...(steep > 0
      ? { height: (x: number, y: number) => steep * Math.sin(x / wave) * Math.cos(y / (wave * 1.3)) }
      : {}),
    vehicle: [null, 'motor', 'bicycle'][Math.floor(random() * 3)] as (CityPlan['vehicle'] & string) | null,
    boardingSeconds: random() < 0.5 ? 0 : random() * 200,
    toFacility: random() < 0.5,
    fordsOpen: random() < 0.5,
    ...(driving ? { offRoadKmh: 2 + random() * 30, noDriving } : {}),
    facilities: Array.from(
      { length: 1 + Math.floor(random() * 3) },
      () => [random() * columns * 100, random() * rows * 100] as const,
    ),
  };
}
