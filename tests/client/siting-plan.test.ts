import { describe, expect, it } from 'vitest';
import { formatGap } from '../../client/i18n/format.ts';
import { INITIAL_STATE } from '../../client/state/app-state.ts';
import { askCandidates, askSiting, keyOf } from '../../client/state/questions.ts';
import { CONDITIONS, DEFAULT_PLAN, leastSpacing } from '../../client/state/siting-plan.ts';
import { frontierLength } from '../../client/state/siting-question.ts';
import { PROCESSES } from '../../server/contract/processes.ts';
import { SITING_MODELS } from '../../server/contract/vocabulary.ts';
import { refuseUnused } from '../../server/questions/siting/refuse-unused.ts';

const state = { ...INITIAL_STATE, regionId: 'gridcity' };
const planned = (part: Partial<typeof DEFAULT_PLAN>) => ({ ...state, plan: { ...DEFAULT_PLAN, ...part } });

describe('the siting plan', () => {
  it.each(SITING_MODELS)('asks for %s with inputs the contract takes', (model) => {
    const question = askSiting(planned({ model }));
    expect(() => PROCESSES.siting.inputs.parse(question)).not.toThrow();
    expect('sites' in question).toBe(!['lscp', 'hierarchical', 'interventions'].includes(model));
    expect('tiers' in question).toBe(model === 'hierarchical');
    expect('interventions' in question).toBe(model === 'interventions');
    expect('targetPercent' in question).toBe(model === 'lscp');
    expect('frontier' in question).toBe(model === 'mclp');
  });

  it('whatever is set, asks only what the service uses for that', () => {
    let asked = 0;
    for (const model of SITING_MODELS)
      for (const existing of ['fixed', 'excluded', 'may-close'] as const)
        for (const years of [[], [2, 1]])
          for (const conditions of [[], [...CONDITIONS]])
            for (const siteCapacity of [0, 500])
              for (const [siteCost, budget] of [
                [0, 0],
                [3, 0],
                [3, 10],
                [0, 10],
              ] as const)
                for (const howSure of [false, true]) {
                  const question = askSiting(
                    planned({
                      model,
                      existing,
                      years,
                      conditions,
                      siteCapacity,
                      siteCost,
                      budget,
                      howSure,
                      doctors: siteCost,
                      currency: howSure ? '万元' : '',
                    }),
                  );
                  const inputs = PROCESSES.siting.inputs.parse(question);
                  expect(() => refuseUnused(inputs), JSON.stringify(question)).not.toThrow();
                  asked++;
                }
    expect(asked).toBe(SITING_MODELS.length * 3 * 2 * 2 * 2 * 4 * 2);
  });

  it('keeps candidates apart where times to everybody are needed', () => {
    expect(askSiting(planned({ model: 'p-median', spacingMeters: 500 })).candidates).toMatchObject({
      spacingMeters: leastSpacing({ ...DEFAULT_PLAN, model: 'p-median' }),
    });
    expect(askSiting(planned({ spacingMeters: 500 })).candidates).toMatchObject({ spacingMeters: 500 });
  });

  it('shows candidates under the same rules as it sites under, whatever the facilities', () => {
    const now = planned({ maximumRoadMeters: 500, minimumPeople: 5 });
    expect(askCandidates(now).candidates).toEqual(askSiting(now).candidates);
    expect(askCandidates(now)).not.toHaveProperty('facilities');
    expect(() => PROCESSES['siting-candidates'].inputs.parse(askCandidates(now))).not.toThrow();
    expect(keyOf(askSiting(now))).not.toBe(keyOf(askSiting(state)));
  });

  it('walks a frontier that holds the number asked for', () => {
    for (let sites = 1; sites <= 50; sites++) expect(frontierLength(sites)).toBeGreaterThanOrEqual(sites);
  });

  it('never says no gap where there is one', () => {
    expect(formatGap(0, 'en')).toBe('0.00%');
    expect(formatGap(0.001, 'en')).toBe('0.01%');
    expect(formatGap(0.3, 'zh')).toBe('0.30%');
    expect(formatGap(4.26, 'en')).toBe('4.3%');
  });
});
