import { routes } from '../../server/contract/routes.ts';
import type { Language } from '../../server/contract/vocabulary.ts';
import { getJson } from './http.ts';

/** One feature of a region's layer, by its id in the collection. */
export function getItem(
  region: string,
  layer: string,
  item: string,
  language: Language,
): Promise<{ geometry: unknown; properties: unknown }> {
  return getJson(routes.item(`${region}.${layer}`, item), { language });
}
