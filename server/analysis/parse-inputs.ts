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
  const places = english.error.issues.flatMap((issue, i) => toPlaces(issue, chinese.error?.issues[i], raw));
  throw new ProblemException('invalid-inputs', { count: places.length }, places.slice(0, 50));
}

function toPlaces(
  english: z.core.$ZodIssue,
  chinese: z.core.$ZodIssue | undefined,
  raw: unknown,
): ProblemPlace[] {
  const actual = showActual(raw, english.path);
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
      parameters: {
        zh: `${chinese?.message ?? english.message}${actual === null ? '' : `（收到 ${actual}）`}`,
        en: `${english.message}${actual === null ? '' : ` (got ${actual})`}`,
      },
    },
  ];
}

/** The value that was refused, where it can be said in a word; null for lists, objects and nothing at all. */
function showActual(raw: unknown, path: readonly PropertyKey[]): string | null {
  let value = raw;
  for (const part of path) {
    if (value === null || typeof value !== 'object') return null;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? `“${value.slice(0, 40)}”` : null;
}
