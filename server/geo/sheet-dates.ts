/** Number formats of Excel that show days or times without a text of their own. */
const BUILT_IN: ReadonlySet<number> = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54,
  55, 56, 57, 58,
]);
const DAY = 86_400_000;

/** Whether a number format shows a day: letters of year, month, day or hour outside quotes and brackets. */
export function isDateFormat(id: number, code?: string): boolean {
  if (code === undefined) return BUILT_IN.has(id);
  return /[ymdhs]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '').replace(/general/gi, ''));
}

/** `2024-05-31` of a number of days, whichever of Excel's two calendars counts them. */
export function dateOfSerial(days: number, is1904: boolean): string {
  const start = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const date = new Date(start + Math.round(days * DAY));
  return Number.isNaN(date.getTime()) ? String(days) : date.toISOString().slice(0, 10);
}
