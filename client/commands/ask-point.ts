import { execute } from '../api/processes.ts';
import { EMPTY_SELECTION, type AppState } from '../state/app-state.ts';
import type { LonLat } from '../state/lon-lat.ts';
import { EMPTY_LOAD, begin, fail, finish } from '../state/load.ts';
import { askCatchments, askExplain, keyOfPoint } from '../state/questions.ts';
import { patch, store } from '../state/store.ts';
import { findCapacityRun } from '../state/study-questions.ts';
import { pushWork } from '../state/undo.ts';
import { announce } from './announce.ts';
import { buildLatestRequest } from './latest-request.ts';
import { isAborted, toProblem } from './to-problem.ts';

const request = buildLatestRequest();

/** Requests a place: people within reach, and its path to the nearest facility of each tier. */
export async function askPoint(point: LonLat, undoable = true): Promise<void> {
  const before = store.getState();
  if (before.regionId === null) return;
  const controller = request.start();
  const key = keyOfPoint(before, point);
  const samePlace = before.work.point?.[0] === point[0] && before.work.point[1] === point[1];
  const work = {
    ...before.work,
    point,
    pointAnswer: begin(samePlace ? before.work.pointAnswer : EMPTY_LOAD, key),
  };
  patch({
    ...(undoable && !samePlace ? pushWork(before, work) : { work }),
    tab: undoable ? 'point' : before.tab,
    selection: { ...EMPTY_SELECTION, siteOrder: before.selection.siteOrder },
  });
  try {
    const [explain, catchments] = await Promise.all([
      execute(
        'explain',
        { ...askExplain(before, point), ...aboutCapacity(before) },
        before.language,
        controller.signal,
      ),
      execute('catchments', askCatchments(before, point), before.language, controller.signal).catch(
        noCatchment,
      ),
    ]);
    patch((now) => ({
      work: { ...now.work, pointAnswer: finish(now.work.pointAnswer, key, { explain, catchments }) },
    }));
    announce('saidPoint');
  } catch (thrown) {
    controller.abort();
    if (isAborted(thrown)) return;
    patch((now) => ({
      work: { ...now.work, pointAnswer: fail(now.work.pointAnswer, key, toProblem(thrown)) },
    }));
  }
}

/** With a fresh capacity run, whether the facilities have capacity left. */
function aboutCapacity(state: AppState): { capacityRun?: string } {
  const run = findCapacityRun(state);
  return run ? { capacityRun: run } : {};
}

/** A place on water or outside has no catchment; the explanation names the case, so this is no failure. */
function noCatchment(thrown: unknown): null {
  if (isAborted(thrown)) throw thrown;
  const { code } = toProblem(thrown);
  if (code === 'origin-on-barrier' || code === 'origin-outside') return null;
  throw thrown;
}

/** Removes the place from the map. */
export function clearPoint(): void {
  request.stop();
  patch((state) => ({
    ...pushWork(state, { ...state.work, point: null, pointAnswer: EMPTY_LOAD }),
    selection: { ...state.selection, pathTier: null },
  }));
}
