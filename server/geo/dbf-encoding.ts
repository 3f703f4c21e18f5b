import iconv from 'iconv-lite';
import { decodeText } from './decode-text.ts';

/** Code pages by the language byte of a dBase head; Windows' default page (0x57) states nothing. */
const LANGUAGE_PAGES: ReadonlyMap<number, number> = new Map([
  [0x01, 437],
  [0x02, 850],
  [0x03, 1252],
  [0x08, 865],
  [0x09, 437],
  [0x0a, 850],
  [0x0b, 437],
  [0x0d, 437],
  [0x0e, 850],
  [0x0f, 437],
  [0x10, 850],
  [0x11, 437],
  [0x12, 850],
  [0x13, 932],
  [0x14, 850],
  [0x15, 437],
  [0x16, 850],
  [0x17, 865],
  [0x18, 437],
  [0x19, 437],
  [0x1a, 850],
  [0x1b, 437],
  [0x1c, 863],
  [0x1d, 850],
  [0x1f, 852],
  [0x22, 852],
  [0x23, 852],
  [0x24, 860],
  [0x25, 850],
  [0x26, 866],
  [0x37, 850],
  [0x40, 852],
  [0x4d, 936],
  [0x4e, 949],
  [0x4f, 950],
  [0x50, 874],
  [0x58, 1252],
  [0x59, 1252],
  [0x64, 852],
  [0x65, 866],
  [0x66, 865],
  [0x67, 861],
  [0x6a, 737],
  [0x6b, 857],
  [0x6c, 863],
  [0x78, 950],
  [0x79, 949],
  [0x7a, 936],
  [0x7b, 932],
  [0x7c, 874],
  [0x7d, 1255],
  [0x7e, 1256],
  [0x86, 737],
  [0x87, 852],
  [0x88, 857],
  [0xc8, 1250],
  [0xc9, 1251],
  [0xca, 1254],
  [0xcb, 1253],
  [0xcc, 1257],
]);
const NAMED: Readonly<Record<string, string>> = {
  936: 'gb18030',
  950: 'big5',
  932: 'shift_jis',
  949: 'cp949',
  65001: 'utf-8',
};
/** Pages that programs write without asking; the text itself goes before them. */
const DEFAULTS: ReadonlySet<string> = new Set(['cp437', 'windows-1252']);

/**
 * The encoding that the text of a `.cpg` names in any of its spellings; null where it names none (`OEM`,
 * `ANSI`, nothing).
 */
function encodingOfCpg(text: string): string | null {
  const plain = text
    .replace(/^\ufeff/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  if (/^(utf8|unicode|65001|cp65001)/.test(plain)) return 'utf-8';
  if (/gbk|gb2312|gb18030|euccn/.test(plain)) return 'gb18030';
  if (/big5/.test(plain)) return 'big5';
  if (/s(hift)?jis|mskanji/.test(plain)) return 'shift_jis';
  if (/euckr|ksc/.test(plain)) return 'cp949';
  if (/^mac(roman|intosh)?$/.test(plain)) return 'macroman';
  if (/^latin1$/.test(plain)) return 'windows-1252';
  const iso = /8859(\d{1,2})$/.exec(plain)?.[1];
  if (iso !== undefined) return iso === '1' ? 'windows-1252' : pageName(`iso-8859-${iso}`);
  const page = /(\d{3,5})$/.exec(plain)?.[1];
  return page === undefined ? null : pageOf(Number(page));
}

function pageOf(page: number): string | null {
  return NAMED[page] ?? pageName(page >= 1250 && page <= 1258 ? `windows-${page}` : `cp${page}`);
}

function pageName(name: string): string | null {
  return iconv.encodingExists(name) ? name : null;
}

export interface DbfEncoding {
  readonly encoding: string;
  /** The text proved what was declared wrong, or nothing was declared. */
  readonly isGuess: boolean;
}

/**
 * Encoding of a dBase table: what its `.cpg` or its head declares, unless its texts contradict it. `texts`
 * are fields with bytes beyond
 * ASCII, which may be cut in the middle of their last character.
 */
export function encodingOfDbf(cpg: string | null, language: number, texts: readonly Buffer[]): DbfEncoding {
  const page = LANGUAGE_PAGES.get(language);
  const declared = (cpg === null ? null : encodingOfCpg(cpg)) ?? (page === undefined ? null : pageOf(page));
  if (texts.length === 0) return { encoding: declared ?? 'utf-8', isGuess: false };
  const isUtf8 = texts.filter(isUtf8Field).length >= 0.9 * texts.length;
  if (declared === 'utf-8' && isUtf8) return { encoding: 'utf-8', isGuess: false };
  const isWide = declared !== null && /^(gb18030|big5|shift_jis|cp949)$/.test(declared);
  if (declared !== null && isWide && !hasBroken(declared, texts))
    return { encoding: declared, isGuess: false };
  if (isUtf8) return { encoding: 'utf-8', isGuess: true };
  const guess = guessEncoding(texts);
  const isReported = declared !== null && declared !== 'utf-8' && !isWide;
  // A default page is declared by programs that never looked; Chinese text is not mistaken for it.
  if (isReported && !(DEFAULTS.has(declared) && guess === 'gb18030'))
    return { encoding: declared, isGuess: false };
  return { encoding: guess, isGuess: true };
}

/** Whether a field is UTF-8 that may end inside a character. */
function isUtf8Field(bytes: Buffer): boolean {
  for (let cut = 0; cut <= 3 && cut < bytes.length; cut++)
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytes.length - cut));
      return true;
    } catch {
      if ((bytes.at(-1 - cut) ?? 0) < 0x80) return false;
    }
  return false;
}

function hasBroken(encoding: string, texts: readonly Buffer[]): boolean {
  const broken = texts.filter((text) => iconv.decode(text, encoding).slice(0, -1).includes('\ufffd')).length;
  return broken * 10 > texts.length;
}

function guessEncoding(texts: readonly Buffer[]): string {
  const joined = Buffer.concat(texts.flatMap((text) => [text, Buffer.from('\n')]));
  const { encoding } = decodeText(joined);
  if (encoding === 'gb18030' || encoding === 'utf-8') return encoding;
  // Three alphabets of accents: the one whose letters stand where letters of words do.
  let best = 'windows-1252';
  let least = Infinity;
  for (const name of ['windows-1252', 'cp850', 'macroman']) {
    const odd =
      iconv.decode(joined, name).match(/\p{Ll}\p{Lu}|[^\p{L}\p{N}\s.,;:'’"()/&+°ºª\-–]/gu)?.length ?? 0;
    if (odd < least) [best, least] = [name, odd];
  }
  return best;
}
