import { it } from 'vitest';
import { PROCESSES } from '../../../server/contract/processes.ts';
import { runAccessScore } from '../../../server/questions/access-score/run-access-score.ts';
import { runEquity } from '../../../server/questions/equity/run-equity.ts';
import { answerOrRefusal, openDesk } from '../../support/ask.ts';
import { expectGolden } from '../../support/golden-answers.ts';
import { buildPlanningCity } from '../../support/planning-city.ts';

const desk = openDesk(buildPlanningCity());
const isCar = { travel: { mode: 'car' } };

it.each<[string, object]>([
  ['e2sfca as it is', {}],
  ['2sfca', { ...isCar, method: '2sfca', cutoffMinutes: 10 }],
  ['e2sfca of another catchment', { ...isCar, cutoffMinutes: 12, supply: 'beds' }],
  [
    'e2sfca with steps of its own',
    { method: 'e2sfca', decay: { kind: 'stepped', edgesMinutes: [5, 15], weights: [1, 0.3] } },
  ],
  [
    'steps that change at the step',
    {
      method: 'e2sfca',
      cutoffMinutes: 30,
      decay: { kind: 'stepped', edgesMinutes: [5, 15], weights: [0.5, 0.3], edge: 'changes-at-step' },
    },
  ],
  ['kd2sfca', { ...isCar, method: 'kd2sfca', supply: 'facilities' }],
  ['m2sfca', { method: 'm2sfca', decay: { kind: 'exponential', ratePerMinute: 0.05 } }],
  ['3sfca', { ...isCar, method: '3sfca', demand: '65+' }],
  ['mh3sfca', { method: 'mh3sfca', decay: { kind: 'epanechnikov' } }],
  ['bfca', { method: 'bfca', decay: { kind: 'power', exponent: 1 }, zones: 'boundary' }],
  ['spatial availability', { method: 'spatial-availability', alpha: 0.5, decay: { kind: 'linear' } }],
  ['raam', { ...isCar, method: 'raam', tauMinutes: 20 }],
  ['raam of a service', { method: 'raam', facilities: { services: ['b'] }, zones: 'none' }],
  [
    'hansen',
    { method: 'hansen', decay: { kind: 'gravity', scaleMinutes: 10, exponent: -1, leastMinutes: 1 } },
  ],
  [
    'hansen, logistic',
    { method: 'hansen', decay: { kind: 'logistic', inflectionMinutes: 20, sdMinutes: 5 } },
  ],
  ['cumulative', { ...isCar, method: 'cumulative', cutoffMinutes: 6, supply: 'nurses' }],
  ['refused: decay of raam', { method: 'raam', decay: { kind: 'linear' } }],
  ['refused: tau of another method', { method: '2sfca', tauMinutes: 30 }],
  ['refused: alpha of another method', { method: '2sfca', alpha: 1 }],
  ['refused: unknown supply', { supply: 'surgeons' }],
  ['refused: weights of other steps', { decay: { kind: 'stepped', edgesMinutes: [5, 15], weights: [1] } }],
  [
    'refused: cut-off beyond the last step',
    { cutoffMinutes: 40, decay: { kind: 'stepped', edgesMinutes: [5, 15], weights: [1, 0.5] } },
  ],
])('access score: %s', async (name, inputs) => {
  const parsed = PROCESSES['access-score'].inputs.parse({ region: 'city', ...inputs });
  const input = { region: desk.region, inputs: parsed, upload: null };
  const progress: [number, string | null][] = [];
  expectGolden(
    'access-score',
    name,
    await answerOrRefusal(() => runAccessScore(input, desk.context(progress))),
  );
  expectGolden('score-progress', `access-score: ${name}`, progress);
});

it.each<[string, object]>([
  ['doctors', {}],
  ['minutes by kind of zone', { ...isCar, indicator: 'minutes', by: 'urban_rural', logBase: '10' }],
  ['facilities by kind of zone', { indicator: 'facilities', by: 'urban_rural', status: 'income' }],
  ['beds', { indicator: 'beds', zones: 'wards' }],
  ['nurses in one zone', { indicator: 'nurses', zones: 'boundary' }],
  ['gps', { indicator: 'gps' }],
  [
    'access score of the old',
    { indicator: 'access-score', score: { method: '2sfca', cutoffMinutes: 20, demand: '65+' }, by: 'name' },
  ],
  ['raam', { ...isCar, indicator: 'access-score', score: { method: 'raam' } }],
  ['refused: a score of no use', { indicator: 'doctors', score: { method: 'raam' } }],
  ['refused: unknown group', { by: 'colour' }],
  ['refused: unknown status', { status: 'wealth' }],
  ['refused: status that is no number', { status: 'urban_rural' }],
  ['refused: no zones', { zones: 'none' }],
])('equity: %s', async (name, inputs) => {
  const parsed = PROCESSES.equity.inputs.parse({ region: 'city', ...inputs });
  const input = { region: desk.region, inputs: parsed, upload: null };
  const progress: [number, string | null][] = [];
  expectGolden('equity', name, await answerOrRefusal(() => runEquity(input, desk.context(progress))));
  expectGolden('score-progress', `equity: ${name}`, progress);
});
