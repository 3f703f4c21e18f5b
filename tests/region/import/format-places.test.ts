import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { buildImportLimits } from '../../../server/service/import-limits.ts';

/** Endings that `file-format.ts` names, in quotes or as alternatives of a pattern. */
function listEndings(): string[] {
  const path = resolve(import.meta.dirname, '../../../server/region/import/recognise/file-format.ts');
  const source = readFileSync(path, 'utf8');
  const quoted = [...source.matchAll(/'\.([a-z]\w*)'/g)].map(([, ending]) => ending!);
  const patterns = [...source.matchAll(/\\\.\(([a-z|]+)\)\$/g)].flatMap(([, endings]) => endings!.split('|'));
  return [...new Set([...quoted, ...patterns])];
}

test('every ending that a format is recognised by has a size of its own in the limits of an import', () => {
  const endings = listEndings();
  expect(endings).toEqual(expect.arrayContaining(['pbf', 'osm', 'gpx', 'geojson', 'xlsx', 'csv', 'dbf']));
  const sized = buildImportLimits({}).byType.filter(({ name }) => name !== 'other');
  const missing = endings.filter((ending) => !sized.some(({ ends }) => ends.test(`a.${ending}`)));
  expect(missing).toEqual([]);
});
