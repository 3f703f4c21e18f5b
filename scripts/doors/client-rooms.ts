import { OWN_FILES, type Doors, type Room } from './room.ts';

/** What every screen may use. */
const SCREEN: Doors = {
  values: [
    'client/charts',
    'client/commands',
    'client/i18n',
    'client/panels/parts',
    'client/state',
    'client/ui',
    'server/contract',
  ],
  packages: ['react', 'react-aria-components'],
};

/** Rooms of the page. */
export const CLIENT_ROOMS: readonly Room[] = [
  {
    room: 'client',
    files: OWN_FILES,
    name: 'client/*.ts',
    values: [
      'client/charts',
      'client/commands',
      'client/map',
      'client/panels/frame',
      'client/panels/*',
      'client/ui',
    ],
    packages: ['@fontsource/noto-sans-sc', '@vitejs/plugin-react', 'react', 'react-dom', 'vite'],
    globals: ['document'],
  },
  {
    room: 'client/panels',
    files: /-texts\.ts$/,
    name: 'client/panels/*-texts.ts',
    types: ['server/contract'],
  },
  { room: 'client/panels', files: OWN_FILES, name: 'client/panels/*' },
  {
    room: 'client/api',
    values: ['server/contract'],
    globals: ['DOMException', 'EventSource', 'FormData', 'URLSearchParams', 'XMLHttpRequest', 'fetch'],
  },
  {
    room: 'client/state',
    values: ['server/contract'],
    packages: ['zustand'],
    packageTypes: ['zod'],
    globals: ['URLSearchParams'],
  },
  {
    room: 'client/i18n',
    values: ['client/panels/*-texts.ts', 'server/contract'],
    globals: ['Intl'],
  },
  {
    room: 'client/ui',
    values: ['server/contract'],
    packages: ['react-aria-components'],
    packageTypes: ['react'],
  },
  {
    room: 'client/charts',
    packages: ['d3'],
    packageTypes: ['react'],
  },
  {
    room: 'client/map',
    values: ['client/i18n', 'client/state', 'server/contract'],
    packages: ['maplibre-gl'],
    packageTypes: ['geojson'],
    globals: ['URLSearchParams', 'document', 'location', 'matchMedia', 'structuredClone', 'window'],
  },
  {
    room: 'client/commands',
    values: ['client/api', 'client/i18n', 'client/state', 'server/contract'],
    globals: [
      'AbortController',
      'Blob',
      'DOMException',
      'Date',
      'URL',
      'clearTimeout',
      'document',
      'history',
      'localStorage',
      'location',
      'navigator',
      'sessionStorage',
      'setTimeout',
      'window',
    ],
  },
  {
    room: 'client/panels/parts',
    values: ['client/commands', 'client/i18n', 'client/state', 'client/ui', 'server/contract'],
    packages: ['react', 'zustand'],
  },
  {
    room: 'client/panels/study',
    shared: SCREEN,
  },
  {
    room: 'client/panels/coverage',
    shared: SCREEN,
    values: ['client/panels/study'],
  },
  {
    room: 'client/panels/point',
    shared: SCREEN,
    values: ['client/panels/coverage'],
  },
  {
    room: 'client/panels/boundary',
    shared: SCREEN,
  },
  {
    room: 'client/panels/siting',
    shared: SCREEN,
  },
  {
    room: 'client/panels/data',
    shared: SCREEN,
    globals: ['Date', 'Intl'],
  },
  {
    room: 'client/panels/import',
    shared: SCREEN,
  },
  {
    room: 'client/panels/settings',
    shared: SCREEN,
  },
  {
    room: 'client/panels/on-map',
    shared: SCREEN,
  },
  {
    room: 'client/panels/frame',
    shared: SCREEN,
    values: [
      'client/panels/boundary',
      'client/panels/coverage',
      'client/panels/data',
      'client/panels/import',
      'client/panels/on-map',
      'client/panels/point',
      'client/panels/settings',
      'client/panels/siting',
    ],
    globals: ['Date', 'Intl', 'setTimeout', 'window'],
  },
];
