import { z } from 'zod';
import { PROCESSES, type ProcessId, type ProcessInputs } from '../contract/processes.ts';
import { ProblemException, type ProblemPlace } from '../contract/problems.ts';

const LOCALES = { zh: z.locales.zhCN().localeError, en: z.locales.en().localeError };

/** Inputs with defaults filled in, or one problem that names every place that cannot be used. */
export function parseInputs<P extends ProcessId>(process: P, raw: unknown): ProcessInputs<P> {
  return parseWith(PROCESSES[process].inputs, raw) as ProcessInputs<P>;
}

/** `raw` as `schema` has it; every fault with its JSON pointer and a sentence in both languages. */
export function parseWith<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const english = schema.safeParse(raw, { error: LOCALES.en });
  if (english.success) return english.data;
  const chinese = schema.safeParse(raw, { error: LOCALES.zh });
  const places = english.error.issues.flatMap((issue, i) => toPlaces(issue, chinese.error?.issues[i]));
  throw new ProblemException('invalid-inputs', { count: places.length }, places.slice(0, 50));
}

function toPlaces(english: z.core.$ZodIssue, chinese: z.core.$ZodIssue | undefined): ProblemPlace[] {
  const pointer = english.path
    .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
  if (english.code === 'unrecognized_keys')
    return english.keys.map((name) => ({
      pointer: `${pointer}/${name}`,
      code: 'unknown-parameter',
      parameters: { name },
    }));
  return [
    {
      pointer,
      code: 'invalid-value',
      parameters: { zh: chinese?.message ?? english.message, en: english.message },
    },
  ];
}
