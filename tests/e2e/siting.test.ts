import { describe, expect, test } from 'vitest';
import { byId, expectAccessible, PATIENCE, shoot, useBrowserBench } from '../support/browser-page.ts';

const bench = useBrowserBench();

const LONG = { timeout: 180_000 };

describe.each([
  { language: 'zh', locale: 'zh-CN' as const, gap: /最优/, unit: '万元', sure: /试算/ },
  { language: 'en', locale: 'en-GB' as const, gap: /best/i, unit: 'k€', sure: /draws/ },
])('siting in $language', ({ language, locale, gap, unit, sure }) => {
  test('five sites with cost and certainty: the gap, the frontier walked, why each was chosen', async () => {
    const { page, faults } = await bench.openPage(locale);
    await byId(page, 'tab-siting').click();
    await byId(page, 'siting-money').click();
    await byId(page, 'site-cost').fill('80');
    await byId(page, 'site-cost').press('Enter');
    await byId(page, 'site-currency').fill(unit);
    await byId(page, 'siting-money').click();
    expect(await byId(page, 'siting-money').innerText()).toContain(`80 ${unit}`);
    await byId(page, 'siting-how-sure').click();
    await byId(page, 'suggest-sites').click();
    await byId(page, 'gap-plain-words').waitFor(LONG);
    expect(await byId(page, 'gap-plain-words').innerText()).toMatch(gap);
    expect(await page.locator('[data-testid="site-row"]').count()).toBe(5);
    expect(await byId(page, 'siting-costs').innerText()).toContain(`400 ${unit}`);
    expect(await byId(page, 'siting-draws').innerText()).toMatch(sure);
    await shoot(page, `${language}-siting-1-sites`, 'gap-plain-words');

    // Why: opened, the first site says who, from whom, what instead, and how often it is chosen again.
    await byId(page, 'site-row').click();
    const reasons = await byId(page, 'site-reasons').innerText();
    expect(reasons).toContain(unit);
    expect(reasons).toMatch(/\d%/);
    await shoot(page, `${language}-siting-2-why`, 'site-row');

    // The frontier is walked with the arrow keys, each point in words.
    const words = byId(page, 'frontier-words');
    const before = await words.innerText();
    await page.locator('[data-testid="siting-frontier"] [role="slider"]').first().focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => words.innerText(), PATIENCE).not.toBe(before);
    await byId(page, 'frontier-take').waitFor(PATIENCE);
    await shoot(page, `${language}-siting-3-frontier`, 'siting-frontier');
    expect(faults).toEqual([]);
    await expectAccessible(page);
    await page.context().close();
  });
});
