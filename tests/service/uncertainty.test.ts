import { fromArrayBuffer } from 'geotiff';
import { describe, expect, test } from 'vitest';
import { startService, useService } from '../support/service.ts';

// oxlint-disable typescript/no-explicit-any
const service = useService({ CARESHED_THREADS: '2' });

const QUESTION = { region: 'qinghe', cutoffMinutes: [30], facilities: { tiers: ['township', 'county'] } };
const ask = async (uncertainty: object, on = service): Promise<any> => {
  const { status, body } = await on.execute('coverage', { ...QUESTION, uncertainty });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};

describe('uncertainty', () => {
  test('no variance: the bits of the baseline, in total and by zone', async () => {
    const body = await ask({
      draws: 3,
      commonSpeedSigma: 0,
      classSpeedSigma: 0,
      populationCv: 0,
      closedProbability: 0,
    });
    const { covered } = body.cutoffs[0];
    expect(body.uncertainty.cutoffs[0].covered).toEqual({ p10: covered, p50: covered, p90: covered });
    body.uncertainty.zones.forEach((zone: any) =>
      expect(zone.covered[0].p50).toBe(body.zones[zone.index].cutoffs[0].covered),
    );
    const outside = body.outsideZones.cutoffs[0].covered;
    expect(outside).toBeGreaterThan(0);
    expect(body.uncertainty.outsideZones[0].p50).toBeCloseTo(outside, 5);
  });

  test('no variance in a scenario: the bits of the scenario, not of the baseline', async () => {
    const made = await service.request('/api/scenarios', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        region: 'qinghe',
        name: 'slow paths',
        changes: [
          {
            type: 'set-speeds',
            land: { cropland: { percent: 50 }, grassland: { percent: 50 } },
            modes: ['walk'],
          },
        ],
      }),
    });
    const { id: scenario } = await made.json();
    expect(made.status).toBe(201);
    const zero = { draws: 2, commonSpeedSigma: 0, classSpeedSigma: 0, populationCv: 0, closedProbability: 0 };
    const { body } = await service.execute('coverage', { ...QUESTION, scenario, uncertainty: zero });
    const baseline = await service.execute('coverage', QUESTION);
    expect(body.cutoffs[0].covered).toBeLessThan(baseline.body.cutoffs[0].covered);
    expect(body.uncertainty.cutoffs[0].covered.p50).toBe(body.cutoffs[0].covered);
  });

  test('ranges are ordered and wide, the surface is there as tile and GeoTIFF', async () => {
    const body = await ask({ draws: 12 });
    const [cutoff] = body.uncertainty.cutoffs;
    expect(cutoff.covered.p10).toBeLessThan(cutoff.covered.p50);
    expect(cutoff.covered.p50).toBeLessThan(cutoff.covered.p90);
    expect(cutoff.percent.p90).toBeLessThanOrEqual(100);
    expect(body.uncertainty.zones).toHaveLength(body.zones.length);
    expect(body.uncertainty.closedProbability).toEqual({ township: 0.03, county: 0.03 });
    expect(body.notes.map((note: any) => note.code)).toContain('uncertainty-assumptions');
    const tile = await service.request(
      cutoff.surface.tiles.replace('{z}', '10').replace('{x}', '827').replace('{y}', '421'),
    );
    expect(tile.headers.get('content-type')).toBe('image/png');
    const tiff = await fromArrayBuffer(await (await service.request(cutoff.surface.geotiff)).arrayBuffer());
    const [shares] = (await (await tiff.getImage()).readRasters()) as unknown as Float32Array[];
    // lakes where nobody lives have no chance of coverage, not a small one
    const told = shares!.filter((share) => share !== -1);
    expect(told.length).toBeLessThan(shares!.length);
    expect(told.every((share) => share >= 0 && share <= 1)).toBe(true);
    expect(told.some((share) => share > 0 && share < 1)).toBe(true);
  });

  test('one thread gives the bytes of two, and the same draws whatever the split', async () => {
    const inputs = { draws: 12, seed: 7, closedProbability: { township: 0.2 } };
    const two = await ask(inputs);
    const single = await startService({ CARESHED_THREADS: '1' });
    try {
      const one = await ask(inputs, single);
      expect(JSON.stringify(one)).toBe(JSON.stringify(two));
    } finally {
      await single.close();
    }
    expect(two.uncertainty.closedProbability).toEqual({ township: 0.2, county: 0.03 });
    const other = await ask({ ...inputs, seed: 8 });
    expect(other.uncertainty.cutoffs[0].covered).not.toEqual(two.uncertainty.cutoffs[0].covered);
  });
});
