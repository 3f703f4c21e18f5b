import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importRegion } from '../../server/region/import/import-region.ts';
import { expectSameBits } from '../support/compare-searches.ts';
import { hasShared, sharedFolder } from '../support/real-data.ts';

describe.each(['ngazidja', 'porto-alegre'])('the quick search on %s', (name) => {
  it.runIf(hasShared(`data/${name}`, `searches of ${name} against the reference`))(
    'gives the same bits as the reference and as its twin, on foot, by bicycle and by car',
    async () => {
      const region = await importRegion({ files: [resolve(sharedFolder, 'data', name)], id: name });
      expect(expectSameBits(region, 20)).toBeGreaterThan(100_000);
    },
    600_000,
  );
});
