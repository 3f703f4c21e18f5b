import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ensureSample } from '../../server/service/regions.ts';
import type { Job } from '../../server/contract/resources.ts';
import { createContext } from '../../server/context.ts';
import { readConfig } from '../../server/runtime/config.ts';
import { measureCrowd } from '../support/measure-crowd.ts';
import { home, startService, useService } from '../support/service.ts';

/** Some seconds of work on the sample: every cell with people a candidate. */
const LONG = { region: 'qinghe', sites: 3, cutoffMinutes: 60, travel: { mode: 'car' } };
const SHORT = { region: 'qinghe', cutoffMinutes: [25] };

const service = useService();

async function submit(process: string, inputs: unknown, at = service): Promise<Response> {
  return at.request(`/api/processes/${process}/execution`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Prefer: 'respond-async' },
    body: JSON.stringify({ inputs }),
  });
}

/** Events of a job until its stream ends. */
async function readEvents(job: string, lastEventId = 0): Promise<{ id: number; job: Job }[]> {
  const response = await service.request(`/api/jobs/${job}/events`, {
    headers: { 'Last-Event-ID': String(lastEventId) },
  });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  return (await response.text())
    .split('\n\n')
    .filter((block) => block.startsWith('id:'))
    .map((block) => {
      const [id, , data] = block.split('\n');
      return { id: Number(id!.slice(4)), job: JSON.parse(data!.slice(6)) as Job };
    });
}

const finished = async (job: string): Promise<Job> => (await readEvents(job)).at(-1)!.job;

