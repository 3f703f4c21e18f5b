import {
  getImport,
  inspectImport,
  removeImport,
  sendFiles,
  startImport,
  type SentFile,
} from '../api/imports.ts';
import { askWords } from '../state/import-words.ts';
import { askImport, EMPTY_CHOICES, suggestName, type ImportChoices } from '../state/intake-state.ts';
import { begin, EMPTY_LOAD, fail, finish } from '../state/load.ts';
import { getRegionInUse } from '../state/questions.ts';
import { store } from '../state/store.ts';
import { announce } from './announce.ts';
import { getIntake, patchIntake } from './patch-intake.ts';
import { isAborted, toProblem } from './to-problem.ts';
import { rememberJobKey, trackJob } from './track-job.ts';
import { uploadBoundaryFile } from './upload-boundary.ts';

let sending: AbortController | null = null;

/**
 * Files dropped on the page: one outline over an open region is a boundary, everything else opens the
 * import.
 */
export async function takeDroppedFiles(files: readonly SentFile[]): Promise<void> {
  const [first] = files;
  if (!first) return;
  const { open } = getIntake();
  if (!open && files.length === 1 && store.getState().regionId !== null && /\.(geo)?json$/i.test(first.path))
    await uploadBoundaryFile(first.file);
  else await sendImport(files);
}

/** Opens an empty import dialog. */
export function openImport(): void {
  patchIntake({ open: true, replaces: null, files: EMPTY_LOAD, choices: EMPTY_CHOICES, start: EMPTY_LOAD });
}

/** Opens the import dialog with the files of the region in use, to replace some of them. */
export function openReplacement(): void {
  const region = getRegionInUse(store.getState());
  if (!region) return;
  openImport();
  patchIntake({ replaces: { id: region.id, nameZh: region.nameZh, nameEn: region.nameEn } });
}

/** Uploads files and shows the layer of each; files of the same dialog stay. */
export async function sendImport(files: readonly SentFile[]): Promise<void> {
  if (files.length === 0) return;
  if (!getIntake().open) openImport();
  sending?.abort();
  sending = new AbortController();
  const { signal } = sending;
  const { files: known, replaces, quality } = getIntake();
  const earlier = known.value?.import ?? (replaces ? (quality.value?.import ?? null) : null);
  const key = `import ${Date.now()}`;
  patchIntake({ files: begin(known, key), sent: 0 });
  try {
    const { language } = store.getState();
    const answer = await sendFiles(files, earlier, language, (sent) => patchIntake({ sent }), signal);
    if (known.value) void removeImport(known.value.import, language).catch(() => undefined);
    patchIntake((intake) => ({
      files: finish(intake.files, key, answer),
      sent: null,
      choices: {
        ...intake.choices,
        name: intake.choices.name || suggestName(answer.files.map((file) => file.path)),
        boundary:
          intake.choices.boundary ?? answer.files.find((file) => file.layer === 'boundary')?.path ?? null,
      },
    }));
    announce('saidLooked', { count: `${answer.files.length}` });
  } catch (thrown) {
    if (isAborted(thrown)) return;
    patchIntake((intake) => ({ files: fail(intake.files, key, toProblem(thrown)), sent: null }));
  }
}

export function changeChoices(part: Partial<ImportChoices>): void {
  patchIntake((intake) => ({ choices: { ...intake.choices, ...part } }));
}

/** Includes or excludes a file. */
export function tickFile(path: string, used: boolean): void {
  const { excluded } = getIntake().choices;
  changeChoices({ excluded: used ? excluded.filter((other) => other !== path) : [...excluded, path] });
}

/** Sets the layer of a file. */
export async function setFileLayer(path: string, layer: string): Promise<void> {
  const { layers } = getIntake().choices;
  await lookAgain({ layers: { ...layers, [path]: layer } }, `${path} ${layer}`);
}

/** Sets the CRS of a file, or removes it with an empty text. */
export async function setFileCrs(path: string, crs: string): Promise<void> {
  const { [path]: _old, ...rest } = getIntake().choices.crsByFile;
  await lookAgain({ crsByFile: crs === '' ? rest : { ...rest, [path]: crs } }, `${path} ${crs}`);
}

/** Inspects the files again with one more choice; a choice that the service refuses is not kept. */
async function lookAgain(part: Partial<ImportChoices>, what: string): Promise<void> {
  const { files, choices } = getIntake();
  if (!files.value) return;
  const key = `inspect ${what}`;
  patchIntake({ files: begin(files, key), choices: { ...choices, ...part } });
  try {
    const said = { ...choices, ...part };
    const answer = await inspectImport(files.value.import, said, store.getState().language);
    patchIntake((intake) => ({ files: finish(intake.files, key, answer) }));
  } catch (thrown) {
    patchIntake((intake) => ({ files: fail(intake.files, key, toProblem(thrown)), choices }));
  }
}

/** Reads the inspection again, in the language of the page. */
export async function rereadImport(): Promise<void> {
  const { files, choices } = getIntake();
  if (!files.value || files.busy) return;
  const { language } = store.getState();
  const key = `reread ${language}`;
  const answer =
    Object.keys(choices.layers).length + Object.keys(choices.crsByFile).length === 0
      ? await getImport(files.value.import, language)
      : await inspectImport(files.value.import, choices, language);
  if (getIntake().files.value === files.value) patchIntake({ files: finish(begin(files, key), key, answer) });
}

/** Starts the import; the dialog closes, the tray shows the progress. */
export async function startImportJob(): Promise<void> {
  const intake = getIntake();
  if (!intake.files.value) return;
  await submitImport(intake.files.value.import, { ...askImport(intake), ...askWords(intake) }, () =>
    patchIntake({ open: false }),
  );
}

/** Queues an import and follows it; `onStarted` is called when the service accepted it. */
export async function submitImport(
  id: string,
  execution: Readonly<Record<string, unknown>>,
  onStarted: () => void,
): Promise<void> {
  const key = `import ${id} ${Date.now()}`;
  patchIntake((intake) => ({ start: begin(intake.start, key) }));
  try {
    const job = await startImport(id, execution, store.getState().language);
    patchIntake((intake) => ({ start: finish(intake.start, key, job.jobID) }));
    onStarted();
    rememberJobKey(job.jobID, key);
    trackJob(job);
    announce('saidImporting');
  } catch (thrown) {
    patchIntake((intake) => ({ start: fail(intake.start, key, toProblem(thrown)) }));
  }
}

/** Closes the dialog; files that were sent and are not used are removed. */
export function closeImport(): void {
  sending?.abort();
  const { files } = getIntake();
  if (files.value) void removeImport(files.value.import, store.getState().language).catch(() => undefined);
  patchIntake({ open: false, sent: null, files: EMPTY_LOAD, start: EMPTY_LOAD });
}
