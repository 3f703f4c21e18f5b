/** How often a column's numbers prove each decimal sign, and how many could be read with either. */
export interface SignVotes {
  point: number;
  comma: number;
  /** `1.523`, `12,000`: one sign, three digits after it. */
  open: number;
}

export type DecimalSign = '.' | ',';

/** Blanks of every width and apostrophes between groups of three digits. */
const GROUPED = /^\d{1,3}(?:[ '’`´]\d{3})+(?=[.,]|$)/;
const UNIT = /\s*(?:张|人|名|个|床|所|%|％)$/;
const ARABIC_ZEROS = [0x660, 0x6f0];

/** Digits of every script as ASCII, one minus, one blank, no unit. */
export function plainNumber(text: string): string {
  const trimmed = text.trim();
  if (/^[-+]?\d*[.,]?\d*$/.test(trimmed)) return trimmed;
  return trimmed
    .normalize('NFKC')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => {
      const code = digit.charCodeAt(0);
      return String(code - (code >= ARABIC_ZEROS[1]! ? ARABIC_ZEROS[1]! : ARABIC_ZEROS[0]!));
    })
    .replace(/[\u2212\u2012\u2013\u2010\u2011\ufe63]/g, '-')
    .replace(/[\s\u00a0\u2000-\u200b\u202f\u205f]+/g, ' ')
    .replace(UNIT, '')
    .replace(/^([-+]) /, '$1')
    .trim();
}

interface Taken {
  readonly value: number;
  /** The decimal sign that the text proves, `open` where both fit, null where it proves nothing. */
  readonly proves: DecimalSign | 'open' | null;
}
const NONE: Taken = { value: Number.NaN, proves: null };

function take(text: string, decimal: DecimalSign | null): Taken {
  let body = plainNumber(text);
  if (/^[-+]?\d+$/.test(body) || /^[-+]?\d+(?:\.\d+)?e[-+]?\d+$/i.test(body))
    return { value: Number(body), proves: null };
  // Arabic writing has signs of its own, which leave nothing open.
  if (/[٫٬]/.test(body)) return { value: Number(body.replaceAll('٬', '').replace('٫', '.')), proves: null };
  const negative = body.startsWith('-');
  body = body.replace(/^[-+]/, '');
  const grouped = GROUPED.exec(body);
  if (grouped) body = grouped[0].replace(/\D/g, '') + body.slice(grouped[0].length);
  if (!/^[\d.,]*\d[\d.,]*$/.test(body)) return NONE;
  const made = takeSigns(body, decimal, grouped !== null);
  return negative ? { ...made, value: -made.value } : made;
}

function takeSigns(body: string, decimal: DecimalSign | null, isGrouped: boolean): Taken {
  const last = Math.max(body.lastIndexOf('.'), body.lastIndexOf(','));
  if (last < 0) return { value: Number(body), proves: null };
  const sign = body[last] as DecimalSign;
  const other: DecimalSign = sign === '.' ? ',' : '.';
  const [whole, rest] = [body.slice(0, last), body.slice(last + 1)];
  const asDecimal = (digits: string): number => Number(`${digits || '0'}.${rest || '0'}`);
  if (whole.includes(sign)) {
    // 2.114.500: groups; a second sign among them is none of ours.
    const isGroups = !whole.includes(other) && isThousands(body, sign) && !isGrouped;
    return isGroups ? { value: Number(body.replaceAll(sign, '')), proves: other } : NONE;
  }
  if (whole.includes(other))
    return isThousands(whole, other) && !isGrouped
      ? { value: asDecimal(whole.replaceAll(other, '')), proves: sign }
      : NONE;
  const isOpen = rest.length === 3 && /^[1-9]\d{0,2}$/.test(whole) && !isGrouped;
  if (!isOpen) return { value: asDecimal(whole), proves: sign };
  const isDecimal = decimal === null ? sign === '.' : sign === decimal;
  return { value: isDecimal ? asDecimal(whole) : Number(whole + rest), proves: 'open' };
}

/** 1,234,567 or, as in India, 12,34,567. */
function isThousands(text: string, sign: DecimalSign): boolean {
  const groups = text.split(sign);
  return (
    /^\d{1,3}$/.test(groups[0]!) &&
    groups.at(-1)!.length === 3 &&
    groups.slice(1, -1).every((group) => group.length === 3 || group.length === 2)
  );
}

/**
 * The number of a text, NaN where it is none. `decimal` settles what the text leaves open; without it a
 * point is one, a comma none.
 */
export function parseNumber(text: string, decimal: DecimalSign | null = null): number {
  return take(text, decimal).value;
}

export function countVotes(texts: Iterable<string>): SignVotes {
  const votes: SignVotes = { point: 0, comma: 0, open: 0 };
  for (const text of texts) {
    if (/^[-+\d]*$/.test(text) || !/[.,]/.test(text.normalize('NFKC'))) continue;
    const { proves } = take(text, null);
    if (proves === '.') votes.point++;
    else if (proves === ',') votes.comma++;
    else if (proves === 'open') votes.open++;
  }
  return votes;
}

/** The sign that most numbers prove, null without a proof. */
export function signOf({ point, comma }: SignVotes): DecimalSign | null {
  if (point === comma) return null;
  return point > comma ? '.' : ',';
}
