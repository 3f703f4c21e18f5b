import { nameOf } from '../contract/languages.ts';
import type { Language } from '../contract/vocabulary.ts';
import { Router, type Request } from 'express';
import type { Feature } from 'geojson';
import { z } from 'zod';
import type { AnalysisContext } from '../service/context.ts';
import { listRegionFeatures } from '../service/drawings.ts';
import { parseWith } from '../service/parse-inputs.ts';
import { describeRegion, getRegion, listRegions } from '../service/regions.ts';
import { ProblemException } from '../contract/problems.ts';
import { API, routes } from '../contract/routes.ts';
import { COLLECTION_TEXTS, type CollectionLayer } from '../contract/text/collection-texts.ts';
import { languageOf } from './language.ts';
import { boundsOf, meets } from './feature-bounds.ts';

const LAYERS = Object.keys(COLLECTION_TEXTS) as CollectionLayer[];

const ItemsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100_000).default(1000),
  offset: z.coerce.number().int().min(0).default(0),
  bbox: z
    .string()
    .regex(/^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$/)
    .optional(),
  f: z.literal('json').optional(),
  language: z.string().optional(),
});

/** OGC API Features: each region's layers as collections `REGION.LAYER`. */
export function createCollectionRoutes(context: AnalysisContext): Router {
  const router = Router();
  router.get('/collections', (request, response) => {
    const language = languageOf(request);
    response.json({
      collections: listRegions(context).flatMap((region) =>
        LAYERS.map((layer) => describeCollection(region, layer, language)),
      ),
      links: [{ rel: 'self', type: 'application/json', href: routes.collections() }],
    });
  });
  router.get('/collections/:collection', (request, response) => {
    const { region, layer } = parseCollection(context, request.params.collection);
    response.json(
      describeCollection(describeRegion(context, region, languageOf(request)), layer, languageOf(request)),
    );
  });
  router.get('/collections/:collection/items', async (request, response) => {
    const { region, layer } = parseCollection(context, request.params.collection);
    const query = parseWith(ItemsQuery, request.query);
    const all = await featuresOf(context, region, layer);
    const box = query.bbox?.split(',').map(Number);
    const matched = box ? all.filter((feature) => meets(boundsOf(feature.geometry), box)) : all;
    const features = matched.slice(query.offset, query.offset + query.limit);
    const self = routes.items(request.params.collection);
    const next = query.offset + features.length;
    response.type('application/geo+json').send(
      JSON.stringify({
        type: 'FeatureCollection',
        features,
        numberMatched: matched.length,
        numberReturned: features.length,
        timeStamp: context.now(),
        links: [
          { rel: 'self', type: 'application/geo+json', href: hrefOf(request, self, query.offset, query) },
          ...(next < matched.length
            ? [{ rel: 'next', type: 'application/geo+json', href: hrefOf(request, self, next, query) }]
            : []),
          { rel: 'collection', type: 'application/json', href: routes.collection(request.params.collection) },
        ],
      }),
    );
  });
  router.get('/collections/:collection/items/:item', async (request, response) => {
    const { collection, item } = request.params;
    const { region, layer } = parseCollection(context, collection);
    const feature = (await featuresOf(context, region, layer)).find((one) => String(one.id) === item);
    if (!feature) throw new ProblemException('item-not-found', { collection, item });
    response.type('application/geo+json').send(
      JSON.stringify({
        ...feature,
        links: [
          { rel: 'self', type: 'application/geo+json', href: routes.item(collection, item) },
          { rel: 'collection', type: 'application/json', href: routes.collection(collection) },
        ],
      }),
    );
  });
  return router;
}

async function featuresOf(
  context: AnalysisContext,
  region: string,
  layer: CollectionLayer,
): Promise<Feature[]> {
  return (await listRegionFeatures(context, region, layer)).features;
}

function hrefOf(
  request: Request,
  path: string,
  offset: number,
  query: { limit: number; bbox?: string | undefined },
): string {
  const parameters = new URLSearchParams({ limit: String(query.limit), offset: String(offset) });
  if (query.bbox) parameters.set('bbox', query.bbox);
  return `${request.protocol}://${request.get('host') ?? 'localhost'}${path}?${parameters.toString()}`;
}

function parseCollection(
  context: AnalysisContext,
  collection: string,
): { region: string; layer: CollectionLayer } {
  const dot = collection.lastIndexOf('.');
  const layer = LAYERS.find((name) => name === collection.slice(dot + 1));
  if (dot < 1 || !layer) throw new ProblemException('collection-not-found', { collection });
  return { region: getRegion(context, collection.slice(0, dot)).id, layer };
}

/** A box as OGC API has it: over the 180th meridian its west is greater than its east. */
function extentOf([west, south, east, north]: readonly number[]): readonly number[] {
  return [west!, south!, east! > 180 ? east! - 360 : east!, north!];
}

function describeCollection(
  region: { id: string; nameZh: string; nameEn: string; bounds: readonly number[] },
  layer: CollectionLayer,
  language: Language,
) {
  const id = `${region.id}.${layer}`;
  const name = nameOf(region, language);
  return {
    id,
    title: `${name} · ${COLLECTION_TEXTS[layer][language]}`,
    extent: {
      spatial: { bbox: [extentOf(region.bounds)], crs: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84' },
    },
    itemType: 'feature',
    crs: ['http://www.opengis.net/def/crs/OGC/1.3/CRS84'],
    links: [
      { rel: 'self', type: 'application/json', href: routes.collection(id) },
      { rel: 'items', type: 'application/geo+json', href: routes.items(id) },
      { rel: 'root', type: 'application/json', href: API },
    ],
  };
}
