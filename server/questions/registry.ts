import type { ProcessId } from '../contract/processes.ts';
import { accessScore } from './access-score/question.ts';
import { calibrate } from './calibrate/question.ts';
import { catchments } from './catchments/question.ts';
import { compare } from './compare/question.ts';
import { coverage } from './coverage/question.ts';
import { equity } from './equity/question.ts';
import { explain } from './explain/question.ts';
import { demandForecast } from './forecast/question.ts';
import { mixedCoverage } from './mixed-coverage/question.ts';
import { referral } from './referral/question.ts';
import { report } from './report/question.ts';
import type { Question } from './shared/question.ts';
import { siting, sitingCandidates, sitingEvaluate } from './siting/question.ts';
import { travelTime } from './travel-time/question.ts';

/**
 * How each process is answered. What it asks for and gives, its words and its media type stand in
 * `contract/processes.ts`, which the page shares; a process of one list that the other lacks does not compile.
 */
export const QUESTIONS: { readonly [P in ProcessId]: Question<P> } = {
  'travel-time': travelTime,
  catchments,
  coverage,
  'mixed-coverage': mixedCoverage,
  referral,
  'access-score': accessScore,
  equity,
  'demand-forecast': demandForecast,
  explain,
  siting,
  'siting-candidates': sitingCandidates,
  'siting-evaluate': sitingEvaluate,
  calibrate,
  compare,
  report,
};
