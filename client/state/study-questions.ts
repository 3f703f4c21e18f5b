import type { CoverageAnswer, FORECAST_METHODS, ProcessId } from '../../server/contract/processes.ts';
import { TIER_CUTOFFS } from '../../server/contract/access-norms.ts';
import { DEMAND_NORMS } from '../../server/contract/demand-norms.ts';
import { TIERS } from '../../server/contract/vocabulary.ts';
import type { AppState } from './app-state.ts';
import { isStale } from './load.ts';
import { commonInputs, compatInputs, getRegionInUse, getTiersPresent, keyOf } from './questions.ts';
import {
  CAPACITY_PARTS,
  EQUITY_CHOICES,
  type NormPreset,
  type StudyPart,
  type SUPPLY_CHOICES,
} from './study-state.ts';
import { TIME_STOPS } from './time-stops.ts';

export interface StudyQuestion {
  readonly process: ProcessId;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** What a part asks of the service with the present settings. */
export function askStudy(state: AppState, part: StudyPart): StudyQuestion {
  const { cutoffMinutes } = state.settings;
  const { choices } = state.study;
  const common = commonInputs(state);
  const coverage = (inputs: object): StudyQuestion => ({
    process: 'coverage',
    inputs: { ...common, ...inputs },
  });
  switch (part) {
    case 'details':
      return coverage({
        cutoffMinutes: [...TIME_STOPS],
        include: ['tiers', 'services', 'distance', 'weak-spots', 'norms'],
        ...tierNorms(state),
      });
    case 'backup':
      return coverage({ cutoffMinutes: [cutoffMinutes], kCoverage: 3 });
    case 'uncertainty':
      return coverage({ cutoffMinutes: [...TIME_STOPS], uncertainty: uncertaintyInputs(state) });
    case 'referral':
      return { process: 'referral', inputs: referralInputs(state) };
    case 'score':
      return {
        process: 'access-score',
        inputs: { ...common, method: choices.method, supply: pickSupply(state) },
      };
    case 'equity':
      return {
        process: 'equity',
        inputs: {
          ...common,
          indicator: pickIndicator(state),
          ...(pickIndicator(state) === 'access-score' ? { score: { supply: pickSupply(state) } } : {}),
          ...(state.study.fields.urbanRural ? { by: 'urban_rural' } : {}),
        },
      };
    case 'forecast':
      return { process: 'demand-forecast', inputs: forecastInputs(state) };
    case 'nearest-first':
    case 'fair':
    case 'sequential':
      return coverage({
        cutoffMinutes: [cutoffMinutes],
        capacity: part,
        ...(state.study.chainStart ? { residualOf: state.study.chainStart.run } : {}),
        norms: {
          peoplePerStaff: choices.peoplePerStaff,
          visitsPerPerson: choices.visitsPerPerson,
          ...(choices.capacityUnit === 'visits' ? { capacityUnit: 'visits' } : {}),
        },
        ...(part === 'sequential' ? compatInputs(state) : {}),
      });
  }
}

export function keyOfStudy(state: AppState, part: StudyPart): string {
  return keyOf(askStudy(state, part));
}

export function isStudyStale(state: AppState, part: StudyPart): boolean {
  return isStale(state.study.loads[part], keyOfStudy(state, part));
}

/** The supply chosen, or facilities where the region's list has no such column. */
export function pickSupply(state: AppState): (typeof SUPPLY_CHOICES)[number] {
  const { choices, fields } = state.study;
  return fields.supplies.includes(choices.supply) ? choices.supply : 'facilities';
}

/** Indicators the region can answer. */
export function listIndicators(state: AppState): (typeof EQUITY_CHOICES)[number][] {
  const { supplies } = state.study.fields;
  return EQUITY_CHOICES.filter(
    (id) => id === 'minutes' || id === 'access-score' || supplies.some((supply) => supply === id),
  );
}

export function pickIndicator(state: AppState): (typeof EQUITY_CHOICES)[number] {
  const { indicator } = state.study.choices;
  return listIndicators(state).includes(indicator) ? indicator : 'facilities';
}

/** Age bands move on where the region has people by age; elsewhere one growth rate applies. */
export function pickForecastMethod(state: AppState): (typeof FORECAST_METHODS)[number] {
  const hasAges = (getRegionInUse(state)?.ageBands.length ?? 0) > 0;
  return hasAges ? state.study.choices.forecastMethod : 'growth';
}

/** Norms as presets for the tiers the region has. */
export function listNormPresets(state: AppState): NormPreset[] {
  const present = getTiersPresent(state);
  return TIERS.flatMap((tier) => {
    const norm = TIER_CUTOFFS[tier]?.value;
    if (!norm || !present.includes(tier)) return [];
    return [{ tier, minutes: state.study.choices.tierMinutes[tier] ?? norm.minutes, mode: norm.mode }];
  });
}

/** Facilities whose capacity is known from any source; without one, an answer with capacity has no meaning. */
export function countKnownRooms(answer: CoverageAnswer): number {
  const sources = answer.capacityDetail?.sources;
  return (sources?.column ?? 0) + (sources?.visits ?? 0) + (sources?.staff ?? 0) + (sources?.left ?? 0);
}

/** The run with capacity that the place card refers to: the one shown, else any that is fresh. */
export function findCapacityRun(state: AppState): string | null {
  const { capacityShown, loads } = state.study;
  const order = capacityShown ? [capacityShown, ...CAPACITY_PARTS] : CAPACITY_PARTS;
  for (const part of order) {
    const { value } = loads[part];
    if (value && countKnownRooms(value) > 0 && !isStudyStale(state, part)) return value.run ?? null;
  }
  return null;
}

function tierNorms(state: AppState) {
  const own = Object.keys(state.study.choices.tierMinutes).length > 0;
  if (!own) return {};
  const tierCutoffs = Object.fromEntries(
    listNormPresets(state).map(({ tier, minutes, mode }) => [tier, { minutes, mode }]),
  );
  return { norms: { tierCutoffs } };
}

/** Spreads come in percent: σ of the logarithm is that share for the few percent in question. */
function uncertaintyInputs(state: AppState) {
  const { draws, speedPercent, classPercent, peoplePercent, closedPercent } = state.study.choices;
  return {
    draws,
    commonSpeedSigma: speedPercent / 100,
    ...(state.settings.model === 'straight-line' ? {} : { classSpeedSigma: classPercent / 100 }),
    populationCv: peoplePercent / 100,
    closedProbability: closedPercent / 100,
  };
}

/**
 * A forecast has no travel: its inputs are the region and the facilities that count. Values equal to the
 * norms are omitted.
 */
function forecastInputs(state: AppState) {
  const { region, travel: _travel, ...rest } = commonInputs(state);
  const { forecastPercent, forecastBirths, forecastVisits } = state.study.choices;
  const method = pickForecastMethod(state);
  return {
    region,
    ...rest,
    method,
    percent: forecastPercent,
    ...(method === 'ageing' && forecastBirths !== DEMAND_NORMS.birthsPer1000Adults.value
      ? { birthsPer1000Adults: forecastBirths }
      : {}),
    ...(forecastVisits === DEMAND_NORMS.visitsPerPerson.value ? {} : { visitsPerPerson: forecastVisits }),
  };
}

/** Referral is between tiers: the filter of tiers has no effect on it. */
function referralInputs(state: AppState) {
  const { region, travel } = commonInputs(state);
  const present = getTiersPresent(state);
  const ladder = (['village', 'township', 'county'] as const).filter((tier) => present.includes(tier));
  const { fromTier, toTier, limitMinutes } = state.study.choices;
  return {
    region,
    travel,
    fromTier,
    toTier,
    limitMinutes,
    ...(ladder.length >= 2 ? { chain: ladder } : {}),
    ...((getRegionInUse(state)?.zoneLayers.length ?? 0) > 0 ? { borderEffect: true } : {}),
    ...compatInputs(state),
  };
}
