import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerQuestion } from '../service/answer-question.ts';
import { getProcessId, presentAnswer } from '../service/execute.ts';
import { describeManifest } from '../service/manifest.ts';
import { ensureSample, listRegions } from '../service/regions.ts';
import { readReportFile } from '../service/report.ts';
import { PROCESS_IDS, PROCESSES } from '../contract/processes.ts';
import { ProblemException } from '../contract/problems.ts';
import { toProblem } from '../contract/text/present.ts';
import type { ServerContext } from '../context.ts';
import { CliError, EXIT_DATA } from './cli-error.ts';
import { languageFrom, languageOf } from './cli-language.ts';
import { describeProblem } from './describe-problem.ts';
import { examine } from './doctor.ts';
import { FETCH_LAYERS } from './fetch-addresses.ts';
import { fetchCountry, FETCH_OPTIONS, printFetched, readFetchOptions } from './fetch.ts';
import { importCommand } from './import/import-command.ts';
import { parseOptions as parse } from './parse-options.ts';
import { printRegion } from './print-region.ts';
import { runScenarios, SCENARIO_OPTIONS } from './scenarios.ts';
import { runWorker } from './worker.ts';
import { showProgress } from './progress.ts';
import { changeRegion, REGION_OPTIONS } from './region-commands.ts';

interface Tools {
  /** Opens the data folder; called only by commands that need it. */
  readonly open: () => ServerContext;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}
type Command = (args: string[], tools: Tools) => Promise<number>;

const HELP = `careshed: who reaches care, where the next site should be

  careshed serve                          start the service and its page
  careshed import DIR|FILES… --name NAME  make a region of files, or of one region pack
           [--plan FILE] [--write-plan FILE] [--json] and what the files are and mean: careshed import --help
  careshed fetch --country ISO3 --to DIR  download a country's public data (WorldPop, OSM, geoBoundaries, SRTM)
           [--only population,osm,boundary,zones,elevation] [--bbox W,S,E,N] [--mirror URL] [--json]
  careshed regions [ID] [--json]          list regions, or describe one with its findings
           [--name NAME] [--name-en NAME] [--export FILE] [--remove]
           [--versions] [--restore HASH]  earlier versions and what changed since; put one back
  careshed run PROCESS --region ID        run a process with the API's own JSON
           [--inputs FILE|-] [--scenario ID] [--out FILE] [--language zh|en]
           processes: ${PROCESS_IDS.join(', ')}
  careshed scenarios [ID] [--region ID] [--name NAME] [--changes FILE|-] [--json]
           [--note TEXT] [--from ID] [--lock] [--unlock] [--remove]
                                          list, show, make (--region and --name) or change scenarios
  careshed worker                         take tasks from the queue at REDIS_URL (more than one machine)
  careshed doctor [--json]                what this machine has and lacks

CARESHED_DATA is where regions and results are kept (default: var/ of the installation); HOST and PORT are for serve.
Exit codes: 0 done, 2 wrong use, 65 data or inputs that cannot be used, 70 a fault of ours.`;

const COMMANDS: Readonly<Record<string, Command>> = {
  help: async () => {
    console.log(HELP);
    return 0;
  },
  import: importCommand,
  fetch: async (args) => {
    const { values, positionals } = parse(args, FETCH_OPTIONS);
    if (positionals.length > 0) throw new CliError(`careshed fetch: what is ${positionals.join(' ')}?`);
    const progress = showProgress('fetch');
    const options = readFetchOptions(values, FETCH_LAYERS);
    const files = await fetchCountry({
      ...options,
      onProgress: (file, share) => progress.update(share ?? 0, file),
    });
    progress.end();
    return printFetched(files, values['json'] === true);
  },
  regions: regionsCommand,
  run: runProcessCommand,
  scenarios: async (args, { open, home }) => {
    const { values, positionals } = parse(args, SCENARIO_OPTIONS);
    const context = open();
    if (values['region'] === 'qinghe')
      await ensureSample(context.analysis, join(home, 'data/geo/qinghe'), 'qinghe');
    return runScenarios(context, positionals, values);
  },
  worker: async (args, { home, environment }) => {
    parse(args, {});
    return runWorker(home, environment);
  },
  doctor: async (args, tools) => {
    const { values } = parse(args, { json: { type: 'boolean' } });
    return examine(tools.home, tools.environment, values['json'] === true);
  },
};

