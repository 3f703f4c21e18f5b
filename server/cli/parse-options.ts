import { parseArgs } from 'node:util';
import { CliError } from './cli-error.ts';

type Single = Readonly<Record<string, string | boolean | undefined>>;
export type RepeatableTypes = Record<string, { type: 'string' | 'boolean'; multiple?: boolean }>;
export type RepeatableValues = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** Options and positional words of a command; options that it does not have are refused. */
export function parseOptions(
  args: string[],
  options: Record<string, { type: 'string' | 'boolean' }>,
): { values: Single; positionals: string[] } {
  const { values, positionals } = parseRepeatable(args, options);
  return { values: values as Single, positionals };
}

/** The same with options that can be given several times, whose values are lists. */
export function parseRepeatable(
  args: string[],
  options: RepeatableTypes,
): { values: RepeatableValues; positionals: string[] } {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new CliError(`careshed: ${(error as Error).message}`);
  }
}
