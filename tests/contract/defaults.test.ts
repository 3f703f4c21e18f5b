import { resolve } from 'node:path';
import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as defaults from '../../server/contract/defaults.ts';

/** A default that changes changes answers of questions that do not name it: it is changed here too, knowingly. */
test('the values of inputs that a question does not name', () => {
  expect({ ...defaults }).toEqual({
    DEFAULT_CLOSURES: 1,
    DEFAULT_COVERAGE_CUTOFFS_MINUTES: [30, 60],
    DEFAULT_CUTOFF_MINUTES: 60,
    DEFAULT_DRAWS: 100,
    DEFAULT_POPULATION_CV: 0.12,
    DEFAULT_SECOND_SHARE: 0.5,
    DEFAULT_SEED: 1,
    DEFAULT_SITES: 5,
    DEFAULT_SITING_ITERATIONS: 1500,
    DEFAULT_SPEED_SIGMA: 0.15,
  });
});

test('no other file has a constant of the same name', () => {
  const names = new RegExp(`const (${Object.keys(defaults).join('|')})\\b`, 'g');
  const found = ['client', 'server'].flatMap((side) => {
    const root = resolve(import.meta.dirname, '../..', side);
    return readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && name !== 'contract/defaults.ts')
      .flatMap((name) =>
        [...readFileSync(resolve(root, name), 'utf8').matchAll(names)].map(
          ([, constant]) => `${side}/${name}: ${constant}`,
        ),
      );
  });
  expect(found).toEqual([]);
});
