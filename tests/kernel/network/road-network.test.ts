import { expect, it } from 'vitest';
import * as roads from '../../../server/kernel/network/road-network.ts';

it('flags of edges are single bits that region packs keep: none changes and none is used twice', () => {
  expect({
    oneway: roads.EDGE_ONEWAY,
    noFoot: roads.EDGE_NO_FOOT,
    noBicycle: roads.EDGE_NO_BICYCLE,
    noMotor: roads.EDGE_NO_MOTOR,
    bridge: roads.EDGE_BRIDGE,
    tunnel: roads.EDGE_TUNNEL,
    ford: roads.EDGE_FORD,
    ferry: roads.EDGE_FERRY,
    bicycleBothWays: roads.EDGE_BICYCLE_BOTH_WAYS,
    onewayFoot: roads.EDGE_ONEWAY_FOOT,
    ownSpeed: roads.EDGE_OWN_SPEED,
    twin: roads.EDGE_TWIN,
    boards: roads.EDGE_BOARDS,
    hasTwin: roads.EDGE_HAS_TWIN,
  }).toEqual({
    oneway: 1 << 0,
    noFoot: 1 << 1,
    noBicycle: 1 << 2,
    noMotor: 1 << 3,
    bridge: 1 << 4,
    tunnel: 1 << 5,
    ford: 1 << 6,
    ferry: 1 << 7,
    bicycleBothWays: 1 << 8,
    onewayFoot: 1 << 9,
    ownSpeed: 1 << 10,
    twin: 1 << 11,
    boards: 1 << 12,
    hasTwin: 1 << 13,
  });
});
