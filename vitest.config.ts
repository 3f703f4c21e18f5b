import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const BUILT = { globalSetup: ['tests/support/global-setup.ts'] };

export default defineConfig({
  test: {
    setupFiles: [resolve(import.meta.dirname, 'tests/support/fixed-seed.ts')],
    testTimeout: 60_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/e2e/**', 'tests/real/**', 'tests/service/**'],
        },
      },
      { extends: true, test: { name: 'real', include: ['tests/real/**/*.test.ts'], testTimeout: 180_000 } },
      {
        extends: true,
        test: {
          ...BUILT,
          name: 'service',
          include: ['tests/service/**/*.test.ts'],
          testTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          ...BUILT,
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 240_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
