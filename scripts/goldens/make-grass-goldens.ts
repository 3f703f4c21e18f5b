/**
 * Makes tests/golden/grass again: asks GRASS GIS (Debian: grass-core) for r.cost and r.walk on the rasters
 * of tests/support/golden-rasters.ts,
 * with 8 and with 16 neighbours. Run: npx tsx scripts/goldens/make-grass-goldens.ts
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { centreX, centreY } from '../../server/kernel/grid/grid.ts';
import { buildGoldenRasters, type GoldenRaster } from '../../tests/support/golden-rasters.ts';

const folder = resolve(import.meta.dirname, '../../tests/golden/grass');
const work = mkdtempSync(join(tmpdir(), 'grass-goldens-'));

function writeAscii(raster: GoldenRaster, values: ArrayLike<number>, file: string): void {
  const { columns, rows, cellWidth } = raster.grid;
  const head = [
    `north: ${rows * cellWidth}`,
    'south: 0',
    `east: ${columns * cellWidth}`,
    'west: 0',
    `rows: ${rows}`,
    `cols: ${columns}`,
  ];
  const lines = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => {
      const value = values[row * columns + column]!;
      return value === Infinity ? '*' : String(value);
    }).join(' '),
  );
  writeFileSync(file, `${[...head, ...lines].join('\n')}\n`);
}

const commands: string[] = [];
const rasters = buildGoldenRasters();
const asked: { raster: string; tool: string; neighbours: number; file: string }[] = [];
for (const raster of rasters) {
  const { name, grid } = raster;
  writeAscii(raster, raster.friction, join(work, `${name}.friction`));
  writeAscii(
    raster,
    raster.friction.map((f) => (f === Infinity ? f : 0)),
    join(work, `${name}.zero`),
  );
  writeAscii(raster, raster.elevation, join(work, `${name}.elevation`));
  const starts = Array.from(raster.sources, (cell) => {
    const row = Math.floor(cell / grid.columns);
    return `${centreX(grid, cell - row * grid.columns)},${centreY(grid, row)}`;
  }).join(',');
  commands.push(
    `g.region n=${grid.top} s=0 w=0 e=${grid.columns * grid.cellWidth} res=${grid.cellWidth} --q`,
    ...['friction', 'zero', 'elevation'].map(
      (layer) => `r.in.ascii input=${join(work, `${name}.${layer}`)} output=${name}_${layer} type=DCELL --q`,
    ),
  );
  for (const neighbours of [8, 16]) {
    const knight = neighbours === 16 ? '-k' : '';
    for (const tool of ['cost', 'walk']) {
      const out = `${name}_${tool}_${neighbours}`;
      const input =
        tool === 'cost' ? `input=${name}_friction` : `elevation=${name}_elevation friction=${name}_zero`;
      const file = join(work, out);
      commands.push(`r.${tool} ${knight} ${input} output=${out} start_coordinates=${starts} --q`);
      commands.push(`r.out.ascii -h input=${out} output=${file} precision=17 null_value=-1 --q`);
      asked.push({ raster: name, tool: `r.${tool}`, neighbours, file });
    }
  }
}
const script = join(work, 'run.sh');
writeFileSync(script, `set -e\n${commands.join('\n')}\n`);
execFileSync('grass', ['--tmp-location', 'XY', '--exec', 'bash', script], { stdio: 'inherit' });
const version =
  /GRASS GIS \d+(\.\d+)*/.exec(execFileSync('grass', ['--version'], { encoding: 'utf8' }))?.[0] ?? 'unknown';
mkdirSync(folder, { recursive: true });
for (const { raster, tool, neighbours, file } of asked) {
  const values = readFileSync(file, 'utf8')
    .trim()
    .split(/\s+/)
    .map(Number)
    .map((v) => (v < 0 ? null : v));
  const golden = { tool, version, raster, neighbours, values };
  writeFileSync(join(folder, `${raster}-${tool}-${neighbours}.json`), `${JSON.stringify(golden)}\n`);
}
rmSync(work, { recursive: true });
