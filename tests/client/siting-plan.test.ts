import { describe, expect, it } from 'vitest';
import { formatGap } from '../../client/i18n/format.ts';
import { INITIAL_STATE } from '../../client/state/app-state.ts';
import { askCandidates, askSiting, frontierLength, keyOf } from '../../client/state/questions.ts';
import { DEFAULT_PLAN, LEAST_WIDE_SPACING, OFFERED_MODELS } from '../../client/state/siting-plan.ts';
import { PROCESSES } from '../../server/contract/processes.ts';

const state = { ...INITIAL_STATE, regionId: 'gridcity' };
const planned = (part: Partial<typeof DEFAULT_PLAN>) => ({ ...state, plan: { ...DEFAULT_PLAN, ...part } });

describe('the siting plan', () => {
  it.each(OFFERED_MODELS)('asks for %s with inputs the contract takes', (model) => {
    const question = askSiting(planned({ model }));
    expect(() => PROCESSES.siting.inputs.parse(question)).not.toThrow();
    expect('sites' in question).toBe(model !== 'lscp');
    expect('targetPercent' in question).toBe(model === 'lscp');
    expect('frontier' in question).toBe(model === 'mclp');
  });

  it('keeps candidates apart where times to everybody are needed', () => {
    expect(askSiting(planned({ model: 'p-median', spacingMeters: 500 })).candidates).toMatchObject({
      spacingMeters: LEAST_WIDE_SPACING,
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
