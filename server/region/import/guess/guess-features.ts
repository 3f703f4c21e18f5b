import type { Feature, Geometry } from 'geojson';
import { guessColumns } from '../tables/facility-columns.ts';
import type { FeatureLayer } from '../recognise/recognised.ts';
import { type FeatureRole, KEY_ROLES, NO_ZONES, ROLE_NAMES, roleOfValue } from './feature-words.ts';
import { nameEvidence } from './name-words.ts';
import { type Evidence, rankRoles, type RoleGuess, weighRole } from './role-guess.ts';

export interface GeometryCounts {
  readonly point: number;
  readonly line: number;
  readonly area: number;
}

const NAME_WEIGHTS = { whole: 0.75, part: 0.6 } as const;
/** Roles that areas of another kind are taken for by a word of their name: flood zones, a buffer of lakes. */
const NOT_BY_AREA: ReadonlySet<FeatureRole> = new Set(['zones', 'boundary', 'water']);
/** Features that are looked at. */
const SAMPLE = 2000;
/** Share of the features that must speak for a role before their content does. */
const LEAST_SHARE = 0.3;

/**
 * What features are: what their columns and values say of them, then the name of their file or layer; the
 * shape decides what they can be.
 */
export function guessFeatures(
  name: string,
  features: readonly Feature<Geometry | null>[],
  shapes: GeometryCounts,
): RoleGuess[] {
  const step = Math.max(1, Math.floor(features.length / SAMPLE));
  const sample = features.filter((_, i) => i % step === 0);
  const content = contentEvidence(sample);
  const found: RoleGuess[] = [];
  for (const words of ROLE_NAMES) {
    if (!canBe(words.role, shapes)) continue;
    const evidence = [...nameEvidence(name, words, NAME_WEIGHTS), ...(content.get(words.role) ?? [])];
    // A place of care is a point; a building may be an area, but a name shared with zones means zones.
    if (words.role === 'facilities' && shapes.area > shapes.point && !content.has('facilities'))
      evidence.push({ kind: 'content-against', word: 'areas', weight: 0.75 });
    if (evidence.length > 0 && NOT_BY_AREA.has(words.role) && shapes.area > shapes.line)
      evidence.push(...otherThanZones(name));
    found.push(weighRole(words.role, evidence));
  }
  const people = peopleEvidence(name, sample);
  if (people.length > 0 && canBe('population', shapes)) found.unshift(weighRole('population', people));
  const ranked = rankRoles(contradict(found, content));
  if (ranked.length === 0 && shapes.area > Math.max(shapes.line, shapes.point))
    return plainAreas(name, sample);
  return ranked;
}

/** Values that say what most features are speak against every other role, a name above all. */
function contradict(found: readonly RoleGuess[], content: ReadonlyMap<FeatureRole, Evidence[]>): RoleGuess[] {
  const [strongest] = [...content].sort((a, b) => b[1][0]!.weight - a[1][0]!.weight);
  if (!strongest || strongest[1][0]!.weight < 0.8) return [...found];
  const [role, [evidence]] = strongest;
  return found.map((guess) =>
    guess.role === role || content.has(guess.role as FeatureRole)
      ? guess
      : weighRole(guess.role, [
          ...guess.evidence,
          { kind: 'content-against', word: evidence!.word, weight: 0.5 },
        ]),
  );
}

export function canBe(role: FeatureRole, { point, line, area }: GeometryCounts): boolean {
  const can: Readonly<Record<FeatureRole, boolean>> = {
    roads: line > 0,
    water: line + area > 0,
    wetlands: area > 0,
    barriers: line + area > 0,
    facilities: point + area > 0,
    zones: area > 0,
    boundary: area > 0,
    places: point + area > 0,
    population: point + area > 0,
    other: true,
  };
  return can[role];
}

/** Evidence by role of the values of `fclass` and of OSM's keys: by the share of features that state it. */
function contentEvidence(sample: readonly Feature<Geometry | null>[]): Map<FeatureRole, Evidence[]> {
  const votes = new Map<FeatureRole, { count: number; word: string }>();
  for (const { properties, geometry } of sample) {
    const shape = geometry?.type ?? '';
    const found = roleOfFeature(properties ?? {}, shape.endsWith('LineString'), shape.endsWith('Polygon'));
    if (!found) continue;
    const known = votes.get(found.role);
    if (known) known.count++;
    else votes.set(found.role, { count: 1, word: found.word });
  }
  // Points of interest with places of care among them are a file of care; the others of them are left out
  // later.
  if (votes.has('facilities')) votes.delete('other');
  const out = new Map<FeatureRole, Evidence[]>();
  for (const [role, { count, word }] of votes) {
    const share = count / sample.length;
    if (share >= LEAST_SHARE || (role === 'facilities' && count > 0))
      out.set(role, [{ kind: 'content', word, weight: Math.min(0.95, 0.55 + 0.4 * share) }]);
  }
  return out;
}

function roleOfFeature(
  properties: Readonly<Record<string, unknown>>,
  isLine: boolean,
  isArea: boolean,
): { role: FeatureRole; word: string } | null {
  const text = (key: string): string => {
    const value = properties[key] ?? properties[key.toUpperCase()];
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  };
  for (const column of ['fclass', 'amenity', 'natural'] as const) {
    const role = text(column) ? roleOfValue(text(column), isLine) : null;
    if (role) return { role, word: `${column}=${text(column)}` };
  }
  for (const [key, role] of KEY_ROLES)
    // An island or a county as an area has a `place` too, and is no label.
    if (text(key) && !(role === 'places' && isArea)) return { role, word: `${key}=${text(key)}` };
  return null;
}

/**
 * People are areas or points with a column that counts them, in a file that a name calls so: `population
 * centres` are places.
 */
function peopleEvidence(name: string, sample: readonly Feature<Geometry | null>[]): Evidence[] {
  if (!/pop(?!ulated)|people|census|人口/i.test(name)) return [];
  const headings = sample.slice(0, 100).flatMap((feature) => Object.keys(feature.properties ?? {}));
  const columns = [...new Set(headings)];
  const at = guessColumns(columns).population;
  if (at === undefined) return [];
  return [
    { kind: 'name-word', word: 'population', weight: 0.8 },
    { kind: 'content', word: columns[at]!, weight: 0.6 },
  ];
}

/**
 * A word of the name by which areas are no zones; with it a name or areas alone are too little to take them
 * for such.
 */
function otherThanZones(name: string): Evidence[] {
  return nameEvidence(name, NO_ZONES, { whole: 1, part: 1 }).map(({ word }) => ({
    kind: 'name-against',
    word,
    weight: 0.6,
  }));
}

/**
 * Areas that nothing is known of are zones where they have names to be reported apart by; a guess that is
 * reported.
 */
function plainAreas(name: string, sample: readonly Feature<Geometry | null>[]): RoleGuess[] {
  const named = sample.some(({ properties }) =>
    Object.values(properties ?? {}).some((value) => typeof value === 'string' && value !== ''),
  );
  const against = otherThanZones(name);
  return [
    weighRole('zones', [
      { kind: 'content', word: named ? 'named-areas' : 'areas', weight: named ? 0.6 : 0.5 },
      ...against,
    ]),
  ];
}

/** The layer of a role, null for what no layer takes. */
export function layerOfRole(role: string): FeatureLayer | null {
  return role === 'other' ? null : (role as FeatureLayer);
}
