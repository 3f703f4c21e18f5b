import { routes } from '../../server/contract/routes.ts';
import type { Language } from '../../server/contract/vocabulary.ts';
import { getJson } from './http.ts';

export interface CollectionFeature {
  readonly geometry: { readonly type: string; readonly coordinates?: unknown } | null;
  readonly properties: Readonly<Record<string, unknown>>;
}

interface Page {
  readonly features: readonly CollectionFeature[];
  readonly numberMatched: number;
}

const PAGE_FEATURES = 20_000;

/** All features of a region's layer, page after page. */
export async function listItems(
  region: string,
  layer: string,
  language: Language,
): Promise<readonly CollectionFeature[]> {
  const all: CollectionFeature[] = [];
  for (;;) {
    const page = await readPage(region, layer, language, { limit: PAGE_FEATURES, offset: all.length });
    for (const feature of page.features) all.push(feature);
    if (page.features.length === 0 || all.length >= page.numberMatched) return all;
  }
}

/** How many features a region's layer has. */
export async function countItems(region: string, layer: string, language: Language): Promise<number> {
  return (await readPage(region, layer, language, { limit: 1, offset: 0 })).numberMatched;
}

function readPage(
  region: string,
  layer: string,
  language: Language,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<Page> {
  const items = routes.items(`${region}.${layer}`);
  return getJson<Page>(`${items}?limit=${limit}&offset=${offset}`, { language });
}
