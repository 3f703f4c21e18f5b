import { expect, it } from 'vitest';
import { PROCESSES } from '../../../server/contract/processes.ts';
import { LAND_CLASSES } from '../../../server/contract/vocabulary.ts';
import { runSiting } from '../../../server/questions/siting/run-siting.ts';
import { openDesk } from '../../support/ask.ts';
import { emptyRegion } from '../../support/empty-region.ts';
import { metricGrid } from '../../support/frames.ts';

/** 2,025 places that all may be chosen, more than a first answer is left out for. */
const cells = 45 * 45;
const grid = metricGrid(45, 45, { left: 500_000, top: 4_004_500 });
const desk = openDesk(
  emptyRegion(grid, {
    landClass: new Uint8Array(cells).fill(LAND_CLASSES.indexOf('grassland')),
    population: Float64Array.from({ length: cells }, (_, cell) => 1 + ((cell * 7919) % 50)),
  }),
);

async function phasesOf(inputs: object): Promise<string[]> {
  const progress: [number, string | null][] = [];
  const parsed = PROCESSES.siting.inputs.parse({ region: 'x', cutoffMinutes: 45, iterations: 20, ...inputs });
  await runSiting({ region: desk.region, inputs: parsed }, desk.context(progress));
  // What is reported while the reach of all places is searched.
  return progress.filter(([share]) => share >= 0.1 && share < 0.8).map(([, phase]) => phase ?? '');
}

it('a plain maximal cover reports a gap while it still searches, other models do not', async () => {
  const plain = await phasesOf({ sites: 2 });
  expect(plain.filter((phase) => /^gap \d+\.\d\d$/.test(phase)).length).toBeGreaterThan(5);
  const covering = await phasesOf({ model: 'lscp' });
  expect(covering.filter((phase) => phase.startsWith('gap'))).toEqual([]);
  expect(covering.length).toBeGreaterThan(5);
});
