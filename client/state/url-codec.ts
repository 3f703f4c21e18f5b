import {
  LANGUAGES,
  SEASONS,
  TIERS,
  TRAVEL_MODES,
  type Language,
  type Tier,
} from '../../server/contract/vocabulary.ts';
import {
  DEFAULT_LAYERS,
  DEFAULT_SETTINGS,
  LAYERS,
  TABS,
  type AppState,
  type LayerId,
  type MapView,
  type Settings,
  type TabId,
} from './app-state.ts';
import type { LonLat } from './lon-lat.ts';
import { readDetails, writeDetails } from './details-codec.ts';
import { ASPECTS, type Aspect } from './study-state.ts';
import { snapToStop } from './time-stops.ts';

/** What a link carries: enough to see the same map with the same settings. */
export interface Link {
  readonly language: Language | null;
  readonly regionId: string | null;
  readonly settings: Settings;
  readonly aspect: Aspect;
  readonly layers: Readonly<Record<LayerId, boolean>>;
  readonly tab: TabId;
  readonly view: MapView | null;
  readonly point: LonLat | null;
}

/** Foreign parameters of the address stay as they are. */
const OURS = [
  'lang',
  'region',
  'mode',
  'model',
  'season',
  'dir',
  'tiers',
  'min',
  'sites',
  'count',
  'slope',
  'near',
  'pace',
  'board',
  'kmh',
  'look',
  'on',
  'off',
  'tab',
  'view',
  'at',
];

/** Writes the parts of `state` that differ from the defaults into the query of an address. */
export function encodeLink(state: AppState, present: string): string {
  const query = new URLSearchParams(present);
  for (const name of OURS) query.delete(name);
  const { settings } = state;
  if (state.regionId !== null) query.set('region', state.regionId);
  query.set('lang', state.language);
  if (settings.mode !== DEFAULT_SETTINGS.mode) query.set('mode', settings.mode);
  if (settings.model !== DEFAULT_SETTINGS.model) query.set('model', settings.model);
  if (settings.season !== DEFAULT_SETTINGS.season) query.set('season', settings.season);
  if (settings.direction !== DEFAULT_SETTINGS.direction) query.set('dir', 'from');
  if (settings.tiers !== null) query.set('tiers', settings.tiers.join('.'));
  if (settings.cutoffMinutes !== DEFAULT_SETTINGS.cutoffMinutes)
    query.set('min', `${settings.cutoffMinutes}`);
  if (settings.siteCount !== DEFAULT_SETTINGS.siteCount) query.set('sites', `${settings.siteCount}`);
  if (settings.compat) query.set('count', 'accessmod-5');
  writeDetails(settings.details, query);
  if (state.study.aspect !== 'covered') query.set('look', state.study.aspect);
  const on = LAYERS.filter((layer) => state.layers[layer] && !DEFAULT_LAYERS[layer]);
  const off = LAYERS.filter((layer) => !state.layers[layer] && DEFAULT_LAYERS[layer]);
  if (on.length > 0) query.set('on', on.join('.'));
  if (off.length > 0) query.set('off', off.join('.'));
  if (state.tab !== 'coverage') query.set('tab', state.tab);
  if (state.view !== null) {
    const { lon, lat, zoom } = state.view;
    query.set('view', `${trim(lon, 5)},${trim(lat, 5)},${trim(zoom, 2)}`);
  }
  if (state.work.point !== null)
    query.set('at', `${trim(state.work.point[0], 6)},${trim(state.work.point[1], 6)}`);
  return query.toString().replaceAll('%2C', ',');
}

/** Reads a query; missing or invalid parts take their default. */
export function decodeLink(search: string): Link {
  const query = new URLSearchParams(search);
  const on = query.get('on')?.split('.') ?? [];
  const off = query.get('off')?.split('.') ?? [];
  const layers = Object.fromEntries(
    LAYERS.map((layer) => [layer, on.includes(layer) || (DEFAULT_LAYERS[layer] && !off.includes(layer))]),
  ) as Record<LayerId, boolean>;
  const tiers = query
    .get('tiers')
    ?.split('.')
    .filter((tier): tier is Tier => TIERS.some((known) => known === tier));
  const view = readNumbers(query.get('view'), 3);
  const at = readNumbers(query.get('at'), 2);
  const minutes = Number(query.get('min') || Number.NaN);
  const sites = Number(query.get('sites') || Number.NaN);
  return {
    language: pick(query.get('lang'), LANGUAGES) ?? null,
    regionId: query.get('region'),
    settings: {
      mode: pick(query.get('mode'), TRAVEL_MODES) ?? DEFAULT_SETTINGS.mode,
      model: pick(query.get('model'), ['hybrid', 'straight-line']) ?? DEFAULT_SETTINGS.model,
      season: pick(query.get('season'), SEASONS) ?? DEFAULT_SETTINGS.season,
      direction: query.get('dir') === 'from' ? 'from-facility' : 'to-facility',
      tiers: tiers && tiers.length > 0 ? tiers : null,
      cutoffMinutes: Number.isFinite(minutes) ? snapToStop(minutes) : DEFAULT_SETTINGS.cutoffMinutes,
      siteCount: Number.isInteger(sites) && sites >= 1 && sites <= 50 ? sites : DEFAULT_SETTINGS.siteCount,
      compat: query.get('count') === 'accessmod-5',
      details: readDetails(query),
    },
    aspect: pick(query.get('look'), ASPECTS) ?? 'covered',
    layers,
    tab: pick(query.get('tab'), TABS) ?? 'coverage',
    view:
      view && isPlace(view[0], view[1]) && view[2] !== undefined && view[2] >= 0 && view[2] <= 22
        ? { lon: view[0] as number, lat: view[1] as number, zoom: view[2] }
        : null,
    point: at && isPlace(at[0], at[1]) ? [at[0] as number, at[1] as number] : null,
  };
}

function pick<T extends string>(text: string | null, known: readonly T[]): T | undefined {
  return known.find((word) => word === text);
}

function isPlace(lon: number | undefined, lat: number | undefined): boolean {
  return lon !== undefined && lat !== undefined && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
}

function readNumbers(text: string | null, count: number): number[] | null {
  const parts = text?.split(',') ?? [];
  if (parts.length !== count || parts.some((part) => part.trim() === '')) return null;
  const numbers = parts.map(Number);
  return numbers.every(Number.isFinite) ? numbers : null;
}

function trim(value: number, decimals: number): string {
  return `${Number(value.toFixed(decimals))}`;
}
