import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { solvePCenter } from '../../server/kernel/siting/p-center.ts';
import { buildDensePMedian } from '../../server/kernel/siting/p-median-instance.ts';
import { solvePMedian } from '../../server/kernel/siting/p-median.ts';
import { hasShared, sharedFolder } from '../support/real-data.ts';
import { readPmed } from '../../scripts/bench/orlib.ts';

const folder = resolve(sharedFolder, 'oracles/orlib');

describe.runIf(hasShared('oracles/orlib', 'siting against OR-Library'))('OR-Library pmed1-20', () => {
  const rows: { name: string; pmedian_opt: number; pcenter_opt: number }[] = hasShared(
    'oracles/orlib',
    'OR-Library optima',
  )
    ? JSON.parse(readFileSync(resolve(folder, 'pmed_optima.json'), 'utf8')).rows
    : [];
  for (const row of rows.slice(0, 20)) {
    it(`${row.name}: p-median and p-center proven optimal`, () => {
      const { nodes, open, seconds } = readPmed(resolve(folder, `pmed/${row.name}.txt`));
      const median = solvePMedian(buildDensePMedian(new Float64Array(nodes).fill(1), seconds, nodes), {
        newSites: open,
      });
      expect(median).toMatchObject({ value: row.pmedian_opt, bound: row.pmedian_opt, stop: 'optimal' });
      const center = solvePCenter(seconds, nodes, nodes, { newSites: open });
      expect(center).toMatchObject({ value: row.pcenter_opt, bound: row.pcenter_opt, stop: 'optimal' });
    });
  }
});
