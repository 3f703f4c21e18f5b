import type { Kind } from '../../scripts/doors/room.ts';

type Row = readonly [room: string, kind: Kind, used: readonly string[]];

const cross = (rooms: readonly string[], kind: Kind, used: readonly string[]): Row[] =>
  rooms.map((room) => [room, kind, used]);

const KERNEL = ['access', 'catchment', 'cost', 'demand', 'equity', 'grid', 'network', 'siting', 'stats'].map(
  (name) => `server/kernel/${name}`,
);
const REGION = ['import', 'model', 'quality', 'scenario', 'travel'].map((name) => `server/region/${name}`);
const SCREENS = [
  'boundary',
  'coverage',
  'data',
  'frame',
  'import',
  'on-map',
  'point',
  'settings',
  'siting',
  'study',
];
const PANELS = ['parts', ...SCREENS].map((name) => `client/panels/${name}`);
const CLIENT = ['api', 'charts', 'commands', 'i18n', 'map', 'state', 'ui'].map((name) => `client/${name}`);
const ABOVE = ['server/service', 'server/http', 'server/store', 'server/cli'];
const NETWORK = ['fetch', 'EventSource', 'XMLHttpRequest', 'WebSocket'];

/** Doors that no change of the table may open: the design of the house. */
export const SHUT: readonly Row[] = [
  // The page.
  ...cross(['client/state'], 'types', ['client/api', 'client/commands', 'client/map', ...PANELS]),
  ...cross(['client/state'], 'values', ['client/api', 'client/commands', 'client/map', ...PANELS]),
  ...cross(['client/state'], 'packageTypes', ['react', 'maplibre-gl']),
  ...cross(['client/state'], 'packages', ['react', 'react-dom', 'maplibre-gl']),
  ...cross(['client/state'], 'globals', [...NETWORK, 'document', 'window', 'localStorage']),
  ...cross(['client/commands'], 'types', PANELS),
  ...cross(['client/commands'], 'values', PANELS),
  ...cross(['client/commands'], 'packages', ['maplibre-gl', 'react']),
  ...cross(['client/commands'], 'globals', NETWORK),
  ...cross(['client/api'], 'types', ['client/state', 'client/map', 'client/commands']),
  ...cross(['client/api'], 'values', ['client/state', 'client/map', 'client/commands']),
  ...cross(['client/ui', 'client/charts', 'client/i18n'], 'types', [
    'client/state',
    'client/api',
    'client/commands',
  ]),
  ...cross(['client/ui', 'client/charts', 'client/i18n'], 'globals', NETWORK),
  ...cross(['client/map'], 'values', ['client/api', 'client/commands', ...PANELS]),
  ...cross(['client/map'], 'types', ['client/api', 'client/commands', ...PANELS]),
  ...cross(['client/map'], 'packages', ['react', 'react-dom']),
  ...cross(['client/map'], 'globals', NETWORK),
  ...cross(PANELS, 'values', [...KERNEL, 'client/api', 'client/map']),
  ...cross(PANELS, 'types', KERNEL),
  ...cross(PANELS, 'packages', ['maplibre-gl']),
  ...cross(PANELS, 'globals', NETWORK),
  ...cross([...CLIENT, ...PANELS], 'values', [
    ...ABOVE,
    'server/geo',
    'server/workers',
    'server/report',
    'tests',
  ]),
  ...cross([...CLIENT, ...PANELS], 'node', ['fs', 'path']),
  ...cross([...CLIENT, ...PANELS], 'globals', ['process', 'Buffer']),
  // The server.
  ...cross(KERNEL, 'node', ['fs', 'crypto', 'worker_threads']),
  ...cross(KERNEL, 'values', ['server/contract', 'server/geo', 'server/region/model', ...ABOVE]),
  ...cross(KERNEL, 'types', ['server/contract', 'server/geo', 'server/region/model', ...ABOVE]),
  ...cross(KERNEL, 'globals', [
    'Date',
    'Math.random',
    'performance',
    'process',
    'console',
    'fetch',
    'window',
  ]),
  ...cross(['server/contract'], 'values', [
    'server/kernel/access',
    'server/geo',
    'server/questions',
    ...ABOVE,
  ]),
  ...cross(['server/contract'], 'node', ['fs']),
  ...cross(['server/contract'], 'globals', ['process', 'Date', 'Buffer', 'document']),
  ...cross(['server/geo', ...REGION], 'values', [
    ...ABOVE,
    'server/workers',
    'server/questions',
    'server/report',
  ]),
  ...cross(['server/geo', ...REGION], 'types', [...ABOVE, 'server/workers', 'server/questions']),
  ...cross(['server/geo', ...REGION], 'packages', ['express', 'piscina', 'bullmq']),
  ...cross(['server/questions', 'server/drawing'], 'values', [...ABOVE, 'server/workers']),
  ...cross(['server/questions', 'server/drawing'], 'types', [...ABOVE, 'server/workers']),
  ...cross(['server/questions', 'server/drawing'], 'packages', ['express', 'libsql', 'piscina', 'bullmq']),
  ...cross(['server/questions', 'server/drawing'], 'node', ['worker_threads', 'http', 'net']),
  ...cross(['server/questions', 'server/drawing'], 'globals', [
    'fetch',
    'Atomics',
    'SharedArrayBuffer',
    'Math.random',
  ]),
  ...cross(['server/report'], 'values', [...KERNEL, ...ABOVE, 'server/workers', 'server/geo']),
  ...cross(['server/report'], 'packages', ['express', 'libsql']),
  ...cross(['server/workers'], 'values', [...ABOVE, 'server/runtime']),
  ...cross(['server/workers'], 'packages', ['express', 'libsql']),
  ...cross(['server/store'], 'values', [
    ...KERNEL,
    'server/geo',
    'server/questions',
    'server/workers',
    'server/http',
  ]),
  ...cross(['server/store'], 'packages', ['express']),
  ...cross(['server/service'], 'values', [...KERNEL, 'server/http', 'server/cli']),
  ...cross(['server/service'], 'packages', ['express', 'libsql', 'piscina']),
  ...cross(['server/http'], 'values', [
    ...KERNEL,
    'server/store',
    'server/workers',
    'server/geo',
    'server/report',
  ]),
  ...cross(['server/http'], 'types', [...KERNEL, 'server/store', 'server/workers', 'server/geo']),
  ...cross(['server/http'], 'packages', ['libsql', 'piscina']),
  ...cross(['server/cli'], 'values', [...KERNEL, 'server/workers', 'server/store', 'server/geo', ...REGION]),
  ...cross(['server/cli'], 'packages', ['libsql', 'express', 'piscina']),
  ...cross(['server/runtime'], 'values', ['server/contract', 'server/geo', 'server/questions', ...ABOVE]),
  ...cross(['server/runtime', 'server/service', 'server/http', 'server/cli'], 'globals', ['process.env']),
  ...cross(['server/service', 'server/questions', 'server/contract'], 'values', ['tests', 'scripts/*.ts']),
];
