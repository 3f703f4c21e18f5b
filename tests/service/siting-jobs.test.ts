import { describe, expect, test } from 'vitest';
import type { SitingAnswer } from '../../server/contract/processes.ts';
import type { Job } from '../../server/contract/resources.ts';
import { useService } from '../support/service.ts';

const service = useService();

const inputs = {
  region: 'qinghe',
  cutoffMinutes: 30,
  facilities: { tiers: ['township', 'county'] },
  candidates: { spacingMeters: 1500, insideZones: true },
  years: [{ sites: 3 }, { sites: 3 }, { sites: 3 }, { sites: 3 }],
  iterations: 1_000_000,
};

/** Submits a siting job, stops it once it has told a gap, and answers how it stood then and what it kept. */
async function stopAtFirstGap(question: object) {
  const started = await service.request('/api/processes/siting/execution', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Prefer: 'respond-async' },
    body: JSON.stringify({ inputs: question }),
  });
  expect(started.status).toBe(201);
  const { jobID } = (await started.json()) as Job;
  const follow = async (until: (job: Job) => boolean): Promise<Job> => {
    for (;;) {
      const job = (await (await service.request(`/api/jobs/${jobID}`)).json()) as Job;
      if (until(job) || !['accepted', 'running'].includes(job.status)) return job;
      await new Promise((done) => setTimeout(done, 10));
    }
  };
  const stoppedAt = await follow((job) => job.phase?.startsWith('gap') === true);
  await service.request(`/api/jobs/${jobID}`, { method: 'DELETE' });
  expect((await follow(() => false)).status).toBe('successful');
  const answer = (await (await service.request(`/api/jobs/${jobID}/results`)).json()) as SitingAnswer;
  return { stoppedAt, answer };
}

describe('siting as a job', () => {
  test('stopping keeps the best with its bound, and the question stays open', async () => {
    const { stoppedAt, answer } = await stopAtFirstGap(inputs);
    expect(stoppedAt.phase).toMatch(/^gap \d/);
    expect(answer).toMatchObject({ status: 'interrupted' });
    const { sites, value, bound, gapPercent, run } = answer;
    expect(sites.length).toBeGreaterThan(0);
    expect(bound).toBeGreaterThanOrEqual(value);
    expect(gapPercent).toBeCloseTo(((bound - value) / bound) * 100, 6);
    // Kept under its own name, so that the question itself is not answered with half an answer.
    expect(service.context.analysis.runs.findManifest(run)?.engine).toMatch(/interrupted/);
  });
});

describe('a first answer before every candidate is searched', () => {
  // Every inhabited cell of the county: the search takes seconds, the first answer does not.
  const asked = {
    region: 'qinghe',
    cutoffMinutes: 45,
    travel: { mode: 'walk' },
    facilities: { tiers: ['township', 'county'] },
    candidates: { insideZones: true, minimumPeople: 5 },
    sites: 4,
  };

  test('stopped then, it is kept with a bound that holds for all candidates', async () => {
    const { stoppedAt, answer } = await stopAtFirstGap(asked);
    expect(stoppedAt.progress).toBeLessThan(82);
    expect(answer).toMatchObject({ status: 'interrupted', stopReason: 'cancelled' });
    expect(answer.sites).toHaveLength(4);
    expect(answer.after.covered).toBeCloseTo(answer.value, 4);
    const whole = await service.execute('siting', asked);
    expect(whole.body.status).toBe('optimal');
    expect(answer.value).toBeLessThanOrEqual(whole.body.value + 1e-6);
    expect(answer.bound).toBeGreaterThanOrEqual(whole.body.value - 1e-6);
  });
});

describe('candidates before solving', () => {
  test('every rule says how many it takes out, and the sum is what was looked at', async () => {
    const { status, body } = await service.execute('siting-candidates', {
      region: 'qinghe',
      candidates: {
        insideZones: true,
        minimumPeople: 20,
        maximumRoadMeters: 500,
        minimumFacilityMeters: 1000,
        maximumSlopePercent: 20,
        spacingMeters: 1000,
      },
    });
    expect(status).toBe(200);
    const dropped = body.dropped.reduce((all: number, one: { count: number }) => all + one.count, 0);
    expect(body.count + dropped).toBe(body.considered);
    expect(body.dropped.map((one: { rule: string }) => one.rule)).toContain('maximumRoadMeters');
    expect(body.sample.features).toHaveLength(Math.min(3000, body.count));
    const sited = await service.execute('siting', {
      region: 'qinghe',
      sites: 1,
      candidates: { insideZones: true, minimumPeople: 20, spacingMeters: 1000 },
    });
    const same = await service.execute('siting-candidates', {
      region: 'qinghe',
      candidates: { insideZones: true, minimumPeople: 20, spacingMeters: 1000 },
    });
    expect(same.body.count).toBe(sited.body.candidates.count);
  });
});
