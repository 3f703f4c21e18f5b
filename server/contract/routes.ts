/**
 * The addresses of the service, one line each; http binds them, the client's api builds them, OpenAPI lists
 * them.
 * Languages: `Accept-Language` picks zh or en for every sentence.
 */
export const API = '/api';

export const routes = {
  landing: () => API,
  conformance: () => `${API}/conformance`,
  openapi: () => `${API}/openapi.json`,
  collections: () => `${API}/collections`,
  collection: (collection: string) => `${API}/collections/${collection}`,
  items: (collection: string) => `${API}/collections/${collection}/items`,
  item: (collection: string, item: string) => `${API}/collections/${collection}/items/${item}`,
  processes: () => `${API}/processes`,
  process: (process: string) => `${API}/processes/${process}`,
  execution: (process: string) => `${API}/processes/${process}/execution`,
  jobs: () => `${API}/jobs`,
  job: (job: string) => `${API}/jobs/${job}`,
  jobResults: (job: string) => `${API}/jobs/${job}/results`,
  jobEvents: (job: string) => `${API}/jobs/${job}/events`,
  regions: () => `${API}/regions`,
  region: (region: string) => `${API}/regions/${region}`,
  /**
   * GeoJSON of facilities, zones, places, boundary, water as `REGION.LAYER` collections; drawing tiles
   * here.
   */
  regionTiles: (region: string, layer: 'base' | 'relief' | 'population', z: string, x: string, y: string) =>
    `${API}/regions/${region}/tiles/${layer}/${z}/${x}/${y}`,
  regionQuality: (region: string) => `${API}/regions/${region}/quality`,
  regionPack: (region: string) => `${API}/regions/${region}/pack`,
  regionVersions: (region: string) => `${API}/regions/${region}/versions`,
  regionRestore: (region: string, hash: string) => `${API}/regions/${region}/versions/${hash}/restore`,
  imports: () => `${API}/imports`,
  import: (id: string) => `${API}/imports/${id}`,
  importExecution: (id: string) => `${API}/imports/${id}/execution`,
  uploads: () => `${API}/uploads`,
  upload: (upload: string) => `${API}/uploads/${upload}`,
  scenarios: () => `${API}/scenarios`,
  scenario: (scenario: string) => `${API}/scenarios/${scenario}`,
  runs: () => `${API}/runs`,
  run: (run: string) => `${API}/runs/${run}`,
  runReplay: (run: string) => `${API}/runs/${run}/replay`,
  runManifest: (run: string) => `${API}/runs/${run}/manifest.json`,
  runDiff: (a: string, b: string) => `${API}/runs/${a}/diff/${b}`,
  /**
   * `time`: seconds; `people-time`: seconds where people live, else 0; `value-NAME`: another surface of the
   * run, scaled.
   */
  runTiles: (
    run: string,
    layer: 'time' | 'people-time' | `value-${string}`,
    z: string,
    x: string,
    y: string,
  ) => `${API}/runs/${run}/tiles/${layer}/${z}/${x}/${y}`,
  runGeoTiff: (run: string, layer: 'minutes' | 'nearest' | `value-${string}`) =>
    `${API}/runs/${run}/${layer}.tif`,
} as const;
