import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  listReportQuestions,
  listScenarioQuestions,
  QUESTIONS,
  SCENARIO,
  SCENARIO_ID,
  type Question,
} from './answers/questions.ts';
import { startServer } from './test/start-server.ts';

// Answers of all processes on the sample, before and after a change:
//   npx tsx scripts/compare-answers.ts --write FOLDER [--home CHECKOUT]    asks a built checkout, keeps answers
//   npx tsx scripts/compare-answers.ts --against FOLDER [--home CHECKOUT]  asks again, lists what differs
// `--only PREFIX` asks the questions whose name begins so; `--only scenario` those of a scenario.
// Run ids are replaced by their order of appearance: they name the engine, which may change.

const { values } = parseArgs({
  options: {
    write: { type: 'string' },
    against: { type: 'string' },
    home: { type: 'string', default: resolve(import.meta.dirname, '..') },
    only: { type: 'string', default: '' },
  },
});
const data = mkdtempSync(join(tmpdir(), 'careshed-answers-'));
const server = await startServer({
  checkout: resolve(values.home),
  dataFolder: data,
  environment: { CARESHED_LOG: 'error' },
});
const { url } = server;
/** Id of the scenario that was made for the questions about one. */
let scenario: string | null = null;

/** Without a limit of time, which `fetch` has: an answer may take minutes on a busy machine. */
async function post(question: Question, language: string): Promise<{ status: number; body: unknown }> {
  const response = await new Promise<IncomingMessage>((done, fail) => {
    request(
      `${url}/api/processes/${question.process}/execution`,
      { method: 'POST', headers: { 'Content-Type': 'application/json', 'Accept-Language': language } },
      done,
    )
      .on('error', fail)
      .end(JSON.stringify({ inputs: question.inputs }));
  });
  const text = Buffer.concat((await response.toArray()) as Buffer[]).toString();
  return { status: response.statusCode!, body: parse(text) };
}

/** JSON as a value, anything else as it is. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Members that differ from one asking to the next. */
const MOMENTARY: ReadonlySet<string> = new Set(['requestId', 'generatedAt', 'engineVersion']);

/** The bytes of what was answered: ids by their order of appearance, what is of the moment left out. */
function normalise(answer: unknown): string {
  const ids = new Map<string, string>();
  const text = JSON.stringify(answer, (key, value: unknown) => (MOMENTARY.has(key) ? undefined : value), 1);
  return text
    .replaceAll(scenario ?? SCENARIO_ID, SCENARIO_ID)
    .replace(/(?<![.\w])(?=\d*[a-f])[0-9a-f]{16,64}(?!\w)/g, (id) => {
      if (!ids.has(id)) ids.set(id, `id-${ids.size + 1}`);
      return ids.get(id)!;
    });
}

/** Features and surfaces that the answer links to: their status, length and hash. */
async function readLinked(run: unknown): Promise<Record<string, unknown>> {
  if (typeof run !== 'string') return {};
  const found: Record<string, unknown> = {};
  for (const path of ['minutes.tif', 'nearest.tif', 'tiles/time/9/413/211', 'tiles/people-time/9/413/211']) {
    const response = await fetch(`${url}/api/runs/${run}/${path}`);
    const bytes = Buffer.from(await response.arrayBuffer());
    found[path] = response.ok
      ? { length: bytes.length, hash: createHash('sha1').update(bytes).digest('base64') }
      : { status: response.status };
  }
  return found;
}

async function createScenario(): Promise<string> {
  const response = await fetch(`${url}/api/scenarios`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(SCENARIO),
  });
  const body = (await response.json()) as { id?: string };
  if (body.id === undefined) throw new Error(`the scenario was refused: ${JSON.stringify(body)}`);
  return body.id;
}

const folder = resolve(values.write ?? values.against ?? join(data, 'answers'));
mkdirSync(folder, { recursive: true });
const differing: string[] = [];
let asked = 0;
try {
  const runs = new Map<string, string>();
  const askAll = async (questions: readonly Question[]): Promise<void> => {
    for (const question of questions) {
      asked += 1;
      const id = createHash('sha1').update(question.name).digest('hex').slice(0, 8);
      const file = join(folder, `${question.process}-${id}.txt`);
      const zh = await post(question, 'zh');
      const en = await post(question, 'en');
      const run = (en.body as { run?: unknown })?.run;
      if (typeof run === 'string') runs.set(question.name, run);
      const text = `${question.name}\n${normalise({ zh, en, linked: await readLinked(run) })}\n`;
      console.log(`${en.status} ${question.name}`.slice(0, 110));
      if (values.write !== undefined) writeFileSync(file, text);
      else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
        writeFileSync(`${file}.new`, text);
        differing.push(file);
      }
    }
  };
  await askAll(QUESTIONS.filter((question) => question.name.startsWith(values.only)));
  if (values.only === '' || values.only === 'scenario') {
    scenario = await createScenario();
    await askAll(listScenarioQuestions(scenario));
  }
  if (values.only === '') {
    const ofProcess = (process: string): string[] =>
      [...runs].flatMap(([name, run]) => (name.startsWith(`${process} `) ? [run] : []));
    await askAll(listReportQuestions([ofProcess('coverage')[1]!]));
    await askAll(
      listReportQuestions([
        ofProcess('coverage')[1]!,
        ...['siting', 'equity', 'access-score', 'demand-forecast', 'referral', 'compare'].map(
          (process) => ofProcess(process)[0]!,
        ),
      ]),
    );
  }
  const known = readdirSync(folder).filter((name) => name.endsWith('.txt')).length;
  console.log(`${asked} questions asked, ${known} kept, ${differing.length} differ`);
  for (const file of differing) console.log(`differs: ${file} (beside it: ${file}.new)`);
} finally {
  await server.stop();
  rmSync(data, { recursive: true, force: true });
}
process.exit(differing.length === 0 ? 0 : 1);
