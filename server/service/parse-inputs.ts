import { z } from 'zod';
import { PROCESSES, type ProcessId, type ProcessInputs } from '../contract/processes.ts';
import { ProblemException, type ProblemPlace } from '../contract/problems.ts';
import { describeInvalid } from '../contract/text/input-texts.ts';

type Path = readonly PropertyKey[];

/** Inputs with defaults filled in, or one problem that names every place that cannot be used. */
export function parseInputs<P extends ProcessId>(process: P, raw: unknown): ProcessInputs<P> {
  return parseWith(PROCESSES[process].inputs, raw) as ProcessInputs<P>;
}

/** `raw` as `schema` has it; every fault with its JSON pointer and a sentence in both languages. */
export function parseWith<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const parsed = schema.safeParse(raw, { error: listKnown });
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.flatMap((issue) => toPlaces(issue, [], raw));
  throw new ProblemException('invalid-inputs', { count: places.length }, places.slice(0, 50));
}

/** The fault of a member that no one asked for. */
export function placeUnknown(path: Path, known: readonly string[]): ProblemPlace {
  return {
    pointer: toPointer(path),
    code: 'unknown-parameter',
    parameters: { name: String(path.at(-1)), known: known.join(', ') },
  };
}

/**
 * Puts the names that an object takes where its sentence would stand; all other sentences are made from the
 * issue.
 */
function listKnown(issue: z.core.$ZodRawIssue): string {
  if (issue.code !== 'unrecognized_keys') return '';
  if (issue.inst instanceof z.ZodObject) return Object.keys(issue.inst.shape).join(', ');
  const names = issue.inst instanceof z.ZodRecord ? issue.inst.keyType : null;
  return names instanceof z.ZodEnum ? names.options.join(', ') : '';
}

function toPlaces(issue: z.core.$ZodIssue, within: Path, raw: unknown): ProblemPlace[] {
  const path = [...within, ...issue.path];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((name) => placeUnknown([...path, name], issue.message.split(', ')));
  if (issue.code === 'invalid_union') {
    const meant = findMeant(issue.errors);
    if (meant) return meant.flatMap((inner) => toPlaces(inner, path, raw));
  }
  const value = issue.code === 'invalid_key' ? path.at(-1) : findValue(raw, path);
  const { zh, en } = describeInvalid(issue, String(path.at(-1) ?? 'body'), value, issue.message);
  return [{ pointer: toPointer(path), code: 'invalid-value', parameters: { zh, en } }];
}

/** Faults of the one alternative that the value is of the kind of; null where that is none or several. */
function findMeant(
  alternatives: readonly (readonly z.core.$ZodIssue[])[],
): readonly z.core.$ZodIssue[] | null {
  const meant = alternatives.filter(
    (issues) => !issues.some(({ code, path }) => path.length === 0 && /^invalid_(type|value)$/.test(code)),
  );
  return meant.length === 1 ? meant[0]! : null;
}

function findValue(raw: unknown, path: Path): unknown {
  let value = raw;
  for (const part of path) {
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}

function toPointer(path: Path): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
