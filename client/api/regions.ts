import { routes } from '../../server/contract/routes.ts';
import type { Language } from '../../server/contract/vocabulary.ts';
import { getJson } from './http.ts';
import type { RegionSummary } from './types.ts';

export async function listRegions(language: Language): Promise<RegionSummary[]> {
  const { regions } = await getJson<{ regions: RegionSummary[] }>(routes.regions(), { language });
  return regions;
}
