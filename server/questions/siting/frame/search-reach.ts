import { computeGapPercent } from '../../../kernel/siting/gap.ts';
import { CancelledError, type TaskContext } from '../../shared/task-context.ts';
import { buildSitingInstance, type SitingInstance } from './build-cover.ts';
import { gapPhase, tell } from './create-control.ts';
import { findFirstAnswer, type FirstAnswer } from './first-answer.ts';
import type { SolvedCells } from '../models/solve-time-models.ts';

type Question = Omit<Parameters<typeof findFirstAnswer>[0], 'newSites'> & {
  /** New sites of a plain maximal cover; null: another model, no first answer. */
  readonly newSites: number | null;
  /** People covered before. */
  readonly covered: number;
  /** Part of the progress that the search takes, from 0.1 on. */
  readonly share: number;
  /** What else decides which pairs there are, beside region, travel and cut-off. */
  readonly key: string;
};

/**
 * Who each candidate reaches, with a first answer on the way: whoever stops the search keeps that, with a
 * bound that holds for all
 * candidates. The pairs of the last question of a thread are kept, so that another number of sites asks for
 * no search.
 */
export function searchReach(
  question: Question,
  context: TaskContext,
): {
  readonly instance: SitingInstance;
  /** The first answer when the search was stopped with it. */
  readonly first: FirstAnswer | null;
  /** How far from the best the answer in hand is stated to be, percent; Infinity without one. */
  readonly reportedGapPercent: number;
} {
  const { region, travel, cutoffSeconds, newSites, covered, share } = question;
  const key = JSON.stringify([region.hash, travel, cutoffSeconds, question.key]);
  // One slot: the pairs of a large question are hundreds of megabytes.
  const slot = context.remember<{ key: string; instance: SitingInstance | null }>('siting pairs', () => ({
    key: '',
    instance: null,
  }));
  if (slot.key === key && slot.instance)
    return { instance: slot.instance, first: null, reportedGapPercent: Infinity };
  slot.key = '';
  slot.instance = null;
  let phase = 'reach';
  let reportedGapPercent = Infinity;
  const onAnswer = (value: number, bound: number): void => {
    phase = gapPhase(covered + value, covered + bound);
    reportedGapPercent = computeGapPercent(covered + value, covered + bound);
    tell(context, 0.1, phase);
  };
  const first =
    newSites === null || newSites < 1 ? null : findFirstAnswer({ ...question, newSites }, context, onAnswer);
  try {
    const instance = buildSitingInstance(question, context, (done) =>
      context.report(0.1 + share * done, phase),
    );
    slot.key = key;
    slot.instance = instance;
    return { instance, first: null, reportedGapPercent };
  } catch (error) {
    if (!first || !(error instanceof CancelledError)) throw error;
    return { instance: first.instance, first, reportedGapPercent };
  }
}

/** The first answer as the one that is kept. */
export function keepFirst(first: FirstAnswer, covered: number): SolvedCells {
  const [value, bound] = [covered + first.value, covered + first.bound];
  return {
    cells: Array.from(first.sites, (site) => first.instance.siteCells[site]!),
    value,
    bound,
    gapPercent: computeGapPercent(value, bound),
    unit: 'people',
    stop: 'cancelled',
    notes: [],
  };
}
