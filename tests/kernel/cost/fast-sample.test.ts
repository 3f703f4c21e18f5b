import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importRegion } from '../../../server/region/import/import-region.ts';
import { expectSameBits } from '../../support/compare-searches.ts';

const data = resolve(import.meta.dirname, '../../../data/geo');

describe('the quick search on the sample county', () => {
  it('gives the same bits as the reference and as its twin, on foot, by bicycle and by car', async () => {
    const region = await importRegion({ files: [data], id: 'qinghe', nameEn: 'Qinghe' });
    expect(expectSameBits(region, 20)).toBeGreaterThan(100_000);
  }, 120_000);
});
