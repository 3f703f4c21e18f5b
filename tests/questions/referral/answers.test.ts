import { it } from 'vitest';
import { PROCESSES } from '../../../server/contract/processes.ts';
import { computeReferralBlock } from '../../../server/questions/referral/referral-block.ts';
import { planReferral } from '../../../server/questions/referral/plan-referral.ts';
import { runReferral } from '../../../server/questions/referral/run-referral.ts';
import { answerOrRefusal, openDesk } from '../../support/ask.ts';
import { expectGolden } from '../../support/golden-answers.ts';
import { buildPlanningCity } from '../../support/planning-city.ts';

const desk = openDesk(buildPlanningCity());
const PARTS = 3;

function ask(inputs: object, progress: [number, string | null][]): unknown {
  const parsed = PROCESSES.referral.inputs.parse({ region: 'city', ...inputs });
  const { tiers } = planReferral(parsed);
  const blocksOf = (step: Pick<typeof parsed, 'fromTier' | 'toTier' | 'meters'>) =>
    Array.from({ length: PARTS }, (_, part) =>
      computeReferralBlock(
        { ...step, region: desk.region, inputs: parsed, part, parts: PARTS },
        desk.context(progress),
      ),
    );
  return runReferral(
    {
      region: desk.region,
      inputs: parsed,
      upload: null,
      blocks: blocksOf({ fromTier: parsed.fromTier, toTier: parsed.toTier, meters: parsed.meters }),
      chainBlocks: tiers
        .slice(1)
        .map((toTier, k) => blocksOf({ fromTier: tiers[k]!, toTier, meters: 'none' })),
    },
    desk.context(progress),
  );
}

it.each<[string, object]>([
  ['on foot', {}],
  ['by car, a short limit', { travel: { mode: 'car' }, limitMinutes: 6 }],
  ['fastest pairs measured', { travel: { mode: 'car' }, meters: 'fastest', toTier: 'county' }],
  ['nothing measured', { meters: 'none', fromTier: 'township', toTier: 'county' }],
  ['the ladder', { travel: { mode: 'car' }, chain: true, limitMinutes: 30 }],
  ['a ladder of two', { chain: ['village', 'county'], zones: 'boundary', limitMinutes: 40 }],
  ['across the line', { travel: { mode: 'car' }, borderEffect: true, zones: 'boundary' }],
  ['across the wards', { borderEffect: true, fromTier: 'village', toTier: 'county' }],
  ['AccessMod', { travel: { model: 'raster' }, compat: 'accessmod-5', limitMinutes: 60 }],
  ['refused: one tier', { fromTier: 'county', toTier: 'county' }],
  ['refused: nobody of the tier', { fromTier: 'other' }],
  ['refused: a ladder down', { chain: ['county', 'village'] }],
  ['refused: a ladder of one tier twice', { chain: ['village', 'village'] }],
  ['refused: a line without zones', { borderEffect: true, zones: 'none' }],
  ['refused: zones of no use', { zones: 'wards' }],
  ['no zones and no use of them', { zones: 'none' }],
  ['from care', { travel: { mode: 'car', direction: 'from-facility' } }],
])('%s', async (name, inputs) => {
  const progress: [number, string | null][] = [];
  expectGolden('referral', name, await answerOrRefusal(() => ask(inputs, progress)));
  expectGolden('referral-progress', name, progress);
});
