import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { importRegionFiles } from '../../server/service/regions.ts';
import { useService } from '../support/service.ts';
import { tinyPlace, tinyPopulation, writeFolder } from '../support/tiny-folder.ts';

// oxlint-disable typescript/no-explicit-any
const service = useService();

/** People without ages; facilities whose numbers are codes and places, but for one column. */
beforeAll(async () => {
  const rows = [
    [-0.5, 0.2],
    [0.4, -0.3],
  ].map(([east, north], i) => {
    const [lon, lat] = tinyPlace(east!, north!);
    return `F${i},Post ${i},${lon},${lat},${i + 1},${i + 3},${i},${lat},${9000 + i},${i + 2}`;
  });
  const facilities = `id,name,lon,lat,tier,class,row_number,lat_wgs84,osm_id,consulting rooms\n${rows.join('\n')}\n`;
  const folder = writeFolder(join(service.folder, 'bare'), {
    'population.csv': tinyPopulation(2),
    'facilities.csv': facilities,
  });
  await importRegionFiles(service.context.analysis, { files: [folder], id: 'bare' });
});

describe('facilities without staff or services, people without ages', () => {
  test.each([
    [
      'access-score',
      {},
      '/supply',
      'column-unknown',
      /“doctors”.*There are: consulting rooms, facilities \(= 1\)\.$/,
    ],
    [
      'access-score',
      { supply: 'facilities', demand: '0-6' },
      '/demand',
      'demand-no-ages',
      /no people by age.*demand people/,
    ],
    [
      'coverage',
      { capacity: 'sequential', norms: { staffColumn: 'x' } },
      '/norms/staffColumn',
      'column-unknown',
      /There are: consulting rooms\.$/,
    ],
  ])('%s %j is refused with the way out', async (process, inputs, pointer, code, sentence) => {
    const { status, body } = await service.execute(process, { region: 'bare', ...inputs });
    expect(status).toBe(422);
    expect(body.errors[0]).toMatchObject({ pointer, code });
    expect(body.errors[0].detail).toMatch(sentence);
  });

  test('coverage by service is empty and says why, in both languages', async () => {
    const inputs = { region: 'bare', cutoffMinutes: [30], include: ['services'] };
    for (const [language, sentence] of [
      ['en', /has its services in the data/],
      ['zh', /没有服务项目数据/],
    ] as const) {
      const { body } = await service.execute('coverage', inputs, language);
      expect(body.services).toEqual([]);
      expect(body.notes.find((note: any) => note.code === 'services-unknown').text).toMatch(sentence);
    }
    const { body } = await service.execute('coverage', { ...inputs, region: 'qinghe' });
    expect(body.services.length).toBeGreaterThan(0);
    expect(body.notes.map((note: any) => note.code)).not.toContain('services-unknown');
  });
});
