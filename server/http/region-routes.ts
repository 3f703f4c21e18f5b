import { Router, type Request, type Response } from 'express';
import type { AnalysisContext } from '../service/context.ts';
import { drawRegionTile, drawRunTile, writeRunGeoTiff } from '../service/drawings.ts';
import { describeRegion, getRegion, listRegions } from '../service/regions.ts';
import { ProblemException } from '../contract/problems.ts';
import { routes } from '../contract/routes.ts';
import { languageOf } from './language.ts';

const MAX_TILE_ZOOM = 22;

/** Regions, their drawing tiles, and the surfaces of runs. */
export function createRegionRoutes(context: AnalysisContext): Router {
  const router = Router();
  router.get('/regions', (_request, response) => {
    response.json({ regions: listRegions(context) });
  });
  router.get('/regions/:region', (request, response) => {
    response.json(describeRegion(context, request.params.region, languageOf(request)));
  });
  router.get('/regions/:region/tiles/:layer/:z/:x/:y', async (request, response) => {
    const { region, layer } = request.params;
    if (layer !== 'base' && layer !== 'relief' && layer !== 'population')
      throw new ProblemException('not-found', { path: request.path });
    const tag = `"${getRegion(context, region).hash.slice(0, 16)}-${layer}"`;
    if (isFresh(request, response, tag)) return;
    const bytes = await drawRegionTile(context, region, layer, tileOf(request));
    response
      .type(layer === 'base' ? 'application/vnd.mapbox-vector-tile' : 'image/png')
      .send(Buffer.from(bytes));
  });
  router.get('/runs/:run/tiles/:layer/:z/:x/:y', async (request, response) => {
    const { run, layer } = request.params;
    if (layer !== 'time' && layer !== 'people-time' && !isValueLayer(layer))
      throw new ProblemException('not-found', { path: request.path });
    if (isFresh(request, response, `"${run}-${layer}"`)) return;
    response.type('image/png').send(Buffer.from(await drawRunTile(context, run, layer, tileOf(request))));
  });
  router.get('/runs/:run/:file', async (request, response) => {
    const { run, file } = request.params;
    const layer = file.replace(/\.tif$/, '');
    if (!file.endsWith('.tif') || (layer !== 'minutes' && layer !== 'nearest' && !isValueLayer(layer)))
      throw new ProblemException('not-found', { path: request.path });
    const bytes = await writeRunGeoTiff(context, run, layer);
    response
      .links({ describedby: routes.runManifest(run) })
      .type('image/tiff; application=geotiff')
      .setHeader('Content-Disposition', `attachment; filename="${run}-${file}"`)
      .send(Buffer.from(bytes));
  });
  return router;
}

/** A surface of a run that holds values, by name. */
function isValueLayer(layer: string): layer is `value-${string}` {
  return /^value-[a-z0-9-]{1,40}$/.test(layer);
}

/** Tiles never change under their tag: answers 304 when the reader has them. */
function isFresh(request: Request, response: Response, tag: string): boolean {
  response.setHeader('ETag', tag);
  response.setHeader('Cache-Control', 'private, max-age=60');
  if (request.get('If-None-Match') !== tag) return false;
  response.status(304).end();
  return true;
}

function tileOf(request: Request): { z: number; x: number; y: number } {
  const number = (name: string): number => {
    const text = String(request.params[name] ?? '').replace(/\.(png|mvt|pbf)$/, '');
    return /^\d{1,8}$/.test(text) ? Number(text) : Number.NaN;
  };
  const tile = { z: number('z'), x: number('x'), y: number('y') };
  if (!(tile.z <= MAX_TILE_ZOOM && tile.x < 2 ** tile.z && tile.y < 2 ** tile.z))
    throw new ProblemException('not-found', { path: request.path });
  return tile;
}
