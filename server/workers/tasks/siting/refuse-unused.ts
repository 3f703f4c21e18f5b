import type { ProcessInputs } from '../../../contract/processes.ts';
import { ProblemException, type ProblemPlace } from '../../../contract/problems.ts';

/** Inputs that the model does not use are refused by name, and ones it needs are asked for. */
export function refuseUnused(inputs: ProcessInputs<'siting'>): void {
  const places: ProblemPlace[] = [];
  const unused = (
    name: 'sites' | 'budget' | 'targetPercent' | 'secondShare' | 'equity' | 'frontier' | 'seed',
    why: string,
  ): void => {
    if (inputs[name] !== undefined)
      places.push({ pointer: `/${name}`, code: 'unused-parameter', parameters: { name, why } });
  };
  const { model } = inputs;
  if (model !== 'mclp')
    for (const name of ['budget', 'equity', 'frontier'] as const) unused(name, `model ${model}`);
  if (model !== 'lscp') unused('targetPercent', `model ${model}`);
  else unused('sites', 'lscp');
  if (model !== 'backup') unused('secondShare', `model ${model}`);
  if (model !== 'mclp' && model !== 'backup') unused('seed', `model ${model}`);
  if (inputs.budget !== undefined) unused('sites', 'budget');
  if (inputs.budget !== undefined && inputs.siteCost === undefined)
    places.push({
      pointer: '/siteCost',
      code: 'missing-parameter',
      parameters: { name: 'siteCost', why: 'budget + siteCost' },
    });
  if (inputs.equity && (inputs.equity.leastPercent === undefined) === (inputs.equity.maximin === undefined))
    places.push({
      pointer: '/equity',
      code: 'missing-parameter',
      parameters: { name: 'leastPercent', why: 'leastPercent | maximin' },
    });
  if (places.length > 0) throw new ProblemException('invalid-inputs', { count: places.length }, places);
}