describe('a job', () => {
  test('is accepted with an estimate, tells its progress, and answers what the synchronous call answers', async () => {
    const response = await submit('coverage', SHORT);
    expect(response.status).toBe(201);
    const job = (await response.json()) as Job;
    expect(response.headers.get('location')).toBe(`/api/jobs/${job.jobID}`);
    expect(response.headers.get('preference-applied')).toBe('respond-async');
    expect(job.status).toBe('accepted');
    const region = await (await service.request('/api/regions/qinghe')).json();
    expect(job.estimate!.memoryBytes).toBeGreaterThan(region.cells * 80);
    expect(job.estimate!.availableBytes).toBeGreaterThan(job.estimate!.memoryBytes);
    const events = await readEvents(job.jobID);
    const states = events.map((event) => event.job.status);
    expect(states[0]).toBe('accepted');
    expect(states).toContain('running');
    expect(states.at(-1)).toBe('successful');
    events.forEach((event, i) => {
      expect(event.id).toBe(i + 1);
      if (i > 0) expect(event.job.progress).toBeGreaterThanOrEqual(events[i - 1]!.job.progress);
    });
    expect(events.at(-1)!.job.progress).toBe(100);
    const result = await (await service.request(`/api/jobs/${job.jobID}/results`)).json();
    const { body } = await service.execute('coverage', SHORT);
    expect(result).toEqual(body);
    expect(result.run).toBe(events.at(-1)!.job.run);
  });

  test('the next estimate rests on stored runs', async () => {
    await finished(((await (await submit('coverage', SHORT)).json()) as Job).jobID);
    const job = (await (await submit('coverage', { ...SHORT, cutoffMinutes: [26] })).json()) as Job;
    expect(job.estimate!.runs).toBeGreaterThan(0);
    expect(job.estimate!.seconds).toBeGreaterThan(0);
    expect(job.estimate!.lowSeconds).toBeLessThanOrEqual(job.estimate!.seconds!);
    expect(job.estimate!.highSeconds).toBeGreaterThanOrEqual(job.estimate!.seconds!);
    expect((await finished(job.jobID)).status).toBe('successful');
    // 4,996 draws are 1,249 searches more
    const sure = (await (await submit('coverage', { ...SHORT, uncertainty: { draws: 4996 } })).json()) as Job;
    const ratio = sure.estimate!.seconds! / job.estimate!.seconds!;
    expect(ratio).toBeGreaterThan(125);
    expect(ratio).toBeLessThan(12_500);
    await service.request(`/api/jobs/${sure.jobID}`, { method: 'DELETE' });
  });

  test('events are replayed from any point, the same each time', async () => {
    const { jobID } = (await (await submit('coverage', { ...SHORT, cutoffMinutes: [27] })).json()) as Job;
    const all = await readEvents(jobID);
    for (let after = 1; after < all.length; after++)
      expect(await readEvents(jobID, after)).toEqual(all.slice(after));
  });

  test('the stream of a finished job ends when asked from its last event on, or beyond', async () => {
    const { jobID } = (await (await submit('coverage', { ...SHORT, cutoffMinutes: [27] })).json()) as Job;
    const last = (await readEvents(jobID)).at(-1)!.id;
    for (const after of [last, last + 1]) {
      const read = readEvents(jobID, after);
      const late = new Promise((done) => setTimeout(done, 5000, 'still open'));
      expect(await Promise.race([read, late])).toEqual([]);
    }
  });

  test('a failed job says why in the language it was asked in', async () => {
    const response = await service.request('/api/processes/coverage/execution', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Prefer: 'respond-async' },
      body: JSON.stringify({ inputs: { ...SHORT, facilities: { ids: ['no-such'] } } }),
      language: 'zh',
    });
    const job = await finished(((await response.json()) as Job).jobID);
    expect(job.status).toBe('failed');
    expect(job.message).toMatch(/[\u4e00-\u9fff]/);
    const result = await service.request(`/api/jobs/${job.jobID}/results`);
    expect(result.status).toBe(404);
  });

  test('is dismissed within 2 s while running, and the next one runs', async () => {
    // Hundreds of searches before anything is solved: long on any machine.
    const { jobID } = (await (
      await submit('siting', { ...LONG, model: 'p-median', candidates: { spacingMeters: 2600 } })
    ).json()) as Job;
    while (((await (await service.request(`/api/jobs/${jobID}`)).json()) as Job).progress < 31)
      await new Promise((done) => setTimeout(done, 50));
    const asked = performance.now();
    await service.request(`/api/jobs/${jobID}`, { method: 'DELETE' });
    const job = await finished(jobID);
    expect(job.status).toBe('dismissed');
    expect((performance.now() - asked) / measureCrowd()).toBeLessThan(2500);
    expect((await service.request(`/api/jobs/${jobID}/results`)).status).toBe(409);
    const next = (await (await submit('coverage', { ...SHORT, cutoffMinutes: [28] })).json()) as Job;
    expect((await finished(next.jobID)).status).toBe('successful');
    // Dismissing what is over changes nothing.
    await service.request(`/api/jobs/${next.jobID}`, { method: 'DELETE' });
    expect((await finished(next.jobID)).status).toBe('successful');
  });

  test('the queue has an end: 503 with Retry-After, and room again after dismissals', async () => {
    const accepted: string[] = [];
    const first = (await (await submit('siting', { ...LONG, sites: 4 })).json()) as Job;
    accepted.push(first.jobID);
    let refused: Response | null = null;
    for (let i = 0; i < 400 && !refused; i++) {
      const response = await submit('siting', { ...LONG, sites: 5 + i });
      if (response.status === 201) accepted.push(((await response.json()) as Job).jobID);
      else refused = response;
    }
    expect(refused?.status).toBe(503);
    expect(Number(refused!.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await refused!.json()).code).toBe('queue-full');
    for (const job of accepted.reverse()) await service.request(`/api/jobs/${job}`, { method: 'DELETE' });
    // On a slow machine some are done before they are dismissed; the last hundred less a few never started.
    const states: string[] = [];
    for (const job of accepted) states.push((await finished(job)).status);
    expect(new Set(states.slice(0, 50))).toEqual(new Set(['dismissed']));
    for (const state of states) expect(['dismissed', 'successful']).toContain(state);
    const next = (await (await submit('coverage', { ...SHORT, cutoffMinutes: [29] })).json()) as Job;
    expect((await finished(next.jobID)).status).toBe('successful');
  });

  test('what cannot fit is refused with the numbers', async () => {
    const small = await startService({}, { availableMemory: () => 1_000_000 });
    try {
      const response = await submit('coverage', SHORT, small);
      expect(response.status).toBe(507);
      const problem = await response.json();
      expect(problem.code).toBe('does-not-fit');
      expect(problem.detail).toMatch(/cells and needs about [\d,]+ MB.*0 MB are free/);
      expect((await (await small.request('/api/jobs')).json()).jobs).toEqual([]);
      const atOnce = await small.request('/api/processes/coverage/execution', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ inputs: SHORT }),
      });
      expect(atOnce.status).toBe(507);
      expect((await atOnce.json()).code).toBe('does-not-fit');
    } finally {
      await small.close();
    }
  });
});

test('a job that an orderly stop interrupts is taken up at the next start, however often', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'careshed-jobs-'));
  const open = () => createContext(readConfig({ CARESHED_DATA: folder, CARESHED_LOG: 'error' }, home));
  try {
    let context = open();
    await ensureSample(context.analysis, join(home, 'data/geo/qinghe'), 'qinghe');
    const { jobID } = context.jobs.submit(
      'siting',
      { ...LONG, model: 'mclp', candidates: { spacingMeters: 600 } },
      'en',
    );
    for (let stop = 0; stop < 4; stop++) {
      const before = context.jobs.get(jobID);
      await new Promise((done) => setTimeout(done, 400));
      await context.close();
      context = open();
      expect(context.jobs.get(jobID).status).toBe('accepted');
      expect(context.jobs.get(jobID).progress).toBeGreaterThanOrEqual(before.progress);
      context.jobs.recover();
    }
    while (context.jobs.get(jobID).finished === null) await new Promise((done) => setTimeout(done, 50));
    expect(context.jobs.get(jobID)).toMatchObject({ status: 'successful', progress: 100 });
    await context.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
