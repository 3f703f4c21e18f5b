import type { ColumnMap } from '../tables/facility-columns.ts';
import type { PlaceTable } from '../tables/place-table.ts';
import { findTier } from './facility-tier.ts';

const CARE =
  /hospital|hospitalier|h[oô]pita|clinic|cl[ií]nica|clinique|dispensa|health|sant[eé]\b|\bsalud|\bsa[uú]de|\bposta\b|maternit|infirm|sanator|medical|m[eé]dic[oa]|facilit|fosa\b|卫生|医/i;
/** Words of facilities in their own names. */
const CARE_NAMES =
  /hospital|h[oô]pita|clinic|cl[ií]nica|clinique|dispensa|health ?(post|cent)|\bposte? de s|\bposta\b|centr[eo] de s|maternit|infirm|\b(CSI|CSPS|CMA|CSB|UBS|PHC|PSF|CHR|CHU|CSREF|CSCOM)\b|卫生|医院|诊所|医务|保健/i;
const PEOPLE =
  /pop(?!ulated)|villag|settle|census|localit|hamlet|people|inhabit|habita|ward\b|commune|aldea|aldeia|comunidad|comunidade|人口|居民点|村庄|聚落/i;

/**
 * Whether the rows of a table are places of care rather than places where people live: above 0 they are, by
 * columns of beds and staff,
 * values of tier and type, words of names, of the heading and of the file; below 0 they are not.
 */
export function facilityEvidence(name: string, table: PlaceTable, map: ColumnMap): number {
  const { columns, rows } = table;
  const sample = rows.slice(0, 200);
  const share = (column: number | undefined, test: (text: string) => boolean): number => {
    if (column === undefined) return 0;
    const texts = sample.map((row) => (row[column] ?? '').trim()).filter(Boolean);
    return texts.length === 0 ? 0 : texts.filter(test).length / texts.length;
  };
  const hasTier = (text: string): boolean =>
    findTier({ tier: text, tierName: '', type: '', name: '' }) !== null;
  let points = 0;
  if (
    [map.beds, map.doctors, map.nurses, map.generalPractitioners, map.capacity].some(
      (i) => share(i, Boolean) > 0,
    )
  )
    points += 2;
  if (share(map.tier, hasTier) > 0.4 || share(map.tierName, hasTier) > 0.4) points += 2;
  if (share(map.type, (text) => CARE_NAMES.test(text) || /^(village|township|county)$/.test(text)) > 0.3)
    points += 2;
  if (share(map.name ?? map.nameEn ?? map.nameZh, (text) => CARE_NAMES.test(text)) > 0.3) points += 2;
  const headings = [map.name, map.type, map.id, map.nameEn, map.nameZh].map((i) =>
    i === undefined ? '' : columns[i]!,
  );
  if (headings.some((heading) => CARE.test(heading))) points += 1;
  if (headings.some((heading) => PEOPLE.test(heading))) points -= 1;
  if (
    map.population !== undefined &&
    /catchment|served|cover|desserv|atendid|服务|责任/i.test(columns[map.population]!)
  )
    points += 1;
  const file = name.replace(/\.[a-z]+$/i, '');
  if (/facilit|health|hospital|clinic|sant[eé]|salud|sa[uú]de|fosa|h[oô]pita|卫生|医/i.test(file))
    points += 1;
  if (PEOPLE.test(file)) points -= 2;
  return points;
}
