import { routes } from '../../server/contract/routes.ts';
import type { Language } from '../../server/contract/vocabulary.ts';
import { getJson } from './http.ts';

export interface CollectionFeature {
  readonly geometry: { readonly type: string; readonly coordinates?: unknown } | null;
  readonly properties: Readonly<Record<string, unknown>>;
}

const MOST = 20_000;

/** The features of a region's layer. */
export async function listItems(
  region: string,
  layer: string,
  language: Language,
): Promise<readonly CollectionFeature[]> {
  const body = await getJson<{ features: CollectionFeature[] }>(
    `${routes.items(`${region}.${layer}`)}?limit=${MOST}`,
    { language },
  );
  return body.features;
}
