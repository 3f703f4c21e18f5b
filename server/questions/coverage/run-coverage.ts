import type { CoverageAnswer } from '../../contract/processes.ts';
import type { TaskContext } from '../shared/task-context.ts';
import type { TaskNote } from '../shared/task-note.ts';
import { checkCoverageInputs } from './check-coverage.ts';
import {
  describeCapacity,
  describeCompatibility,
  describeExtras,
  describeFacilities,
  describeGaps,
  describeShortages,
  describeZones,
  describeWeakSpots,
  sumCoverage,
} from './coverage-steps.ts';
import {
  openFrame,
  searchLists,
  shareRooms,
  type CoverageFrame,
  type CoverageRooms,
  type CoverageTaskInput,
} from './coverage-frame.ts';
import { describeFollowing, type EarlierStep } from './follow-run.ts';

type Body = Omit<
  CoverageAnswer,
  'run' | 'process' | 'region' | 'scenario' | 'travel' | 'notes' | 'surface' | 'denominator' | 'uncertainty'
>;
export interface CoverageTaskOutput {
  readonly body: Body;
  readonly notes: readonly TaskNote[];
  readonly seconds: Float64Array;
  readonly nearest: Int32Array;
  /** People served by cell at the last cut-off, in this run and those it follows; null without capacity. */
  readonly served: Float64Array | null;
}

/** Who is covered, by whom, and why not, from one search without a limit. */
export function runCoverage(input: CoverageTaskInput, context: TaskContext): CoverageTaskOutput {
  checkCoverageInputs(input.inputs);
  const frame = openFrame(input, context);
  const lists = searchLists(frame);
  const shared = shareRooms(frame, lists, input.earlier);
  context.report(0.7, 'sum');
  const sums = sumCoverage(frame, shared);
  const facilities = describeFacilities(frame, shared);
  context.report(0.8, 'gaps');
  const gaps = describeGaps(frame);
  const zones = describeZones(frame, shared, sums.coverage);
  context.report(0.85, 'extras');
  const extras = describeExtras(frame, lists);
  const following = input.earlier && shared ? followRun(frame, shared, input.earlier) : null;
  const shortages = describeShortages(frame, shared);
  const weakSpots = describeWeakSpots(frame);
  const compatibility = describeCompatibility(frame, shared, sums.coverage);
  const body: Body = {
    ...sums.part,
    ...facilities.ages,
    ...zones.part,
    ...facilities.part,
    ...gaps.part,
    ...shortages.part,
    ...(following ? { follows: following.follows } : {}),
    gapsCutoffMinutes: frame.cutoffMinutes.at(-1)!,
    ...describeCapacity(shared),
    ...compatibility.part,
    ...extras.part,
    ...weakSpots.part,
    ...extras.choice,
  };
  const notes = [
    ...frame.selected.notes,
    ...(shared?.rooms.notes ?? []),
    ...gaps.notes,
    ...zones.notes,
    ...extras.notes,
    ...(following ? [following.note] : []),
    ...shortages.notes,
    ...weakSpots.notes,
    ...compatibility.notes,
  ];
  const served = following?.served ?? shared?.step.last.servedByCell ?? null;
  return { body, notes, seconds: frame.searched, nearest: frame.nearest, served };
}

function followRun(
  { everybody, region, selected }: CoverageFrame,
  { rooms, step }: CoverageRooms,
  earlier: EarlierStep,
): ReturnType<typeof describeFollowing> {
  const ids = selected.facilities.slice(0, selected.listed).map((facility) => facility.id);
  return describeFollowing(earlier, { region: everybody, left: region, ids, rooms, step });
}
