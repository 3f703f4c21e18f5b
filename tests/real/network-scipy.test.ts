import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildLand } from '../../server/kernel/cost/land.ts';
import { buildRoadGraph } from '../../server/kernel/network/build-road-graph.ts';
import { computeEdgeSpeeds } from '../../server/kernel/network/edge-speeds.ts';
import { RideSearch } from '../../server/kernel/network/ride-search.ts';
import { DEFAULT_ROAD_KMH } from '../../server/contract/default-speeds.ts';
import { ROAD_CLASSES } from '../../server/contract/vocabulary.ts';
import { importRegion } from '../../server/region/import/import-region.ts';
import { hasShared, sharedFolder } from '../support/real-data.ts';

const python = '/usr/bin/python3';
const scipy = spawnSync(python, ['-c', 'import scipy.sparse.csgraph']).status === 0;
if (!scipy) console.log('not run: roads against scipy (needs Debian package python3-scipy)');

const SCRIPT = `
import sys, numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra
a = np.fromfile(sys.argv[1])
n, m, source = int(a[0]), int(a[1]), int(a[2])
f, t, c = a[3:3+m].astype(int), a[3+m:3+2*m].astype(int), a[3+2*m:3+3*m]
best = {}
for i, j, s in zip(f, t, c):
    if i != j and s < best.get((i, j), np.inf): best[(i, j)] = s
k = np.array(list(best.keys())); v = np.array(list(best.values()))
dijkstra(csr_matrix((v, (k[:, 0], k[:, 1])), shape=(n, n)), indices=source).tofile(sys.argv[2])
`;

/**
 * Roads as read, unsplit, in scipy; roads split wherever they can be entered, in ours: the same minutes at
 * every junction.
 */
describe.each(['ngazidja', 'porto-alegre'])('driving on %s against scipy', (name) => {
  const run = scipy && hasShared(`data/${name}`, `roads of ${name} against scipy`);
  it.runIf(run)('agrees at every node from three sources', async () => {
    const region = await importRegion({ files: [resolve(sharedFolder, 'data', name)], id: name });
    const { roads, grid } = region;
    const rules = {
      walkKmhByClass: Float64Array.from(ROAD_CLASSES, () => 5),
      rideKmhByClass: Float64Array.from(ROAD_CLASSES, (c) => DEFAULT_ROAD_KMH.car[c]),
      vehicle: 'motor' as const,
      fordsOpen: true,
    };
    const speeds = computeEdgeSpeeds(roads, rules);
    const land = buildLand({ grid, paceSecondsPerMeter: new Float64Array(grid.columns * grid.rows).fill(1) });
    const graph = buildRoadGraph(roads, speeds, 'motor', land);
    const search = new RideSearch(graph.nodeCount, graph.ride!);
    const arcs: [number, number, number][] = [];
    for (let e = 0; e < roads.edgeFrom.length; e++) {
      const length = roads.edgeLengthMeters[e]!;
      if (speeds.rideForward[e]! > 0)
        arcs.push([roads.edgeFrom[e]!, roads.edgeTo[e]!, length / speeds.rideForward[e]!]);
      if (speeds.rideBackward[e]! > 0)
        arcs.push([roads.edgeTo[e]!, roads.edgeFrom[e]!, length / speeds.rideBackward[e]!]);
    }
    const nodes = roads.nodeX.length;
    const work = mkdtempSync(join(tmpdir(), 'roads-'));
    for (const source of [0, Math.floor(nodes / 2), nodes - 1]) {
      const data = Float64Array.from([
        nodes,
        arcs.length,
        source,
        ...arcs.map((a) => a[0]),
        ...arcs.map((a) => a[1]),
        ...arcs.map((a) => a[2]),
      ]);
      writeFileSync(join(work, 'in'), Buffer.from(data.buffer));
      execFileSync(python, ['-c', SCRIPT, join(work, 'in'), join(work, 'out')]);
      const bytes = execFileSync('cat', [join(work, 'out')], { maxBuffer: 1e9 });
      search.reset();
      search.seed(source, 0, 0, -1);
      search.run(Infinity, false);
      let reached = 0;
      for (let node = 0; node < nodes; node++) {
        const expected = bytes.readDoubleLE(node * 8);
        const actual = search.seconds[node]!;
        if (expected === Infinity) expect(actual).toBe(Infinity);
        else if (!(Math.abs(actual - expected) <= 1e-9 * Math.max(1, expected)))
          expect.fail(`node ${node}: ${actual}, scipy ${expected}`);
        else reached++;
      }
      expect(reached).toBeGreaterThan(0);
    }
    rmSync(work, { recursive: true });
  });
});
