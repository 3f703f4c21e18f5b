import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkExecution } from '../../service/import-check.ts';
import { presentFile } from '../../service/import-inspection.ts';
import { importLocal, inspectLocal, listLocalFiles } from '../../service/import-local.ts';
import { parseWith } from '../../service/parse-inputs.ts';
import { listRegions } from '../../service/regions.ts';
import { ImportExecution, type ImportFile } from '../../contract/imports.ts';
import { ProblemException } from '../../contract/problems.ts';
import { toProblem } from '../../contract/text/present.ts';
import type { Language } from '../../contract/vocabulary.ts';
import type { ServerContext } from '../../context.ts';
import { CliError, EXIT_DATA } from '../cli-error.ts';
import { describeProblem } from '../describe-problem.ts';
import { languageFrom, type Environment } from '../cli-language.ts';
import { parseRepeatable } from '../parse-options.ts';
import { printRegion } from '../print-region.ts';
import { showProgress } from '../progress.ts';
import { describeFiles } from './describe-files.ts';
import { IMPORT_OPTIONS, mergeChoices, readChoices } from './import-choices.ts';
import { IMPORT_HELP } from './import-help.ts';
import { readPlan, writePlan } from './plan-file.ts';

interface Tools {
  readonly open: () => ServerContext;
  readonly environment: Environment;
}

/** Files and the choices about them. */
interface Wanted {
  readonly inputs: readonly string[];
  readonly choices: Readonly<Record<string, unknown>>;
}

/** Makes a region of files by the choices of a plan and of the command line, or writes such a plan. */
export async function importCommand(args: string[], { open, environment }: Tools): Promise<number> {
  const { values, positionals } = parseRepeatable(args, IMPORT_OPTIONS);
  if (values['help'] === true) {
    console.log(IMPORT_HELP);
    return 0;
  }
  if (positionals.length === 0) throw new CliError('careshed import: name a folder or files');
  const asJson = values['json'] === true;
  const language = languageFrom(environment);
  const line = readChoices(values);
  const planPath = values['plan'] as string | undefined;
  const target = values['write-plan'] as string | undefined;
  const plan = planPath === undefined ? {} : readPlan(planPath);
  const choices = mergeChoices(plan, line);
  if (line['haloMeters'] !== undefined && choices['clip'] !== true)
    throw new CliError(
      'careshed import: --halo is what --clip keeps beyond the boundary; give --clip as well',
    );
  const id = target === undefined ? chooseId(choices) : null;
  let wanted: Wanted = { inputs: positionals.map((path) => resolve(path)), choices };
  const context = open();
  try {
    wanted = placeBoundary(wanted);
    if (id === null) {
      const execution = parseWith(ImportExecution, wanted.choices);
      const files = await inspectLocal(context.analysis, wanted.inputs, execution);
      checkExecution(files, execution);
      writePlan(
        target!,
        files.map((file) => presentFile(file, language)),
        choices,
      );
      return 0;
    }
    await makeRegion(context, wanted, id);
  } catch (error) {
    if (!(error instanceof ProblemException)) throw error;
    await reportFailure(context, wanted, error, { asJson, language });
    return EXIT_DATA;
  }
  printRegion(context, id, asJson, language);
  return 0;
}

async function makeRegion(context: ServerContext, { inputs, choices }: Wanted, id: string): Promise<void> {
  const execution = parseWith(ImportExecution, { ...choices, id });
  if (choices['replace'] === false && listRegions(context.analysis).some((region) => region.id === id))
    throw new ProblemException('region-exists', { region: id });
  const progress = showProgress('import');
  try {
    await importLocal(context.analysis, inputs, { ...execution, id }, { onProgress: progress.update });
  } finally {
    progress.end();
  }
}

/** A boundary is one of the files, by its listed path or where it lies; one from elsewhere joins them. */
function placeBoundary({ inputs, choices }: Wanted): Wanted {
  const { boundary } = choices;
  if (typeof boundary !== 'string') return { inputs, choices };
  const named = listLocalFiles(inputs);
  if (named.some(({ listed }) => listed === boundary)) return { inputs, choices };
  const path = resolve(boundary);
  const found = named.find((file) => file.path === path);
  if (found) return { inputs, choices: { ...choices, boundary: found.listed } };
  if (!existsSync(path)) return { inputs, choices };
  const wider = [...inputs, path];
  const own = listLocalFiles(wider).find((file) => file.path === path);
  return own ? { inputs: wider, choices: { ...choices, boundary: own.listed } } : { inputs, choices };
}

/**
 * Why there is no region, and what each file is: as lines on standard error, or as JSON on standard output.
 */
async function reportFailure(
  context: ServerContext,
  { inputs, choices }: Wanted,
  error: ProblemException,
  { asJson, language }: { readonly asJson: boolean; readonly language: Language },
): Promise<void> {
  const problem = toProblem(error, language);
  const files = await lookAgain(context, inputs, choices, language);
  if (asJson) console.log(JSON.stringify({ problem, files }, null, 2));
  console.error([describeProblem('import', problem), ...describeFiles(files)].join('\n'));
}

/**
 * The files as the choices have them, or as they are where those cannot be used; none where they cannot be
 * looked at.
 */
async function lookAgain(
  context: ServerContext,
  inputs: readonly string[],
  choices: Readonly<Record<string, unknown>>,
  language: Language,
): Promise<ImportFile[]> {
  const said = ImportExecution.safeParse(choices);
  for (const execution of said.success ? [said.data, {}] : [{}])
    try {
      const files = await inspectLocal(context.analysis, inputs, execution);
      return files.map((file) => presentFile(file, language));
    } catch (error) {
      if (!(error instanceof ProblemException)) throw error;
    }
  return [];
}

/** The id asked for, else one made of the name. */
function chooseId(choices: Readonly<Record<string, unknown>>): string {
  const names = [choices['nameEn'], choices['name'], choices['nameZh']];
  const id = choices['id'] ?? names.map(slug).find((word) => word !== '');
  if (typeof id !== 'string')
    throw new CliError('careshed import: give --name NAME, or --id of lower-case letters, digits and dashes');
  if (!/^[a-z0-9][a-z0-9_-]{0,63}$/.test(id))
    throw new CliError(`careshed import: --id takes lower-case letters, digits and dashes, got ${id}`);
  return id;
}

function slug(name: unknown): string {
  if (typeof name !== 'string') return '';
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
