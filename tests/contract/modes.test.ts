import { describe, expect, it } from 'vitest';
import { CoverageAnswer, CoverageInputs } from '../../server/contract/processes.ts';
import { TRAVEL_MODES } from '../../server/contract/vocabulary.ts';

describe('modes', () => {
  it.each(TRAVEL_MODES)('takes %s wherever a coverage names a mode', (mode) => {
    const norms = { tierCutoffs: { village: { minutes: 30, mode } } };
    const taken = CoverageInputs.parse({ region: 'r', travel: { mode }, norms });
    expect([taken.travel.mode, taken.norms?.tierCutoffs?.village?.mode]).toEqual([mode, mode]);
    expect(CoverageAnswer.shape.norms.unwrap().element.shape.mode.options).toContain(mode);
  });
});
