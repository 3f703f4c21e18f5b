import { describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { byId, expectAccessible, PATIENCE, shoot, useBrowserBench } from '../support/browser-page.ts';

/** For what searches many times over. */
const LONG = { timeout: 180_000 };

const bench = useBrowserBench();

const option = (page: Page, group: string, id: string) =>
  page.locator(`[data-testid="${group}"] [data-option="${id}"]`).first();

/** The last figure of a text; Chinese and English page alike write thousands with commas. */
function readNumber(text: string): number {
  const figures = text.replaceAll(',', '').match(/\d+(?:\.\d+)?/g) ?? [];
  return Number(figures.at(-1) ?? Number.NaN);
}

describe.each([
  { language: 'zh', locale: 'zh-CN' as const, words: { sure: /八成把握/, far: /超时/, gini: /差距/ } },
  {
    language: 'en',
    locale: 'en-GB' as const,
    words: { sure: /Four chances in five/, far: /too long/, gini: /differences/ },
  },
])('the current state in $language', ({ language, locale, words }) => {
  test('who is covered, by whom, who is not and why, how sure', async () => {
    const { page, faults } = await bench.openPage(locale);
    await byId(page, 'covered-percent').waitFor(PATIENCE);

    // How sure: a job that can be cancelled, then fewer draws.
    await byId(page, 'how-sure').click();
    await byId(page, 'sure-run-cancel').click(PATIENCE);
    await byId(page, 'sure-run').waitFor(PATIENCE);
    await page.locator('.sure summary').click();
    await byId(page, 'sure-draws').click();
    await page.locator('[data-option="20"]').click();
    // The same question may have been answered for another reader: then the range is there without a run.
    await page.locator('[data-testid="sure-run"], [data-testid="sure-range"]').first().waitFor(PATIENCE);
    if (await byId(page, 'sure-run').isVisible()) await byId(page, 'sure-run').click();
    await byId(page, 'sure-range').waitFor(LONG);
    expect(await byId(page, 'sure-range').innerText()).toMatch(words.sure);
    await byId(page, 'legend-chance').waitFor(PATIENCE);
    await shoot(page, `${language}-state-1-sure`, 'aspects');
    await expectAccessible(page);
    await byId(page, 'how-sure').click();
    await byId(page, 'legend-time').waitFor(PATIENCE);

    // Is there room: four ways side by side; sharing for most people never loses more than nearest first.
    await byId(page, 'capacity-run').click();
    for (const mode of ['nearest-first', 'fair', 'sequential'])
      await byId(page, `capacity-row-${mode}`).waitFor(LONG);
    const lost = async (mode: string) =>
      readNumber(await page.locator(`[data-testid="capacity-row-${mode}"] td`).last().innerText());
    expect(await lost('fair')).toBeLessThanOrEqual(await lost('nearest-first'));
    await byId(page, 'capacity-row-fair').locator('button').click();
    await shoot(page, `${language}-state-2-capacity`, 'capacity');
    expect(await page.locator('[data-testid="facility-row"] td').count()).toBeGreaterThan(9);
    await shoot(page, `${language}-state-3-facilities`, 'facilities-table');

    // The next step starts from what this one left, and can be taken back.
    await byId(page, 'chain-next').click();
    await byId(page, 'chain-now').waitFor(PATIENCE);
    await byId(page, 'chain-end').click();
    await byId(page, 'chain-now').waitFor({ state: 'detached', ...PATIENCE });

    // Another time limit: what was computed for the old one says so.
    await byId(page, 'time-slider').focus();
    await page.keyboard.press('ArrowLeft');
    await page.locator('[data-testid="capacity"] [data-testid="stale"]').waitFor(PATIENCE);
    await page.keyboard.press('ArrowRight');
    await page.locator('[data-testid="capacity"] [data-testid="stale"]').waitFor({ state: 'detached' });

    // Tiers, services, norms and weak spots; a second choice.
    await byId(page, 'details-run').click();
    await byId(page, 'norm-row').waitFor(LONG);
    expect(await page.locator('[data-testid="norm-row"]').count()).toBe(3);
    expect(await page.locator('[data-testid="service-alone-row"]').count()).toBeGreaterThan(10);
    await byId(page, 'weak-row').click();
    await shoot(page, `${language}-state-4-details`, 'details');
    await byId(page, 'backup-run').click();
    await byId(page, 'backup-row').waitFor(LONG);
    await expectAccessible(page);

    // Why a place in the hills is not covered.
    await page.evaluate(() => {
      const { map } = (window as unknown as { __careshed: { map: { jumpTo(o: object): void } } }).__careshed;
      map.jumpTo({ center: [110.784738, 31.001157], zoom: 12 });
    });
    await byId(page, 'ask-centre').focus();
    await page.keyboard.press('Enter');
    await byId(page, 'why').waitFor(PATIENCE);
    expect(await byId(page, 'why').innerText()).toMatch(words.far);
    await shoot(page, `${language}-state-5-why`);
    await byId(page, 'tab-coverage').click();

    // Referral, access and equity.
    await byId(page, 'zoom-region').click();
    await option(page, 'aspects', 'referral').click();
    await byId(page, 'referral-run').click();
    await byId(page, 'referral-result').waitFor(LONG);
    expect(await page.locator('[data-testid="referral-chain"] li').count()).toBe(4);
    await shoot(page, `${language}-state-6-referral`);
    await expectAccessible(page);
    await option(page, 'aspects', 'score').click();
    await byId(page, 'score-run').click();
    await byId(page, 'score-result').waitFor(LONG);
    await byId(page, 'legend-score').waitFor(PATIENCE);
    await shoot(page, `${language}-state-7-access`);
    await option(page, 'aspects', 'equity').click();
    await byId(page, 'equity-run').click();
    await byId(page, 'equity-result').waitFor(LONG);
    expect(await byId(page, 'equity-result').innerText()).toMatch(words.gini);
    expect(readNumber(await byId(page, 'gini').innerText())).toBeLessThan(1);
    await shoot(page, `${language}-state-8-equity`);
    await expectAccessible(page);

    // The years to come: more people where growth is above nothing, and every figure assumed is listed.
    await option(page, 'aspects', 'forecast').click();
    await byId(page, 'forecast-run').click();
    await byId(page, 'forecast-result').waitFor(LONG);
    expect(await page.locator('[data-testid="forecast-years"] tbody tr').count()).toBe(4);
    expect(await page.locator('[data-testid="forecast-posts"] tbody tr').count()).toBe(5);
    await byId(page, 'forecast-norms').locator('summary').click();
    expect(await page.locator('[data-testid="forecast-norms"] li').count()).toBe(10);
    await shoot(page, `${language}-state-10-forecast`);
    await expectAccessible(page);

    // Nothing is cut off or pushed out on smaller screens.
    for (const [width, height] of [
      [1024, 768],
      [800, 600],
    ] as const) {
      await page.setViewportSize({ width, height });
      for (const aspect of ['covered', 'referral', 'score', 'equity', 'forecast']) {
        await option(page, 'aspects', aspect).click();
        const over = await page.evaluate(() => {
          const panel = document.querySelector('.tab-panel:not([inert])');
          return Math.max(
            document.documentElement.scrollWidth - window.innerWidth,
            document.documentElement.scrollHeight - window.innerHeight,
            panel ? panel.scrollWidth - panel.clientWidth : 0,
          );
        });
        expect(over, `${aspect} at ${width}`).toBeLessThanOrEqual(0);
        await shoot(page, `${language}-state-9-${width}-${aspect}`);
      }
    }
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
