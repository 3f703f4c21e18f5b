import { createRandom } from '../../server/kernel/siting/seeded-random.ts';
import type { CoverMatrix } from '../../server/kernel/siting/cover-matrix.ts';

export interface PointCase {
  readonly demandX: Float64Array;
  readonly demandY: Float64Array;
  readonly siteX: Float64Array;
  readonly siteY: Float64Array;
  readonly weight: Float64Array;
}

/** Clustered demand and sites in a 100 x 100 square, log-normal whole weights, mulberry32. */
export function makePointCase(demands: number, sites: number, seed: number): PointCase {
  const random = createRandom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const clusters = Array.from({ length: Math.max(5, Math.round(Math.sqrt(demands) / 2)) }, () => ({
    x: random() * 100,
    y: random() * 100,
    spread: 1 + 6 * random(),
  }));
  const clamp = (value: number): number => Math.min(100, Math.max(0, value));
  const place = (count: number): [Float64Array, Float64Array] => {
    const x = new Float64Array(count);
    const y = new Float64Array(count);
    for (let point = 0; point < count; point++) {
      if (random() < 0.2) {
        x[point] = random() * 100;
        y[point] = random() * 100;
        continue;
      }
      const cluster = clusters[Math.floor(random() * clusters.length)]!;
      x[point] = clamp(cluster.x + cluster.spread * normal());
      y[point] = clamp(cluster.y + cluster.spread * normal());
    }
    return [x, y];
  };
  const [demandX, demandY] = place(demands);
  const [siteX, siteY] = place(sites);
  const weight = Float64Array.from({ length: demands }, () =>
    Math.max(1, Math.round(Math.exp(5.5 + normal()))),
  );
  return { demandX, demandY, siteX, siteY, weight };
}

/** Sites cover the demands within `radius`, closed. */
export function makeRadiusCover(points: PointCase, radius: number): CoverMatrix {
  const { demandX, demandY, siteX, siteY, weight } = points;
  const siteStart = new Uint32Array(siteX.length + 1);
  const index: number[] = [];
  for (let site = 0; site < siteX.length; site++) {
    for (let demand = 0; demand < weight.length; demand++)
      if (Math.hypot(siteX[site]! - demandX[demand]!, siteY[site]! - demandY[demand]!) <= radius)
        index.push(demand);
    siteStart[site + 1] = index.length;
  }
  return {
    sites: siteX.length,
    demands: weight.length,
    siteStart,
    demandIndex: Uint32Array.from(index),
    demandWeight: weight,
  };
}

/** Distance of every demand to every site, row by demand. */
export function makeDistanceTable(points: PointCase): Float64Array {
  const { demandX, demandY, siteX, siteY, weight } = points;
  const table = new Float64Array(weight.length * siteX.length);
  for (let demand = 0; demand < weight.length; demand++)
    for (let site = 0; site < siteX.length; site++)
      table[demand * siteX.length + site] = Math.hypot(
        siteX[site]! - demandX[demand]!,
        siteY[site]! - demandY[demand]!,
      );
  return table;
}

/**
 * An island of `cells` raster cells, each a demand and a candidate, reaching about `arcs` pairs: discs
 * whose radius follows a smooth
 * speed field, people in settlements whose sizes follow Zipf's law and fall off with distance. Exactly
 * `cells` cells.
 */
export function makeIslandCover(cells: number, arcs: number, seed: number): CoverMatrix {
  const random = createRandom(seed);
  const side = Math.ceil(Math.sqrt(cells * 1.5));
  const ring = Array.from({ length: 5 }, (_, wave) => ({
    size: (0.12 * random()) / (wave + 1),
    phase: 2 * Math.PI * random(),
  }));
  const depth = new Float64Array(side * side);
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      const x = (column + 0.5) / side - 0.5;
      const y = (row + 0.5) / side - 0.5;
      const angle = Math.atan2(y, x);
      let shore = 0.44;
      ring.forEach((wave, index) => (shore += wave.size * Math.cos((index + 2) * angle + wave.phase)));
      depth[row * side + column] = Math.hypot(x, y) / shore;
    }
  const land = Uint32Array.from({ length: side * side }, (_, cell) => cell)
    .sort((a, b) => depth[a]! - depth[b]! || a - b)
    .slice(0, cells)
    .sort();
  const demandOf = new Int32Array(side * side).fill(-1);
  land.forEach((cell, demand) => (demandOf[cell] = demand));
  const weight = new Float64Array(cells);
  for (let town = 1; town <= 600; town++) {
    const centre = land[Math.floor(random() * cells)]!;
    const people = 60000 / town;
    const spread = 1 + 0.02 * Math.sqrt(people);
    const reach = Math.ceil(4 * spread);
    const row = Math.floor(centre / side);
    const column = centre % side;
    const share = people / (2 * Math.PI * spread * spread);
    for (let dy = -reach; dy <= reach; dy++)
      for (let dx = -reach; dx <= reach; dx++) {
        const y = row + dy;
        const x = column + dx;
        if (x < 0 || y < 0 || x >= side || y >= side) continue;
        const demand = demandOf[y * side + x]!;
        if (demand >= 0) weight[demand]! += share * Math.exp(-(dx * dx + dy * dy) / (2 * spread * spread));
      }
  }
  for (let demand = 0; demand < cells; demand++)
    weight[demand] = Math.round(100 * (weight[demand]! + 0.5 * random())) / 100;
  const speed = Float64Array.from(land, (cell) => {
    const x = (cell % side) / side;
    const y = Math.floor(cell / side) / side;
    return 1 + 0.35 * Math.sin(11 * x + 3 * Math.cos(7 * y)) * Math.cos(9 * y);
  });
  const offsets: { dx: number; dy: number; length: number }[] = [];
  for (let dy = -16; dy <= 16; dy++)
    for (let dx = -16; dx <= 16; dx++) offsets.push({ dx, dy, length: Math.hypot(dx, dy) });
  offsets.sort((a, b) => a.length - b.length || a.dy - b.dy || a.dx - b.dx);
  const count = (base: number, out?: { start: Uint32Array; index: Uint32Array }): number => {
    let total = 0;
    land.forEach((cell, site) => {
      const limit = base * speed[site]!;
      const row = Math.floor(cell / side);
      const column = cell % side;
      const from = total;
      for (const { dx, dy, length } of offsets) {
        if (length > limit) break;
        const x = column + dx;
        const y = row + dy;
        if (x < 0 || y < 0 || x >= side || y >= side) continue;
        const demand = demandOf[y * side + x]!;
        if (demand < 0) continue;
        if (out) out.index[total] = demand;
        total++;
      }
      if (out) {
        out.index.subarray(from, total).sort();
        out.start[site + 1] = total;
      }
    });
    return total;
  };
  let low = 1;
  let high = 11;
  for (let step = 0; step < 14; step++) {
    const middle = (low + high) / 2;
    if (count(middle) > arcs) high = middle;
    else low = middle;
  }
  const siteStart = new Uint32Array(cells + 1);
  const demandIndex = new Uint32Array(count(low));
  count(low, { start: siteStart, index: demandIndex });
  return { sites: cells, demands: cells, siteStart, demandIndex, demandWeight: weight };
}
