import { DEFAULT_CUTOFF_MINUTES } from '../../contract/defaults.ts';
import type { ProcessInputs } from '../../contract/processes.ts';
import { ProblemException, type ProblemPlace } from '../../contract/problems.ts';

/** Inputs that the model does not use are refused by name, and ones it needs are asked for. */
export function refuseUnused(inputs: ProcessInputs<'siting'>): void {
  const places: ProblemPlace[] = [];
  const unused = (name: keyof typeof inputs, why: string): void => {
    if (inputs[name] !== undefined)
      places.push({ pointer: `/${name}`, code: 'unused-parameter', parameters: { name, why } });
  };
  const missing = (name: keyof typeof inputs, why: string): void => {
    if (inputs[name] === undefined)
      places.push({ pointer: `/${name}`, code: 'missing-parameter', parameters: { name, why } });
  };
  const { model } = inputs;
  const moves = inputs.existing === 'may-close';
  const plan = inputs.years
    ? 'years'
    : inputs.profiles
      ? 'profiles'
      : moves
        ? 'existing'
        : inputs.siteCapacity !== undefined
          ? 'siteCapacity'
          : null;
  refuseExisting(inputs, unused, missing);
  if (model !== 'mclp')
    for (const name of ['equity', 'frontier', 'years', 'profiles'] as const) unused(name, `model ${model}`);
  if (model !== 'mclp' && model !== 'interventions') unused('budget', `model ${model}`);
  if (model !== 'lscp') unused('targetPercent', `model ${model}`);
  else unused('sites', 'lscp');
  if ((model !== 'mclp' && model !== 'lscp') || plan) unused('uncertainty', plan ?? `model ${model}`);
  else if (inputs.equity) unused('uncertainty', 'equity');
  const priced = inputs.siteCost !== undefined || model === 'interventions';
  if (!priced) unused('currency', 'siteCost');
  if (model !== 'backup') unused('secondShare', `model ${model}`);
  if (!['mclp', 'backup', 'hierarchical'].includes(model)) unused('seed', `model ${model}`);
  if (model === 'p-dispersion') unused('iterations', `model ${model}`);
  if (model === 'hierarchical') {
    missing('tiers', 'hierarchical');
    for (const name of ['sites', 'fixed'] as const) unused(name, 'hierarchical');
    if (inputs.cutoffMinutes !== DEFAULT_CUTOFF_MINUTES) unused('cutoffMinutes', 'tiers');
    const names = inputs.tiers?.map(({ tier }) => tier) ?? [];
    if (new Set(names).size < names.length)
      places.push({ pointer: '/tiers', code: 'tiers-ascending', parameters: {} });
  } else unused('tiers', `model ${model}`);
  if (model === 'interventions') {
    for (const name of ['interventions', 'budget'] as const) missing(name, 'interventions');
    for (const name of ['sites', 'fixed', 'siteCost'] as const) unused(name, 'interventions');
    if (inputs.interventions && Object.keys(inputs.interventions).length === 0)
      places.push({
        pointer: '/interventions',
        code: 'missing-parameter',
        parameters: { name: 'build', why: 'build | upgrade | staff | round | telemedicine' },
      });
  } else for (const name of ['interventions', 'visitsPerPerson'] as const) unused(name, `model ${model}`);
  if (!inputs.profiles) unused('robust', 'profiles');
  if (plan) {
    for (const name of ['equity', 'frontier'] as const) unused(name, plan);
    if (plan !== 'siteCapacity') unused('budget', plan);
    if (plan === 'years') for (const name of ['sites', 'profiles'] as const) unused(name, plan);
  }
  inputs.years?.forEach((year, index) => {
    const money = inputs.years!.some(({ budget }) => budget !== undefined);
    if (money ? year.sites !== undefined || year.budget === undefined : year.sites === undefined)
      places.push({
        pointer: `/years/${index}`,
        code: 'missing-parameter',
        parameters: { name: money ? 'budget' : 'sites', why: 'sites | budget' },
      });
  });
  if (inputs.years?.some(({ budget }) => budget !== undefined)) missing('siteCost', 'years budget');
  if (inputs.budget !== undefined && model === 'mclp') unused('sites', 'budget');
  if (inputs.budget !== undefined && model === 'mclp' && inputs.siteCost === undefined)
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

/** What is asked of existing facilities and of the room of new sites must fit the model and each other. */
function refuseExisting(
  inputs: ProcessInputs<'siting'>,
  unused: (name: keyof ProcessInputs<'siting'>, why: string) => void,
  missing: (name: keyof ProcessInputs<'siting'>, why: string) => void,
): void {
  const { model, existing, years, profiles } = inputs;
  if (existing === 'may-close') {
    if (model !== 'mclp') unused('existing', `model ${model}`);
    if (years) unused('existing', 'years');
    else if (profiles) unused('existing', 'profiles');
    unused('siteCapacity', 'existing');
  } else {
    for (const name of ['closures', 'closable'] as const) unused(name, existing ?? 'existing');
    if (inputs.sites === 0) missing('existing', 'sites 0');
  }
  if (inputs.siteCapacity !== undefined) {
    if (model !== 'mclp' && model !== 'p-median') unused('siteCapacity', `model ${model}`);
    if (years) unused('siteCapacity', 'years');
    else if (profiles) unused('siteCapacity', 'profiles');
  }
  if (model === 'interventions') for (const name of ['existing', 'allocate'] as const) unused(name, model);
}
