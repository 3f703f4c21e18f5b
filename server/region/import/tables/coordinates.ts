import { plainNumber } from '../../../geo/number-text.ts';

const number = String.raw`(\d+(?:[.,]\d*)?|[.,]\d+)`;
/** Degrees, minutes, seconds with any of their signs, or blanks or colons between them. */
const PARTS = new RegExp(
  String.raw`^${number}\s*(?:°|º|˚|d(?:eg(?:rees?)?)?(?![a-z])|度|:|\s|$)\s*(?:${number}\s*(?:'|′|’|‘|´|ʹ|m(?:in(?:utes?)?)?(?![a-z])|分|:|\s|$)\s*(?:${number}\s*(?:"|″|”|“|''|′′|’’|s(?:ec(?:onds?)?)?(?![a-z])|秒)?\s*)?)?$`,
  'i',
);
/** Words of the four directions; `O` alone is west, as in French, Spanish and Portuguese. */
const DIRECTIONS: readonly (readonly [RegExp, number])[] = [
  [/北纬|北緯|北|东经|東經|东|東/g, 1],
  [/南纬|南緯|南|西经|西經|西/g, -1],
  [/\b(?:nord|north|norte|nort|este|est|east|leste|ost)\b\.?/gi, 1],
  [/\b(?:sud|south|sul|sur|süd|ouest|oeste|west)\b\.?/gi, -1],
];
/** 36-46-18.27E: a letter beside the numbers, so that no date is one. */
const DASHED =
  /^(?:[NSEWO]\s*\d{1,3}(?:-\d{1,2}){1,2}(?:[.,]\d+)?|\d{1,3}(?:-\d{1,2}){1,2}(?:[.,]\d+)?\s*[NSEWO])$/i;
const LABEL = /^(?:lat(?:itude?|itud)?|lon(?:g|gitude?|gitud)?|lng|[xy])\s*[:=.]?\s*(?=[-+\dNSEWO])/i;

/**
 * Degrees of a number or of degrees-minutes-seconds in the usual spellings (39°54′26″N, 116°23'E, E111.04,
 * 17°17'O (Ouest),
 * 36:46:18, 东经116度23分); NaN where unreadable. A comma is a decimal sign: coordinates have no thousands.
 */
export function parseDegrees(text: string): number {
  const trimmed = plainSign(text.trim());
  if (trimmed === '') return Number.NaN;
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed)) return Number(trimmed);
  if (/^[+-]?\d*,\d+$/.test(trimmed)) return Number(trimmed.replace(',', '.'));
  const dashed = DASHED.test(trimmed) ? trimmed.replaceAll('-', ':') : trimmed;
  const signed = takeDirections(plainNumber(dashed.replaceAll('º', '°').replaceAll('′′', '"')));
  if (!signed) return Number.NaN;
  const parts = PARTS.exec(signed.body);
  if (!parts) return Number.NaN;
  const [degrees, minutes, seconds] = [1, 2, 3].map((i) => Number((parts[i] ?? '0').replace(',', '.')));
  if (minutes! >= 60 || seconds! >= 60) return Number.NaN;
  return signed.sign * (degrees! + minutes! / 60 + seconds! / 3600);
}

/**
 * The text without the quotes of a spreadsheet's text cells, and with a minus where an accounting format
 * writes `(1.29)` or `1.29-`.
 */
function plainSign(text: string): string {
  const bare = text.replace(/^['’"]+(?=[-+\d.])/, '').replace(/(?<=^[-+\d.,]+)['’"]+$/, '');
  return bare.replace(/^\(\s*(\d+(?:[.,]\d+)?)\s*\)$/, '-$1').replace(/^(\d+(?:[.,]\d+)?)-$/, '-$1');
}

/**
 * The sign that a minus, a letter or words of direction give, and what is left; null where they contradict
 * one another.
 */
function takeDirections(text: string): { sign: number; body: string } | null {
  let body = text.replace(LABEL, '').replace(/[()[\]]/g, ' ');
  const signs = new Set<number>();
  for (const [words, sign] of DIRECTIONS)
    body = body.replace(words, () => {
      signs.add(sign);
      return ' ';
    });
  // A letter at either end; S behind a number of seconds written `s` is south all the same.
  body = body
    .trim()
    .replace(
      /^([NSEWO])\s*(?=[-\d.,])|(?<=[\d.,°'′’"″”\s])\s*([NSEWO])$/i,
      (_all, before?: string, after?: string) => {
        signs.add(/[SWO]/i.test(before ?? after ?? '') ? -1 : 1);
        return ' ';
      },
    );
  body = body.trim();
  if (signs.size > 1) return null;
  const hasMinus = body.startsWith('-');
  body = body.replace(/^[-+]\s*/, '');
  if (signs.size === 0) return { sign: hasMinus ? -1 : 1, body };
  // “-17.29 W”: minus and letter say the same once.
  const [sign] = signs;
  return { sign: hasMinus ? -1 : sign!, body };
}

/** A place of one text: `lat, lon` or `lon, lat` as far as the text itself reports, else as `lonFirst` states. */
export function parsePlace(text: string, lonFirst: boolean): [number, number] | null {
  const plain = text.trim().replace(/^[([{]\s*|\s*[)\]}]$/g, '');
  if (plain === '') return null;
  const halves = splitPair(plain);
  if (!halves) return null;
  const values = halves.map(parseDegrees) as [number, number];
  if (!Number.isFinite(values[0] + values[1])) return null;
  const isLon = halves.map((half) => /[EWO]\b|\b(?:lon|lng)|[东西東]/i.test(half));
  const isLat = halves.map((half) => /[NS]\b|\blat|[南北]/i.test(half));
  const first =
    (isLon[0] && !isLat[0]) || (isLat[1] && !isLon[1])
      ? true
      : (isLat[0] && !isLon[0]) || (isLon[1] && !isLat[1])
        ? false
        : Math.abs(values[0]) > 90
          ? true
          : Math.abs(values[1]) > 90
            ? false
            : lonFirst;
  return first ? values : [values[1], values[0]];
}

/**
 * The two halves: at a semicolon, slash or bar, at a comma with a blank, at the only comma, behind a
 * letter, or at a blank.
 */
function splitPair(text: string): [string, string] | null {
  for (const mark of [/\s*[;/|；、]\s*/, /\s*[,，]\s+/]) {
    const parts = text.split(mark);
    if (parts.length >= 2 && parts.length <= 3 && parts[0] !== '' && parts[1] !== '')
      return [parts[0]!, parts[1]!];
  }
  const commas = text.split(/[,，]/);
  if (commas.length === 2) return [commas[0]!, commas[1]!];
  // 36,77174,-1,28871: decimal commas and a comma between.
  if (commas.length === 4) return [`${commas[0]},${commas[1]}`, `${commas[2]},${commas[3]}`];
  if (commas.length === 3 && !commas[2]!.includes('.')) return null;
  const letter = /^(.*?[NSEWO])\s+(.*)$/i.exec(text);
  if (letter && /\d/.test(letter[1]!) && /\d/.test(letter[2]!)) return [letter[1]!, letter[2]!];
  // A phone's “lat lon altitude accuracy”.
  const words = text.split(/\s+/);
  if (words.length >= 2 && words.length <= 4 && words.every((word) => /^[-+−]?\d+([.,]\d+)?$/.test(word)))
    return [words[0]!, words[1]!];
  return null;
}
