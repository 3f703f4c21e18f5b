import { writeFileSync } from 'node:fs';
import { afterAll } from 'vitest';

// A setup file of the run that finds which blocks of the sources a test file runs.
afterAll(() => {
  const { mutantHits = {} } = globalThis as { mutantHits?: Record<string, Uint8Array> };
  const hits = Object.entries(mutantHits).map(([path, marks]) => [
    path,
    [...marks.keys()].filter((block) => marks[block] === 1),
  ]);
  writeFileSync(process.env['MUTANT_HITS']!, JSON.stringify(Object.fromEntries(hits)));
});
