import { routes } from '../../server/contract/routes.ts';
import type { Language } from '../../server/contract/vocabulary.ts';
import { getJson } from './http.ts';
import type { RegionDetail, RegionSummary } from './types.ts';

export async function listRegions(language: Language): Promise<RegionSummary[]> {
  const body = await getJson<{ regions: RegionSummary[] } | RegionSummary[]>(routes.regions(), { language });
  return Array.isArray(body) ? body : body.regions;
}

export function getRegion(region: string, language: Language): Promise<RegionDetail> {
  return getJson<RegionDetail>(routes.region(region), { language });
}
