import type { RasterHead } from '../../../geo/raster.ts';
import { isKnownLegend } from '../land/land-cover.ts';
import { nameEvidence, type RoleWords } from './name-words.ts';
import type { RasterStats } from './raster-stats.ts';
import { type Evidence, rankRoles, type RoleGuess, weighRole } from './role-guess.ts';

export type RasterRole = 'population' | 'elevation' | 'land-cover' | 'other';

const ROLE_WORDS: readonly (RoleWords & { readonly role: RasterRole })[] = [
  {
    role: 'population',
    whole: [
      'pop',
      'ppp',
      'pd',
      'population',
      'people',
      'hrsl',
      'worldpop',
      'landscan',
      'ghspop',
      'headcount',
      'inhabitants',
      'residents',
      'poblacion',
      'población',
      'populacao',
      'população',
      'habitants',
    ],
    part: /pop|people|人口|poblaci|popula/,
  },
  {
    role: 'elevation',
    whole: [
      'dem',
      'dtm',
      'dsm',
      'elev',
      'elevation',
      'srtm',
      'srtmgl',
      'aster',
      'copdem',
      'altitude',
      'height',
      'heights',
      'mnt',
      'mde',
      'mdt',
      'nasadem',
      'gmted',
    ],
    part: /elev|srtm|copdem|altitud|高程|海拔/,
  },
  {
    role: 'land-cover',
    whole: [
      'landcover',
      'land cover',
      'lulc',
      'lc',
      'lcc',
      'cglc',
      'cgls',
      'lc 100',
      'worldcover',
      'globeland',
      'landuse',
      'land use',
      'globcover',
      'corine',
      'clc',
      'merged',
      'occupation sol',
      'cobertura',
      'uso suelo',
    ],
    part: /land_?cover|lulc|cglc|worldcover|globeland|land_?use|merged|土地|地表覆盖/,
  },
  {
    role: 'other',
    whole: [
      'slope',
      'aspect',
      'hillshade',
      'friction',
      'temperature',
      'precipitation',
      'rainfall',
      'ndvi',
      'nightlights',
      'nightlight',
      'viirs',
      'soil',
      'travel time',
      'traveltime',
      'distance',
      'ruggedness',
      'tri',
      'tpi',
      'mask',
      'uncertainty',
    ],
    part: /hillshade|friction|precipit|rainfall|ndvi|nightlight|坡度|坡向/,
  },
];

const WEIGHTS = { whole: 0.8, part: 0.55 } as const;
/** Values from which a sample states something. */
const ENOUGH = 100;

/**
 * What a raster shows, by its values and its name: values contradict or support, whole words of the name go
 * before parts of words.
 */
export function guessRaster(name: string, head: RasterHead, stats: RasterStats): RoleGuess[] {
  const named = [head.description, ...head.bandNames].join(' ').slice(0, 300);
  const guesses = ROLE_WORDS.map((words) => {
    const evidence = nameEvidence(name, words, WEIGHTS);
    // What the file states of itself reports less than what a person called it.
    if (evidence.length === 0 && words.role !== 'other')
      evidence.push(
        ...nameEvidence(named, words, { whole: 0.55, part: 0 }).filter(({ weight }) => weight > 0),
      );
    evidence.push(...CONTENT[words.role](stats));
    return weighRole(words.role, evidence);
  });
  const other = guesses.find(({ role, confidence }) => role === 'other' && confidence > 0);
  // A slope computed from a DEM is no DEM, whatever else its name holds.
  return rankRoles(
    other
      ? guesses.map((guess) =>
          guess.role === 'other'
            ? guess
            : weighRole(guess.role, [
                ...guess.evidence,
                { ...other.evidence[0]!, kind: 'content-against', weight: 0.3 },
              ]),
        )
      : guesses,
  );
}

/** Most cells have little and few have much, from one cell to the next: as people live, not as land rises. */
const isSkewed = (s: RasterStats): boolean => s.mean > 1.5 * s.median && s.roughness > 0.3;

const speaks = (word: string, weight: number): Evidence => ({ kind: 'content', word, weight });
const against = (word: string, weight: number): Evidence => ({ kind: 'content-against', word, weight });

const CONTENT: Readonly<Record<RasterRole, (stats: RasterStats) => Evidence[]>> = {
  population: (s) => {
    if (s.count < ENOUGH) return [];
    if (s.negative > 0.001) return [against('negative', 0.1)];
    const out: Evidence[] = [];
    if (s.whole < 0.8) out.push(speaks('decimals', 0.2));
    if (isSkewed(s)) out.push(speaks('skewed', 0.25));
    if (s.distinct > 20 && s.roughness < 0.35 && s.zero === 0 && Math.abs(s.mean - s.median) < 0.2 * s.mean)
      out.push(against('smooth', 0.7));
    if (s.distinct >= 4 && s.distinct <= 24 && isKnownLegend(s.values))
      out.push(against('known-legend', 0.5));
    return out;
  },
  elevation: (s) => {
    if (s.count < ENOUGH) return [];
    if (s.most > 9000 || s.least < -600) return [against('beyond-heights', 0.1)];
    if (s.distinct <= 12 && s.largestStep > 1) return [against('few-values', 0.2)];
    if (isSkewed(s) && s.roughness > 0.6) return [against('skewed', 0.6)];
    return s.distinct > 20 && s.roughness < 0.35 ? [speaks('smooth', 0.4)] : [];
  },
  'land-cover': (s) => {
    if (s.count < ENOUGH) return [];
    if (s.whole < 1) return [against('decimals', 0.05)];
    if (s.negative > 0) return [against('negative', 0.2)];
    if (s.distinct > 120) return [against('many-values', 0.1)];
    const out: Evidence[] = [];
    if (s.distinct >= 2 && s.distinct <= 40) out.push(speaks('few-values', 0.35));
    if (s.distinct >= 4 && isKnownLegend(s.values)) out.push(speaks('known-legend', 0.4));
    return out;
  },
  other: () => [],
};
