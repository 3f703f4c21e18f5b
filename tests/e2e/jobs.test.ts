import { describe, expect, test } from 'vitest';
import type { Job } from '../../server/contract/resources.ts';
import { byId, expectAccessible, idle, PATIENCE, shoot, useBrowserBench } from '../support/browser-page.ts';

const bench = useBrowserBench();

async function submit(inputs: object): Promise<Job> {
  const response = await fetch(`${bench.server.url}/api/processes/coverage/execution`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Prefer: 'respond-async' },
    body: JSON.stringify({ inputs: { region: 'qinghe', ...inputs } }),
  });
  expect(response.status).toBe(201);
  return (await response.json()) as Job;
}
/** Far more draws than anybody waits for. */
const long = (seed: number) => ({
  cutoffMinutes: [30],
  travel: { mode: 'car' },
  uncertainty: { draws: 1000, seed },
});

describe.each([
  { language: 'zh', locale: 'zh-CN' as const, seed: 1, words: { running: '进行中', dismissed: '已取消' } },
  {
    language: 'en',
    locale: 'en-GB' as const,
    seed: 2,
    words: { running: 'Running', dismissed: 'Cancelled' },
  },
])('the job tray in $language', ({ language, locale, seed, words }) => {
  test('shows a job that runs, survives a reload, moves on, and cancels it', async () => {
    const { page, faults } = await bench.openPage(locale);
    await byId(page, 'covered-percent').waitFor(PATIENCE);
    const { jobID } = await submit(long(seed));
    // The page knows nothing of it: it was asked for elsewhere. A reload finds it at the service.
    await page.reload();
    await idle(page);
    const tray = byId(page, 'job-tray');
    await tray.locator('.jobs-head').click();
    const row = tray.locator('[data-testid="job-row"]').first();
    await row.waitFor(PATIENCE);
    const bar = row.getByRole('progressbar');
    const percent = async (): Promise<number> => Number(await bar.getAttribute('aria-valuenow'));
    await expect.poll(percent, { timeout: 120_000, interval: 200 }).toBeGreaterThan(20);
    const before = await percent();
    await expect.poll(percent, { timeout: 120_000, interval: 200 }).toBeGreaterThan(before);
    expect(await row.innerText()).toContain(words.running);
    await shoot(page, `${language}-jobs-1-running`);

    await page.reload();
    await idle(page);
    await byId(page, 'job-tray').locator('.jobs-head').click();
    const again = byId(page, 'job-tray').locator('[data-testid="job-row"][data-status="running"]').first();
    await again.waitFor(PATIENCE);
    expect(Number(await again.getByRole('progressbar').getAttribute('aria-valuenow'))).toBeGreaterThanOrEqual(
      Math.floor(before),
    );
    await again.locator('[data-testid="job-cancel"]').click();
    const gone = byId(page, 'job-tray').locator('[data-testid="job-row"][data-status="dismissed"]').first();
    await gone.waitFor({ timeout: 10_000 });
    expect(await gone.innerText()).toContain(words.dismissed);
    expect(((await bench.server.get(`/api/jobs/${jobID}`)) as Job).status).toBe('dismissed');
    await shoot(page, `${language}-jobs-2-cancelled`);
    expect(faults).toEqual([]);
    await expectAccessible(page);
  });
});
