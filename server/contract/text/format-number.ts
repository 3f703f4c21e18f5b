/**
 * How each kind of number is written: decimals, and the same as a spreadsheet format. A number is formatted
 * here once,
 * so that page, HTML, PDF, DOCX and XLSX show the same digits.
 */
export const NUMBER_KINDS = {
  people: { decimals: 0, spreadsheet: '#,##0' },
  count: { decimals: 0, spreadsheet: '#,##0' },
  percent: { decimals: 1, spreadsheet: '#,##0.0' },
  minutes: { decimals: 1, spreadsheet: '#,##0.0' },
  /** At most two decimals, none that are zero; `#.##` would leave a bare point behind whole numbers. */
  cutoff: { decimals: 0, spreadsheet: 'General' },
  areaKm2: { decimals: 1, spreadsheet: '#,##0.0' },
  /** Areas of a few cells. */
  smallAreaKm2: { decimals: 2, spreadsheet: '#,##0.00' },
  lengthKm: { decimals: 0, spreadsheet: '#,##0' },
  meters: { decimals: 0, spreadsheet: '#,##0' },
  degrees: { decimals: 4, spreadsheet: '0.0000' },
  density: { decimals: 1, spreadsheet: '#,##0.0' },
  ratio: { decimals: 2, spreadsheet: '#,##0.00' },
  /**
   * Money in the user's unit: whole from 100 on, two decimals from 1 on, else four: 0.0106 万元 a person is a
   * figure.
   */
  amount: { decimals: 0, spreadsheet: '[>=99.995]#,##0;[>=0.99995]#,##0.00;0.0000' },
  bytes: { decimals: 0, spreadsheet: '#,##0' },
} as const;
export type NumberKind = keyof typeof NUMBER_KINDS;

/** Written where a number does not exist. */
export const ABSENT = '—';

/**
 * `value` as text with thousands separators, halves rounded away from zero on the decimal digits (as
 * spreadsheets do); null and not finite give `ABSENT`.
 */
export function formatNumber(kind: NumberKind, value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return ABSENT;
  if (kind === 'cutoff') return groupThousands(trimZeros(roundDecimals(value, 2)));
  if (kind === 'amount')
    return groupThousands(roundDecimals(value, value >= 99.995 ? 0 : value >= 0.99995 ? 2 : 4));
  const rounded = roundDecimals(value, NUMBER_KINDS[kind].decimals);
  return kind === 'degrees' ? rounded : groupThousands(rounded);
}

/** `part` of `whole` in percent, null when there is no whole. */
export function percentOf(part: number, whole: number): number | null {
  return whole > 0 ? (part / whole) * 100 : null;
}

function roundDecimals(value: number, decimals: number): string {
  const digits = Number(Math.abs(value).toPrecision(15));
  const exponent = digits.toString().includes('e') ? null : Number(`${digits}e${decimals}`);
  const rounded = exponent === null ? digits : Number(`${Math.round(exponent)}e-${decimals}`);
  const text = rounded.toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `-${text}` : text;
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function groupThousands(text: string): string {
  const [whole = '0', decimals] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}
