import { expect, test } from 'vitest';
import { note } from '../../server/questions/shared/task-note.ts';
import { FindingList } from '../../server/region/model/findings.ts';

// Codes are closed and the parameters of their sentences are typed: each line marked below must not compile
// (`npm run check:types` fails where one does).
test('a code without a sentence and a sentence without its parameters do not compile', () => {
  const findings = new FindingList();
  // @ts-expect-error no such code
  note('gaps-cutt', { shown: 1, count: 2, people: 3 });
  // @ts-expect-error the sentence asks for people
  note('gaps-cut', { shown: 1, count: 2 });
  // @ts-expect-error no such finding
  findings.add('facility-nowhere', 'info', 'facilities', 1);
  // @ts-expect-error the sentence asks for the value and the cells
  findings.add('population-value-absurd', 'warning', 'population', 1, {});
  expect(note('gaps-cut', { shown: 1, count: 2, people: 3 })).toEqual({
    code: 'gaps-cut',
    parameters: { shown: 1, count: 2, people: 3 },
  });
});
