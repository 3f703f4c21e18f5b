/** Degrees of a number or of degrees-minutes-seconds in the usual spellings (39°54′26″N, 116°23'E, N39 54 26, 东经116度23分); NaN where unreadable. */
export function parseDegrees(text: string): number {
  const trimmed = text.trim();
  if (trimmed === '') return Number.NaN;
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed)) return Number(trimmed);
  if (/^[+-]?\d+,\d+$/.test(trimmed)) return Number(trimmed.replace(',', '.'));
  const negative = /[SW]|南纬|西经|^-/i.test(trimmed);
  const numbers = trimmed
    .replace(/[NSEWO]|东经|西经|北纬|南纬|^[+-]/gi, ' ')
    .match(
      /^\s*(\d+(?:[.,]\d+)?)\s*[°º度\s]\s*(?:(\d+(?:[.,]\d+)?)\s*(?:['′’分]|\s|$)\s*)?(?:(\d+(?:[.,]\d+)?)\s*(?:["″”秒]|''|′′)?\s*)?$/,
    );
  if (!numbers) return Number.NaN;
  const [degrees, minutes, seconds] = [1, 2, 3].map((i) => Number((numbers[i] ?? '0').replace(',', '.'))) as [
    number,
    number,
    number,
  ];
  if (minutes >= 60 || seconds >= 60) return Number.NaN;
  return (negative ? -1 : 1) * (degrees + minutes / 60 + seconds / 3600);
}
