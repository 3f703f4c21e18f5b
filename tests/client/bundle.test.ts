import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const home = resolve(import.meta.dirname, '../..');

test(
  'the page carries no schemas: they weigh more than the page and evaluate code, which its policy ' +
    'forbids',
  async () => {
    const { metafile } = await build({
      entryPoints: [join(home, 'client/main.tsx')],
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      outdir: 'nowhere',
      packages: 'external',
      loader: { '.css': 'empty', '.svg': 'empty', '.woff2': 'empty' },
      logLevel: 'silent',
    });
    const packages = new Set(
      Object.values(metafile.inputs).flatMap(({ imports }) =>
        imports.filter(({ external }) => external).map(({ path }) => path),
      ),
    );
    expect([...packages]).toContain('maplibre-gl');
    expect([...packages].filter((name) => name === 'zod' || name.startsWith('zod/'))).toEqual([]);
  },
);
