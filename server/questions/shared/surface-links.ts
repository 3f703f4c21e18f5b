import { routes } from '../../contract/routes.ts';

/** Beyond this zoom a tile shows nothing new: a cell of 100 m is 5 pixels wide. */
const MAX_ZOOM = 13;

/** Where the travel-time surface of a run is found. */
export function surfaceLinks(run: string) {
  return {
    tiles: routes.runTiles(run, 'time', '{z}', '{x}', '{y}'),
    peopleTiles: routes.runTiles(run, 'people-time', '{z}', '{x}', '{y}'),
    maxZoom: MAX_ZOOM,
    geotiff: routes.runGeoTiff(run, 'minutes'),
    nearestGeotiff: routes.runGeoTiff(run, 'nearest'),
  };
}

/** Where another surface of a run is found, under the name of its array. */
export function valueLinks(run: string, name: string, tileScale: number) {
  return {
    tiles: routes.runTiles(run, `value-${name}`, '{z}', '{x}', '{y}'),
    tileScale,
    maxZoom: MAX_ZOOM,
    geotiff: routes.runGeoTiff(run, `value-${name}`),
  };
}
