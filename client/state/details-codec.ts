import {
  LAND_CLASSES,
  ROAD_CLASSES,
  SLOPE_FUNCTIONS,
  TRAVEL_MODES,
} from '../../server/contract/vocabulary.ts';
import { DEFAULT_DETAILS, type OwnSpeeds, type TravelDetails } from './travel-details.ts';

/** Writes what differs from the defaults; speeds as `walk,land.forest:1.8,road.track:12`. */
export function writeDetails(details: TravelDetails, query: URLSearchParams): void {
  const { slope, neighbours, walkFactor, boardingSeconds, speeds } = details;
  if (slope !== null) query.set('slope', slope);
  if (neighbours !== null) query.set('near', `${neighbours}`);
  if (walkFactor !== null) query.set('pace', `${walkFactor}`);
  if (boardingSeconds !== null) query.set('board', `${boardingSeconds}`);
  if (speeds === null) return;
  const write = (kind: string, of: object): string[] =>
    Object.entries(of).map(([name, kmh]) => `${kind}.${name}:${kmh}`);
  query.set('kmh', [speeds.mode, ...write('land', speeds.land), ...write('road', speeds.road)].join(','));
}

/** Reads them; invalid parts take their default. */
export function readDetails(query: URLSearchParams): TravelDetails {
  const read = (name: string, least: number, most: number): number | null => {
    const value = Number(query.get(name) || Number.NaN);
    return value >= least && value <= most ? value : null;
  };
  return {
    slope: SLOPE_FUNCTIONS.find((name) => name === query.get('slope')) ?? DEFAULT_DETAILS.slope,
    neighbours: query.get('near') === '8' ? 8 : null,
    walkFactor: read('pace', 0.1, 2),
    boardingSeconds: read('board', 0, 7200),
    speeds: readSpeeds(query.get('kmh')),
  };
}

function readSpeeds(text: string | null): OwnSpeeds | null {
  const [word, ...parts] = text?.split(',') ?? [];
  const mode = TRAVEL_MODES.find((name) => name === word);
  if (mode === undefined) return null;
  const land: Record<string, number> = {};
  const road: Record<string, number> = {};
  for (const part of parts) {
    const [, kind, name = '', number] = /^(land|road)\.([a-z_-]+):([\d.]+)$/.exec(part) ?? [];
    const kmh = Number(number);
    if (!(kmh > 0 && kmh <= 200)) continue;
    if (kind === 'land' && LAND_CLASSES.some((known) => known === name)) land[name] = kmh;
    if (kind === 'road' && ROAD_CLASSES.some((known) => known === name)) road[name] = kmh;
  }
  return { mode, land, road };
}
