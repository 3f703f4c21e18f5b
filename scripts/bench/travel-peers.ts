import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchRaster } from './travel-raster.ts';

/** Seconds on the clock and of processor time, and the times it found. */
export interface PeerRun {
  readonly wall: number;
  readonly cpu: number;
  readonly seconds: Float64Array;
}

/** Installs a missing peer where that is possible (root on Debian); false when it cannot be had. */
export function ensurePeer(what: 'grass' | 'skimage' | 'scipy'): boolean {
  const has = (): boolean =>
    what === 'grass'
      ? spawnSync('grass', ['--version']).status === 0
      : spawnSync('/usr/bin/python3', ['-c', `import ${what}`]).status === 0;
  if (has()) return true;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  const name = what === 'grass' ? 'grass-core' : `python3-${what}`;
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', name], { stdio: 'ignore' });
  return has();
}

/**
 * r.cost, or r.walk with friction 0 (Naismith–Langmuir at 0.72 s a metre), timed without reading and
 * writing the rasters' text.
 */
export function runGrass(
  raster: BenchRaster,
  folder: string,
  tool: 'cost' | 'walk',
  neighbours: 8 | 16,
): PeerRun {
  const { grid } = raster;
  const friction = join(folder, `grass-${tool}-friction`);
  const values = new Float64Array(raster.pace.length);
  for (let i = 0; i < values.length; i++)
    values[i] = raster.pace[i] === Infinity ? -1 : tool === 'cost' ? raster.pace[i]! : 0;
  writeRaw(friction, values);
  const bounds = `north=${grid.rows * grid.cellHeight} south=0 west=0 east=${grid.columns * grid.cellWidth}`;
  const size = `rows=${grid.rows} cols=${grid.columns}`;
  const commands = [
    'set -e',
    `g.region n=${grid.rows * grid.cellHeight} s=0 w=0 e=${grid.columns * grid.cellWidth} ` +
      `rows=${grid.rows} cols=${grid.columns} --q`,
    `r.in.bin -d input=${friction} output=friction bytes=8 ${bounds} ${size} anull=-1 --q`,
  ];
  if (tool === 'walk') {
    const elevation = join(folder, 'grass-elevation');
    writeRaw(elevation, Float64Array.from(raster.elevation));
    commands.push(
      `r.in.bin -d input=${elevation} output=elevation bytes=8 ${bounds} ${size} anull=-99999 --q`,
    );
  }
  const starts = Array.from(raster.sources, (cell) => {
    const row = Math.floor(cell / grid.columns);
    const x = (cell - row * grid.columns + 0.5) * grid.cellWidth;
    return `${x},${(grid.rows - row - 0.5) * grid.cellHeight}`;
  }).join(',');
  const input = tool === 'cost' ? 'input=friction' : 'elevation=elevation friction=friction';
  const out = join(folder, 'grass-out');
  const times = join(folder, 'grass-times');
  commands.push(
    "TIMEFORMAT='%R %U %S'",
    `{ time r.${tool} ${neighbours === 16 ? '-k' : ''} ${input} output=times start_coordinates=${starts} ` +
      `memory=8000 --o --q ; } 2> ${times}`,
    `r.out.bin -f input=times output=${out} bytes=8 null=-1 --o --q`,
  );
  const script = join(folder, 'grass.sh');
  writeFileSync(script, `${commands.join('\n')}\n`);
  execFileSync('grass', ['--tmp-location', 'XY', '--exec', 'bash', script], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const line = readFileSync(times, 'utf8').trim().split('\n').at(-1)!;
  const [wall, user, system] = line.split(/\s+/).map(Number);
  const unit = tool === 'cost' ? grid.cellWidth : 1;
  const seconds = readRaw(out).map((v) => (v < 0 || v !== v ? Infinity : v * unit));
  return { wall: wall!, cpu: user! + system!, seconds };
}

/** scikit-image's MCP_Geometric, the search alone. */
export function runSkimage(raster: BenchRaster, folder: string): PeerRun {
  writeRaw(join(folder, 'pace'), raster.pace);
  writeRaw(join(folder, 'sources'), raster.sources);
  const { rows, columns, cellWidth } = raster.grid;
  return runPython(
    folder,
    `
from skimage.graph import MCP_Geometric
pace = np.fromfile('pace').reshape(${rows}, ${columns})
pace[np.isinf(pace)] = -1
sources = np.fromfile('sources', dtype=np.int32)
starts = [(int(s) // ${columns}, int(s) % ${columns}) for s in sources]
begin()
out, _ = MCP_Geometric(pace).find_costs(starts)
end()
(out * ${cellWidth}).astype(np.float64).tofile('out')
`,
  );
}

/** What the reach peers answer: pairs within the limit whose cell has people. */
export interface PeerReach {
  readonly wall: number;
  readonly cpu: number;
  readonly pairs: number;
  readonly sum: number;
}

/**
 * scipy's dijkstra with a limit, 20 sources at a time, on arcs in compressed rows written to `folder`
 * (start, target, cost, sources, counted).
 */
export function runScipy(folder: string, nodes: number, limitSeconds: number): PeerReach {
  runPython(
    folder,
    `
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra
graph = csr_matrix((np.fromfile('cost'), np.fromfile('target', dtype=np.int32), np.fromfile('start', dtype=np.int32)), shape=(${nodes}, ${nodes}))
sources = np.fromfile('sources', dtype=np.int32)
counted = np.fromfile('counted', dtype=np.int32)
begin()
pairs = 0
total = 0.0
for i in range(0, len(sources), 20):
    found = dijkstra(graph, directed=True, indices=sources[i:i + 20], limit=${limitSeconds})[:, counted]
    reached = np.isfinite(found)
    pairs += int(reached.sum())
    total += float(found[reached].sum())
end()
np.array([pairs, total]).tofile('out')
`,
  );
  const [wall, cpu] = readFileSync(join(folder, 'python-times'), 'utf8').split(' ').map(Number);
  const [pairs, sum] = readRaw(join(folder, 'out'));
  return { wall: wall!, cpu: cpu!, pairs: pairs!, sum: sum! };
}

function runPython(folder: string, body: string): PeerRun {
  const script = join(folder, 'peer.py');
  writeFileSync(
    script,
    `import time, numpy as np
def begin():
    global wall, cpu
    wall, cpu = time.perf_counter(), time.process_time()
def end():
    open('python-times', 'w').write('%r %r' % (time.perf_counter() - wall, time.process_time() - cpu))
${body}`,
  );
  execFileSync('/usr/bin/python3', [script], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const [wall, cpu] = readFileSync(join(folder, 'python-times'), 'utf8').split(' ').map(Number);
  return { wall: wall!, cpu: cpu!, seconds: readRaw(join(folder, 'out')) };
}

export function writeRaw(file: string, values: Float64Array | Int32Array): void {
  writeFileSync(file, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
}

function readRaw(file: string): Float64Array {
  const bytes = readFileSync(file);
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
