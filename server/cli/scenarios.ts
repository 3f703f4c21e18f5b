import { readFileSync } from 'node:fs';
import {
  createScenario,
  getScenario,
  listScenarios,
  patchScenario,
  removeScenario,
} from '../service/scenarios.ts';
import type { Scenario } from '../contract/scenario.ts';
import type { ServerContext } from '../context.ts';
import { CliError, EXIT_DATA } from './cli-error.ts';

export const SCENARIO_OPTIONS = {
  region: { type: 'string' },
  name: { type: 'string' },
  note: { type: 'string' },
  changes: { type: 'string' },
  from: { type: 'string' },
  lock: { type: 'boolean' },
  unlock: { type: 'boolean' },
  remove: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;
type Values = Readonly<Record<string, string | boolean | undefined>>;

/** Lists scenarios, shows one, makes one (`--region` or `--from` with `--name`), or changes the one named. */
export async function runScenarios(
  context: ServerContext,
  ids: readonly string[],
  values: Values,
): Promise<number> {
  const { analysis } = context;
  const show = (scenario: Scenario): void => {
    if (values['json']) console.log(JSON.stringify(scenario, null, 2));
    else {
      printLine(scenario);
      if (scenario.note) console.log(`  ${scenario.note}`);
      scenario.changes.forEach((change, i) => console.log(`  ${i + 1}. ${JSON.stringify(change)}`));
    }
  };
  const given = {
    ...(values['name'] === undefined ? {} : { name: values['name'] }),
    ...(values['note'] === undefined ? {} : { note: values['note'] }),
    ...(values['changes'] === undefined ? {} : { changes: readChanges(String(values['changes'])) }),
  };
  const [id] = ids;
  if (id !== undefined) {
    const scenario = getScenario(analysis, id);
    if (values['remove']) {
      removeScenario(analysis, id, scenario.version);
      return 0;
    }
    const locked = values['lock'] ? { locked: true } : values['unlock'] ? { locked: false } : {};
    const change = { ...given, ...locked };
    show(
      Object.keys(change).length > 0 ? await patchScenario(analysis, id, scenario.version, change) : scenario,
    );
    return 0;
  }
  if (values['name'] !== undefined || values['from'] !== undefined) {
    const { region, from } = values;
    show(
      await createScenario(analysis, {
        ...given,
        ...(region === undefined ? {} : { region }),
        ...(from === undefined ? {} : { from }),
      }),
    );
    return 0;
  }
  const scenarios = listScenarios(analysis, (values['region'] as string | undefined) ?? null);
  if (values['json']) console.log(JSON.stringify({ scenarios }, null, 2));
  else scenarios.forEach(printLine);
  return 0;
}

function printLine({ id, region, name, version, changes, locked }: Scenario): void {
  console.log(
    `${id}\t${region}\t${name}\tversion ${version}, ${changes.length} changes${locked ? ', locked' : ''}`,
  );
}

/** A JSON array of changes, or an object that has one under `changes`. */
function readChanges(path: string): unknown {
  try {
    const value: unknown = JSON.parse(readFileSync(path === '-' ? 0 : path, 'utf8'));
    return typeof value === 'object' && value !== null && 'changes' in value ? value.changes : value;
  } catch (error) {
    throw new CliError(`careshed scenarios: ${path}: ${(error as Error).message}`, EXIT_DATA);
  }
}