/** Runs one command; problems of the user's become a sentence on standard error and exit code 65. */
export async function runCommand(name: string, args: string[], tools: Tools): Promise<number> {
  const command = COMMANDS[name.replace(/^--?/, '')];
  if (!command) throw new CliError(`careshed: there is no command ${name}\n\n${HELP}`);
  try {
    return await command(args, tools);
  } catch (error) {
    if (!(error instanceof ProblemException)) throw error;
    throw new CliError(describeProblem(name, toProblem(error, languageFrom(tools.environment))), EXIT_DATA);
  }
}

async function regionsCommand(args: string[], { open, environment }: Tools): Promise<number> {
  const { values, positionals } = parse(args, REGION_OPTIONS);
  const context = open();
  if (positionals[0] === undefined && Object.keys(values).some((name) => name !== 'json'))
    throw new CliError('careshed regions: name the region');
  if (positionals[0] !== undefined) {
    if (await changeRegion(context, positionals[0], values)) return 0;
    printRegion(context, positionals[0], values['json'] === true, languageFrom(environment));
    return 0;
  }
  const regions = listRegions(context.analysis);
  if (values['json']) console.log(JSON.stringify({ regions }, null, 2));
  else
    for (const region of regions)
      console.log(
        `${region.id}\t${region.nameEn} ${region.nameZh}\t${Math.round(region.people).toLocaleString('en')} people`,
      );
  return 0;
}

async function runProcessCommand(args: string[], { open, home, environment }: Tools): Promise<number> {
  const { values, positionals } = parse(args, {
    region: { type: 'string' },
    inputs: { type: 'string' },
    scenario: { type: 'string' },
    out: { type: 'string' },
    language: { type: 'string' },
  });
  if (positionals[0] === undefined)
    throw new CliError(`careshed run: name a process: ${PROCESS_IDS.join(', ')}`);
  if (positionals.length > 1)
    throw new CliError(`careshed run: one process at a time, got ${positionals.join(' ')}`);
  const language = languageOf(values['language'] as string | undefined, environment);
  const process = getProcessId(positionals[0]);
  const inputs = readInputs(values['inputs'] as string | undefined);
  if (values['region'] !== undefined && PROCESSES[process].subject !== 'runs')
    inputs['region'] = values['region'];
  if (values['scenario'] !== undefined) inputs['scenario'] = values['scenario'];
  const context = open();
  if (inputs['region'] === 'qinghe')
    await ensureSample(context.analysis, join(home, 'data/geo/qinghe'), 'qinghe');
  const progress = showProgress(process);
  const options = { onProgress: progress.update };
  const out = values['out'] as string | undefined;
  const answer = await answerQuestion(context.analysis, process, inputs, options);
  progress.end();
  if (PROCESSES[process].media === 'file') {
    const file = readReportFile(context.analysis, answer.run);
    writeFileSync(out ?? file.fileName, file.bytes);
    writeManifest(context, answer.run, out ?? file.fileName);
    return 0;
  }
  const text = JSON.stringify(presentAnswer(answer, language));
  if (out === undefined) console.log(text);
  else {
    writeFileSync(out, text);
    writeManifest(context, answer.run, out);
  }
  return 0;
}

/** What a result was made of, beside the file it went to. */
function writeManifest({ analysis }: ServerContext, run: string, file: string): void {
  writeFileSync(`${file}.manifest.json`, `${JSON.stringify(describeManifest(analysis, run), null, 2)}\n`);
}

function readInputs(path: string | undefined): Record<string, unknown> {
  if (path === undefined) return {};
  let text: string;
  try {
    text = readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch (error) {
    throw new CliError(`careshed run: cannot read ${path}: ${(error as Error).message}`, EXIT_DATA);
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('not an object');
    const inner: unknown = 'inputs' in value ? value.inputs : value;
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) throw new Error('not an object');
    return inner as Record<string, unknown>;
  } catch (error) {
    throw new CliError(`careshed run: ${path} is not a JSON object: ${(error as Error).message}`, EXIT_DATA);
  }
}
