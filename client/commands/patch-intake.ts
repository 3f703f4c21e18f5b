import type { Intake } from '../state/intake-state.ts';
import { patch, store } from '../state/store.ts';

/** Changes a part of the import. */
export function patchIntake(part: Partial<Intake> | ((intake: Intake) => Partial<Intake>)): void {
  patch((state) => ({
    intake: { ...state.intake, ...(typeof part === 'function' ? part(state.intake) : part) },
  }));
}

export function getIntake(): Intake {
  return store.getState().intake;
}
