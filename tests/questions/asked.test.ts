import { describe, expect, it } from 'vitest';
import { listReportQuestions, listScenarioQuestions, QUESTIONS } from '../../scripts/answers/questions.ts';
import { PROCESS_IDS } from '../../server/contract/processes.ts';
import { SCORE_METHODS } from '../../server/contract/processes/access-score.ts';
import { SITING_MODELS } from '../../server/contract/vocabulary.ts';

/** `compare-answers.ts` shows a change of behaviour only where it asks. */
describe('the answers that are compared before and after a change', () => {
  const asked = [...QUESTIONS, ...listScenarioQuestions('s'), ...listReportQuestions(['r'])];

  it.each(PROCESS_IDS)('are of %s too', (id) => {
    expect(asked.some(({ process }) => process === id)).toBe(true);
  });

  it.each(SITING_MODELS)('are of siting by %s too', (model) => {
    const models = asked.flatMap(({ process, inputs }) =>
      process === 'siting' ? [inputs['model'] ?? 'mclp'] : [],
    );
    expect(models).toContain(model);
  });

  it.each(SCORE_METHODS)('are of scores by %s too', (method) => {
    expect(asked.map(({ inputs }) => inputs['method'])).toContain(method);
  });
});
