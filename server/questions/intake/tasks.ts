import { defineTask, type AnyTask } from '../shared/task.ts';

/** What files and changes would make of a region. */
export const importTask = defineTask('import', async () => (await import('./run-import.ts')).runImport, {
  staysHere: true,
  lane: 'job',
});
export const copyPackTask = defineTask('copy-pack', async () => (await import('./run-import.ts')).copyPack, {
  staysHere: true,
  lane: 'job',
});
export const inspectImportTask = defineTask(
  'inspect-import',
  async () => (await import('./inspect-import.ts')).inspectImport,
  { staysHere: true },
);
export const checkUploadTask = defineTask(
  'check-upload',
  async () => (await import('./check-upload.ts')).checkUpload,
  { staysHere: true },
);
export const checkScenarioTask = defineTask(
  'check-scenario',
  async () => (await import('./run-check-scenario.ts')).checkScenario,
);

export const INTAKE_TASKS: readonly AnyTask[] = [
  importTask,
  copyPackTask,
  inspectImportTask,
  checkUploadTask,
  checkScenarioTask,
];
