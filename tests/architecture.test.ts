import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const home = resolve(import.meta.dirname, '..');

describe('the tree', () => {
  test('every room has a README', () => {
    for (const side of ['server', 'client'])
      for (const room of readdirSync(join(home, side)))
        if (statSync(join(home, side, room)).isDirectory())
          expect(readdirSync(join(home, side, room)), `${side}/${room}`).toContain('README.md');
  });

  test('only main.ts and cli.ts of the server read the environment', () => {
    const readers = readdirSync(join(home, 'server'), { recursive: true, encoding: 'utf8' })
      .filter(
        (name) =>
          name.endsWith('.ts') && readFileSync(join(home, 'server', name), 'utf8').includes('process.env'),
      )
      .sort();
    expect(readers).toEqual(['cli.ts', 'main.ts']);
  });
});
