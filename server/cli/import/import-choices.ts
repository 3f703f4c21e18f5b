import { CliError } from '../cli-error.ts';
import type { RepeatableTypes, RepeatableValues } from '../parse-options.ts';

/** Options of `careshed import`. */
export const IMPORT_OPTIONS = {
  name: { type: 'string' },
  'name-en': { type: 'string' },
  id: { type: 'string' },
  boundary: { type: 'string' },
  clip: { type: 'boolean' },
  halo: { type: 'string' },
  cell: { type: 'string' },
  'people-to-land': { type: 'boolean' },
  exclude: { type: 'string', multiple: true },
  layer: { type: 'string', multiple: true },
  column: { type: 'string', multiple: true },
  legend: { type: 'string', multiple: true },
  'road-class': { type: 'string', multiple: true },
  'road-speed': { type: 'string', multiple: true },
  crs: { type: 'string' },
  'crs-of': { type: 'string', multiple: true },
  tier: { type: 'string', multiple: true },
  'zone-names': { type: 'string', multiple: true },
  unit: { type: 'string', multiple: true },
  'people-column': { type: 'string' },
  plan: { type: 'string' },
  'write-plan': { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const satisfies RepeatableTypes;

/**
 * Options of the form A=B: the member they fill, and at which `=` they part, since either side may hold
 * one.
 */
const PAIRS = [
  ['layer', 'layers', 'last'],
  ['column', 'facilityColumns', 'first'],
  ['legend', 'landLegend', 'last'],
  ['road-class', 'roadClasses', 'last'],
  ['road-speed', 'roadSpeeds', 'last'],
  ['crs-of', 'crsByFile', 'first'],
  ['tier', 'tierWords', 'last'],
  ['zone-names', 'zoneNames', 'first'],
  ['unit', 'populationUnits', 'last'],
] as const;
const TEXTS = [
  ['name', 'name'],
  ['name-en', 'nameEn'],
  ['id', 'id'],
  ['crs', 'assumeCrs'],
  ['people-column', 'populationColumn'],
  ['boundary', 'boundary'],
] as const;

/** The choices of the command line as members of an execution. */
export function readChoices(values: RepeatableValues): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [option, member] of TEXTS) if (values[option] !== undefined) out[member] = values[option];
  for (const [option, member, at] of PAIRS) {
    const pairs = values[option] as string[] | undefined;
    if (pairs) out[member] = readPairs(option, pairs, at);
  }
  if (values['exclude'] !== undefined) out['exclude'] = values['exclude'];
  if (values['clip'] === true) out['clip'] = true;
  if (values['people-to-land'] === true) out['peopleOffLand'] = 'nearest-land';
  const halo = readMeters(values, 'halo', 0, 200_000);
  if (halo !== undefined) out['haloMeters'] = halo;
  const cell = readMeters(values, 'cell', 10, 5000);
  if (cell !== undefined) out['cellMeters'] = cell;
  return out;
}

/**
 * A plan's choices with those of the command line on top: word for word in tables, files left out by
 * either.
 */
export function mergeChoices(
  plan: Readonly<Record<string, unknown>>,
  line: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const out: Record<string, unknown> = { ...plan };
  for (const [member, value] of Object.entries(line)) {
    const before = plan[member];
    if (Array.isArray(value))
      out[member] = [...new Set([...((before as unknown[] | undefined) ?? []), ...value])];
    else if (typeof value === 'object' && typeof before === 'object') out[member] = { ...before, ...value };
    else out[member] = value;
  }
  // A name on the command line is the name in both languages, whatever the plan calls the region.
  if (line['name'] !== undefined)
    for (const member of ['nameZh', 'nameEn']) if (line[member] === undefined) delete out[member];
  return out;
}

function readPairs(
  option: string,
  pairs: readonly string[],
  part: 'first' | 'last',
): Record<string, string | number> {
  const out = new Map<string, string | number>();
  for (const pair of pairs) {
    const at = part === 'first' ? pair.indexOf('=') : pair.lastIndexOf('=');
    const key = pair.slice(0, Math.max(0, at)).trim();
    const value = pair.slice(at + 1).trim();
    if (key === '' || value === '') throw new CliError(`careshed import: --${option} takes A=B, got ${pair}`);
    if (out.has(key)) throw new CliError(`careshed import: --${option} names ${key} twice`);
    out.set(key, option === 'road-speed' ? Number(value) : value);
  }
  return Object.fromEntries(out);
}

function readMeters(
  values: RepeatableValues,
  option: string,
  least: number,
  most: number,
): number | undefined {
  const text = values[option] as string | undefined;
  if (text === undefined) return undefined;
  const meters = text.trim() === '' ? Number.NaN : Number(text);
  if (meters >= least && meters <= most) return meters;
  throw new CliError(`careshed import: --${option} takes metres from ${least} to ${most}, got ${text}`);
}
