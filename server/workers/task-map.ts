import { DRAWING_TASKS } from '../drawing/tasks.ts';
import { INTAKE_TASKS } from '../questions/intake/tasks.ts';
import { QUESTIONS } from '../questions/registry.ts';
import type { AnyTask } from '../questions/shared/task.ts';

/** Every piece of work that may run in another thread or on another machine, by name. */
const TASKS: ReadonlyMap<string, AnyTask> = new Map(
  [...Object.values(QUESTIONS).flatMap(({ tasks }) => tasks), ...INTAKE_TASKS, ...DRAWING_TASKS].map(
    (task) => [task.name, task],
  ),
);

/** The task of a name that came from another thread or machine. */
export function findTask(name: string): AnyTask {
  const task = TASKS.get(name);
  if (!task) throw new RangeError(`no task ${name}`);
  return task;
}
