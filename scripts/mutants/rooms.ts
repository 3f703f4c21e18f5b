/**
 * Where mutants are planted, a line a room: its folder, and the tests that mirror it, which run first.
 */
export const ROOMS: readonly { readonly room: string; readonly folder: string; readonly tests: string }[] = [
  { room: 'kernel', folder: 'server/kernel', tests: 'tests/kernel' },
  { room: 'region', folder: 'server/region', tests: 'tests/region' },
  { room: 'geo', folder: 'server/geo', tests: 'tests/geo' },
  { room: 'questions', folder: 'server/questions', tests: 'tests/questions' },
];

/** Tests that may kill a mutant: quick ones that call the rooms in their own process. */
export const TEST_FOLDERS: readonly string[] = [
  ...ROOMS.map(({ tests }) => tests),
  'tests/contract',
  'tests/oracles',
  'tests/properties',
  'tests/workers',
];

/** Per cent of the mutants that the tests must kill. */
export const GOAL_PERCENT = 85;

/** Sources of WebAssembly, their compiled bytes and declarations are no place for mutants. */
export const isMutable = (path: string): boolean =>
  path.endsWith('.ts') && !/\.as\.ts$|\.d\.ts$|-bytes\.ts$/.test(path);
