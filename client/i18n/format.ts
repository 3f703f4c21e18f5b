import { translate } from './translate.ts';
import { recordOf } from '../../server/contract/languages.ts';
import type { Language } from '../../server/contract/vocabulary.ts';

const cache = new Map<string, Intl.NumberFormat>();

function numberFormat(language: Language, decimals: number): Intl.NumberFormat {
  const key = `${language}${decimals}`;
  let format = cache.get(key);
  if (!format) {
    format = new Intl.NumberFormat(recordOf(language).locale, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    cache.set(key, format);
  }
  return format;
}

/** Whole people; a fraction of a person is shown as `<1`, never as 0. */
export function formatPeople(people: number, language: Language): string {
  if (people > 0 && people < 1) return '<1';
  return numberFormat(language, 0).format(Math.round(people));
}

/** Percent with one decimal; 100 and 0 are shown for these exact values only. */
export function formatPercent(percent: number, language: Language): string {
  if (percent < 100 && percent >= 99.95) return '>99.9%';
  if (percent > 0 && percent < 0.05) return '<0.1%';
  return `${numberFormat(language, 1).format(percent)}%`;
}

/** A gap to the optimum: two decimals below one percent, never rounded to 0. */
export function formatGap(percent: number, language: Language): string {
  if (percent > 0 && percent < 0.005) return '0.01%';
  return `${numberFormat(language, percent < 1 ? 2 : 1).format(percent)}%`;
}

/** Minutes with hours: `8 min`, `1 h 25 min`. */
export function formatMinutes(minutes: number, language: Language): string {
  const hour = translate('hourUnit', language);
  const minute = translate('minuteUnit', language);
  if (minutes > 0 && minutes < 1) return `<1 ${minute}`;
  const whole = Math.round(minutes);
  if (whole < 60) return `${whole} ${minute}`;
  const rest = whole % 60;
  return rest === 0
    ? `${Math.floor(whole / 60)} ${hour}`
    : `${Math.floor(whole / 60)} ${hour} ${rest} ${minute}`;
}

/** A length along the ground: metres below a kilometre. */
export function formatMeters(meters: number, language: Language): string {
  if (meters < 995) return `${numberFormat(language, 0).format(Math.round(meters / 10) * 10)} m`;
  return `${numberFormat(language, meters < 9950 ? 1 : 0).format(meters / 1000)} km`;
}

/** km² without unit: one decimal below ten. */
export function formatArea(km2: number, language: Language): string {
  if (km2 > 0 && km2 < 0.05) return '<0.1';
  return numberFormat(language, km2 < 10 ? 1 : 0).format(km2);
}

export function formatCount(count: number, language: Language): string {
  return numberFormat(language, 0).format(count);
}

/** `lat, lon` with hemispheres, four decimals (about ten metres). */
export function formatLonLat(lon: number, lat: number): string {
  const part = (value: number, plus: string, minus: string) =>
    `${Math.abs(value).toFixed(4)}°${value < 0 ? minus : plus}`;
  return `${part(lat, 'N', 'S')} ${part(lon, 'E', 'W')}`;
}

/** Size of a file: kB below a megabyte, one decimal below ten. */
export function formatBytes(bytes: number, language: Language): string {
  const [size, unit] =
    bytes < 1e6
      ? [Math.max(0.1, bytes / 1e3), 'kB']
      : bytes < 1e9
        ? [bytes / 1e6, 'MB']
        : [bytes / 1e9, 'GB'];
  return `${numberFormat(language, size < 10 ? 1 : 0).format(size)} ${unit}`;
}

export function formatDecimal(value: number, decimals: number, language: Language): string {
  return numberFormat(language, decimals).format(value);
}

/** Three significant digits, for scores and ratios of unknown size. */
export function formatSignificant(value: number, language: Language): string {
  return new Intl.NumberFormat(recordOf(language).locale, { maximumSignificantDigits: 3 }).format(value);
}

/** Money in the planner's unit: integer from 100 on, else three significant digits. */
export function formatMoney(amount: number, unit: string | null, language: Language): string {
  const figure = amount >= 100 ? formatDecimal(amount, 0, language) : formatSignificant(amount, language);
  return unit === null || unit === '' ? figure : `${figure} ${unit}`;
}
