import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INITIAL_STATE, type AppState, type Work } from '../../client/state/app-state.ts';
import { begin } from '../../client/state/load.ts';
import { pushWork, redoWork, undoWork } from '../../client/state/undo.ts';
import { runs } from '../support/depth.ts';

const at = (lon: number): Work => ({ ...INITIAL_STATE.work, point: [lon, 0] });
const apply = (state: AppState, change: (state: AppState) => Partial<AppState>): AppState => ({
  ...state,
  ...change(state),
});

describe('undo', () => {
  it('goes back and forth over any sequence as a list with a cursor does', () => {
    const steps = fc.array(fc.constantFrom('put', 'undo', 'redo'), { maxLength: 45 });
    fc.assert(
      fc.property(steps, (sequence) => {
        let state = INITIAL_STATE;
        let model: (number | null)[] = [null];
        let cursor = 0;
        for (const [index, step] of sequence.entries()) {
          if (step === 'put') {
            state = apply(state, (now) => pushWork(now, at(index)));
            model = [...model.slice(0, cursor + 1), index];
            cursor += 1;
          } else if (step === 'undo') {
            state = apply(state, undoWork);
            cursor = Math.max(0, cursor - 1);
          } else {
            state = apply(state, redoWork);
            cursor = Math.min(model.length - 1, cursor + 1);
          }
          expect(state.work.point?.[0] ?? null).toBe(model[cursor]);
          expect(state.past.length).toBe(cursor);
          expect(state.future.length).toBe(model.length - 1 - cursor);
        }
      }),
      { numRuns: runs(1000) },
    );
  });

  it('brings nothing back as still in flight, and no highlight of what is gone', () => {
    const asking: Work = { ...at(1), siting: begin(INITIAL_STATE.work.siting, 'sites') };
    let state: AppState = {
      ...INITIAL_STATE,
      work: asking,
      selection: { ...INITIAL_STATE.selection, siteOrder: 2 },
    };
    state = apply(state, (now) => pushWork(now, at(2)));
    state = apply(state, undoWork);
    expect(state.work.siting.busy).toBe(false);
    expect(state.selection.siteOrder).toBeNull();
  });

  it('keeps the last fifty steps', () => {
    let state = INITIAL_STATE;
    for (let step = 0; step < 80; step++) state = apply(state, (now) => pushWork(now, at(step)));
    expect(state.past.length).toBe(50);
    expect(state.past[0]?.point?.[0]).toBe(29);
  });
});
