import { ProblemException } from '../../contract/problems.ts';
import type { ProcessInputs } from '../../contract/processes.ts';
import { TIERS, type Tier } from '../../contract/vocabulary.ts';
import { refuseUnused } from '../shared/refuse.ts';

/** Tiers of the chain asked for, from the bottom; refuses what has no effect. */
export function planReferral(inputs: ProcessInputs<'referral'>): { tiers: readonly Tier[] } {
  const tiers: readonly Tier[] =
    inputs.chain === true ? ['village', 'township', 'county'] : inputs.chain === false ? [] : inputs.chain;
  if (tiers.some((tier, k) => k > 0 && TIERS.indexOf(tier) <= TIERS.indexOf(tiers[k - 1]!)))
    throw new ProblemException('invalid-inputs', { count: 1 }, [
      { pointer: '/chain', code: 'tiers-ascending', parameters: {} },
    ]);
  refuseUnused([
    inputs.zones !== undefined &&
      inputs.zones !== 'none' &&
      tiers.length === 0 &&
      !inputs.borderEffect && { pointer: '/zones', needs: 'chain | borderEffect' },
  ]);
  return { tiers };
}
