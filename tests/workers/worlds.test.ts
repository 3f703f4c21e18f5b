import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ProblemException } from '../../server/contract/problems.ts';
import { PROCESSES } from '../../server/contract/processes.ts';
import { ChangeList, type Change, type ChangeInput } from '../../server/contract/scenario.ts';
import { hashRegionPack, writeRegionPack } from '../../server/region/model/region-pack.ts';
import { createTaskContext } from '../../server/workers/local-context.ts';
import type { RegionReference } from '../../server/questions/shared/task-context.ts';
import { runCoverage } from '../../server/questions/coverage/run-coverage.ts';
import { hashChanges } from '../../server/store/scenario-store.ts';
import { deep } from '../support/depth.ts';
import { buildRandom } from '../support/random-land.ts';
import { at, buildScenarioCity, COLUMNS, ROWS } from '../support/scenario-city.ts';

/** Two engines are built for an edit that changes the ground: a thousand take minutes. */
const EDITS = deep ? 1000 : 50;
const folder = mkdtempSync(join(tmpdir(), 'careshed-worlds-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const packPath = join(folder, 'city.region');
writeRegionPack(buildScenarioCity(), packPath);
const baseHash = hashRegionPack(packPath);

function referenceOf(changes: readonly Change[]): RegionReference {
  const hash = hashChanges(changes);
  return hash === null
    ? { id: 'city', packPath, hash: baseHash }
    : { id: 'city', packPath, hash: `${baseHash}-${hash}`, scenario: { baseHash, changes } };
}

/** One random edit of a planner's: something added to the list, taken from it, or put in another place. */
function edit(changes: readonly ChangeInput[], random: () => number, number: number): ChangeInput[] {
  const pick = (count: number): number => Math.floor(random() * count);
  const place = (): [number, number] =>
    at(20 + random() * (COLUMNS * 100 - 40), 20 + random() * (ROWS * 100 - 40));
  if (changes.length > 6 || (changes.length > 0 && random() < 0.3))
    return changes.toSpliced(pick(changes.length), 1);
  if (changes.length > 1 && random() < 0.1) return [...changes.slice(1), changes[0]!];
  const facility = ['west', 'south', `f${pick(number + 1)}`][pick(3)]!;
  const kinds: (() => ChangeInput)[] = [
    () => ({ type: 'add-facility', id: `f${number}`, point: place(), tier: 'village', capacity: pick(2000) }),
    () => ({ type: 'move-facility', facility, point: place() }),
    () => ({ type: 'upgrade-facility', facility, tier: 'county', beds: pick(100) }),
    () => ({ type: 'close-facility', facility }),
    () => ({ type: 'change-facility', facility, capacity: pick(5000), nurses: pick(9) }),
    () => ({ type: 'add-road', line: [place(), place()], class: random() < 0.3 ? 'ferry' : 'tertiary' }),
    () => ({ type: 'cut-road', across: [place(), place()] }),
    () => ({ type: 'cut-road', source: 1 + pick(4) }),
    () => ({
      type: 'add-barrier',
      polygon: [place(), place(), place()],
      roads: random() < 0.5 ? 'cut' : 'keep',
    }),
    () => ({
      type: 'set-speeds',
      land: { grassland: { percent: 50 + pick(100) } },
      road: { secondary: { kmh: 10 + pick(50) } },
    }),
    () => ({
      type: 'scale-population',
      yearlyPercent: pick(5) - 2,
      years: 1 + pick(5),
      byZone: { West: pick(3) },
    }),
    () => ({ type: 'set-population', people: { East: pick(100_000) }, source: 'a plan' }),
  ];
  return [...changes, kinds[pick(kinds.length)]!()];
}

test(
  `after each of ${EDITS} random edits the thread that has seen them all answers the bits of one that ` +
    'has seen nothing',
  () => {
    const seed = 20_261_122;
    const random = buildRandom(seed);
    const buildContext = createTaskContext();
    const questions = [
      { travel: { mode: 'car' }, capacity: 'nearest-first' },
      { travel: { mode: 'walk' }, kCoverage: 2 },
      { travel: { model: 'network', mode: 'motorcycle' } },
    ] as const;
    const open = () => createTaskContext();
    let list: ChangeInput[] = [];
    let asked = 0;
    let refused = 0;
    for (let number = 0; number < EDITS; number++) {
      list = edit(list, random, number);
      const changes = ChangeList.parse(list);
      const input = {
        region: referenceOf(changes),
        inputs: PROCESSES.coverage.inputs.parse({
          region: 'city',
          cutoffMinutes: [5, 15, 40],
          ...questions[number % questions.length]!,
        }),
        upload: null,
      };
      const answer = (context: ReturnType<typeof createTaskContext>): unknown => {
        try {
          return runCoverage(
            input,
            context(
              () => undefined,
              () => false,
              false,
            ),
          );
        } catch (error) {
          if (!(error instanceof ProblemException)) throw error;
          return { code: error.code, places: error.places };
        }
      };
      const warm = answer(buildContext);
      const cold = answer(open());
      expect(warm, `seed ${seed}, edit ${number}: ${JSON.stringify(changes)}`).toEqual(cold);
      if (typeof warm === 'object' && warm !== null && 'code' in warm) {
        refused++;
        list = list.slice(0, -1);
      } else asked++;
    }
    // Most edits make a world; the others are refused with their reasons, alike.
    expect(asked).toBeGreaterThan(refused);
  },
  1_800_000,
);
