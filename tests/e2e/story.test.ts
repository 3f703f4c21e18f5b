import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  byId,
  expectAccessible,
  idle,
  PATIENCE,
  pictures,
  shoot,
  useBrowserBench,
} from '../support/browser-page.ts';

const bench = useBrowserBench();

describe.each([
  { language: 'zh', locale: 'zh-CN' as const, words: /青禾县/, gap: /最优/ },
  { language: 'en', locale: 'en-GB' as const, words: /Qinghe/, gap: /best/i },
])('the story in $language', ({ language, locale, words, gap }) => {
  test('see a county, click, see who is not covered, upload, site, report', async () => {
    const { page, faults } = await bench.openPage(locale);
    expect(await page.locator('html').getAttribute('lang')).toMatch(new RegExp(`^${language}`));
    await expect.poll(() => page.locator('body').innerText(), PATIENCE).toMatch(words);
    await byId(page, 'covered-percent').waitFor(PATIENCE);
    expect(await byId(page, 'synthetic').isVisible()).toBe(true);
    await shoot(page, `${language}-1-county`);

    // Click anywhere: catchments with people in each, nearest facility by tier.
    await page.locator('[data-testid="map"]').click({ position: { x: 430, y: 420 } });
    await byId(page, 'click-card').waitFor(PATIENCE);
    const people: number[] = [];
    for (const minutes of [15, 30, 60]) {
      const text = await byId(page, `catchment-${minutes}`).innerText(PATIENCE);
      people.push(
        Number(
          /([\d,]+(?:\.\d+)?)/.exec(text.replace(/\b(15|30|60)\b/, ''))?.[1]?.replaceAll(',', '') ??
            Number.NaN,
        ),
      );
    }
    expect(people[0]!).toBeLessThanOrEqual(people[1]!);
    expect(people[1]!).toBeLessThanOrEqual(people[2]!);
    await byId(page, 'nearest-village').waitFor(PATIENCE);
    await shoot(page, `${language}-2-click`);

    // The slider recolours without a request.
    await idle(page);
    const requests: string[] = [];
    const listen = (request: { url(): string }): void => {
      requests.push(request.url());
    };
    page.on('request', listen);
    await byId(page, 'time-slider').focus();
    // from 30 to 10 minutes
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowLeft');
    await idle(page);
    page.off('request', listen);
    expect(requests.filter((url) => url.includes('/api/'))).toEqual([]);
    await shoot(page, `${language}-3-slider`);

    // Gaps, biggest first; a click flies there.
    await byId(page, 'tab-coverage').click();
    await byId(page, 'gap-row').waitFor(PATIENCE);
    await byId(page, 'gap-row').click();
    await page.waitForTimeout(1500);
    await shoot(page, `${language}-4-gap`);

    // A boundary file: its own rows.
    await byId(page, 'tab-boundary').click();
    const file = join(bench.folder, 'plan.geojson');
    writeFileSync(file, JSON.stringify(await planBoundary()));
    await page.locator('[data-testid="upload-input"]').setInputFiles(file);
    await byId(page, 'upload-row').waitFor(PATIENCE);
    await expect.poll(() => page.locator('[data-testid="upload-row"]').count(), PATIENCE).toBe(2);
    expect(await byId(page, 'upload-rows').innerText()).toContain('North plan');
    await shoot(page, `${language}-5-boundary`);

    // Five sites with the gap in plain words.
    await byId(page, 'tab-siting').click();
    await byId(page, 'suggest-sites').click();
    await expect.poll(() => page.locator('[data-testid="site-row"]').count(), { timeout: 180_000 }).toBe(5);
    expect(await byId(page, 'gap-plain-words').innerText()).toMatch(gap);
    await shoot(page, `${language}-6-sites`);

    // The report: HTML opens in a tab of its own and prints to A4.
    await byId(page, 'report-button').click();
    const [report] = await Promise.all([
      page.context().waitForEvent('page', PATIENCE),
      byId(page, 'report-html').click(),
    ]);
    await report.waitForURL(/\/api\/jobs\/.+\/results/, PATIENCE);
    await expect.poll(() => report.locator('body').innerText(), PATIENCE).toMatch(words);
    await report.screenshot({ path: join(pictures, `${language}-7-report.png`), fullPage: false });
    const pdf = join(pictures, `${language}-report.pdf`);
    await report.pdf({ path: pdf, preferCSSPageSize: true, printBackground: true });
    expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
    if (existsSync('/usr/bin/pdftoppm'))
      execFileSync('pdftoppm', ['-r', '60', '-png', pdf, join(pictures, `${language}-report`)]);
    await report.close();
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

describe('what goes wrong is said', () => {
  test('a boundary that is none: the fault with its place, in the language of the page', async () => {
    const { page } = await bench.openPage('zh-CN');
    await byId(page, 'tab-boundary').click();
    const file = join(bench.folder, 'broken.geojson');
    writeFileSync(file, '{"type": "FeatureCollection", "features": [');
    await page.locator('[data-testid="upload-input"]').setInputFiles(file);
    await byId(page, 'problem').waitFor(PATIENCE);
    expect(await byId(page, 'problem').innerText()).toMatch(/[一-鿿]/);
    await shoot(page, 'zh-8-problem');
    await page.context().close();
  });

  test('the page is usable by keyboard and has no accessibility faults', async () => {
    const { page } = await bench.openPage('en-GB');
    await byId(page, 'covered-percent').waitFor(PATIENCE);
    await byId(page, 'ask-centre').focus();
    await page.keyboard.press('Enter');
    await byId(page, 'click-card').waitFor(PATIENCE);
    await expectAccessible(page);
    await page.context().close();
  });

  test.each([
    [1024, 768],
    [800, 600],
  ])('fits %i × %i without a horizontal scroll', async (width, height) => {
    const { page } = await bench.openPage('zh-CN');
    await page.setViewportSize({ width, height });
    await idle(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await shoot(page, `zh-9-${width}`);
    await page.context().close();
  });
});

/**
 * Two planning areas over the middle of the county; the first ring is clockwise and gets mended with a
 * note.
 */
async function planBoundary(): Promise<unknown> {
  const { bounds } = (await bench.server.get('/api/regions/qinghe')) as {
    bounds: [number, number, number, number];
  };
  const [west, south, east, north] = bounds;
  const x = (share: number): number => west + share * (east - west);
  const y = (share: number): number => south + share * (north - south);
  const box = (name: string, x0: number, y0: number, x1: number, y1: number) => ({
    type: 'Feature',
    properties: { name, code: 7 },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [x(x0), y(y0)],
          [x(x0), y(y1)],
          [x(x1), y(y1)],
          [x(x1), y(y0)],
          [x(x0), y(y0)],
        ],
      ],
    },
  });
  return {
    type: 'FeatureCollection',
    features: [box('North plan', 0.3, 0.55, 0.6, 0.8), box('South plan', 0.35, 0.25, 0.65, 0.5)],
  };
}
