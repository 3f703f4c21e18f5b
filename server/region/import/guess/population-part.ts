import { splitName } from './name-words.ts';

/** Words of groups that are part of the people, and of all of them, in the names of population rasters. */
const PARTS = new Set([
  'children',
  'child',
  'under',
  'infants',
  'infant',
  'births',
  'pregnancies',
  'youth',
  'elderly',
  'women',
  'woman',
  'female',
  'females',
  'men',
  'man',
  'male',
  'males',
  'girls',
  'boys',
  'adolescents',
  'reproductive',
  'enfants',
  'femmes',
  'hommes',
  'niños',
  'mujeres',
]);
/** `ken_f_15_2020.tif`: a letter of its own between signs; the metres of `100m` are none. */
const LETTER_PARTS = /(?:^|[^\d][_\-. ])([fm])(?=[_\-. ])/i;
const CHINESE_PARTS = /儿童|妇女|女性|男性|老年|老人|青年|婴幼儿|孕产妇/;
const ALL = new Set(['general', 'total', 'all', 'both', 'overall', 'tot']);

/** The word by which a name states that a raster counts a group of the people only, null where it does not. */
export function findPeoplePart(name: string): string | null {
  const words = splitName(name);
  if (words.some((word) => ALL.has(word))) return null;
  return (
    words.find((word) => PARTS.has(word)) ??
    LETTER_PARTS.exec(name)?.[1]?.toLowerCase() ??
    CHINESE_PARTS.exec(name)?.[0] ??
    null
  );
}

/**
 * Order of population rasters that no age band reports apart: all people by name, then those of which nothing
 * is stated, then groups.
 */
export function rankOfPeople(name: string): number {
  if (findPeoplePart(name) !== null) return 2;
  return splitName(name).some((word) => ALL.has(word)) ? 0 : 1;
}

/** The latest year that a name holds, 0 without one: of counts of several years the latest goes first. */
export function yearOf(name: string): number {
  return Math.max(0, ...[...name.matchAll(/(?<!\d)(?:19|20)\d\d(?!\d)/g)].map(([year]) => Number(year)));
}
