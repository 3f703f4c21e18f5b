/**
 * Makes tests/golden/scipy again: asks scikit-image's MCP_Geometric (8 neighbours, even ground) and scipy's
 * dijkstra (16 directed moves with
 * slope, from and to the starts) about the rasters of tests/support/golden-rasters.ts. Debian:
 * python3-skimage, python3-scipy; CARESHED_PYTHON
 * names another Python. Run: npx tsx scripts/goldens/make-scipy-goldens.ts
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildGoldenRasters } from '../../tests/support/golden-rasters.ts';

const folder = resolve(import.meta.dirname, '../../tests/golden/scipy');
const rasters = buildGoldenRasters().map(({ name, grid, friction, elevation, sources }) => ({
  name,
  rows: grid.rows,
  columns: grid.columns,
  cell: grid.cellWidth,
  friction: Array.from(friction, (f) => (f === Infinity ? null : f)),
  elevation: Array.from(elevation),
  sources: Array.from(sources),
}));
const python = process.env['CARESHED_PYTHON'] ?? '/usr/bin/python3';
const output = execFileSync(python, [join(import.meta.dirname, 'scipy-goldens.py')], {
  input: JSON.stringify(rasters),
  encoding: 'utf8',
  maxBuffer: 2 ** 28,
});
mkdirSync(folder, { recursive: true });
for (const answer of JSON.parse(output) as { raster: string; tool: string; direction: string }[])
  writeFileSync(
    join(folder, `${answer.raster}-${answer.tool}-${answer.direction}.json`),
    `${JSON.stringify(answer)}\n`,
  );
