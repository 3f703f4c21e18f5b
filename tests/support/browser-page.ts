import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { BROWSER_ARGUMENTS } from '../../scripts/test/browser-arguments.ts';
import { ensureChromium } from '../../scripts/test/ensure-chromium.ts';
import { startServer, type RunningServer } from '../../scripts/test/start-server.ts';
import { useOpened } from './use-opened.ts';

/**
 * Where a run leaves its pictures. README shows those of tests/e2e/pictures: run with
 * CARESHED_PICTURES=tests/e2e/pictures and look at them.
 */
export const pictures = resolve(
  import.meta.dirname,
  '../..',
  process.env['CARESHED_PICTURES'] ?? 'var/screenshots',
);
export const PATIENCE = { timeout: 60_000 };

/** A server of its own with an empty data folder, and a browser to look at it. */
interface BrowserBench {
  readonly server: RunningServer;
  /** For files of the test; holds the server's data as well. */
  readonly folder: string;
  /** A planner's page with what went wrong in it. */
  openPage(locale: 'zh-CN' | 'en-GB'): Promise<{ page: Page; faults: string[] }>;
  close(): Promise<void>;
}

export const useBrowserBench = (): BrowserBench => useOpened(openBrowserBench);

async function openBrowserBench(): Promise<BrowserBench> {
  mkdirSync(pictures, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'careshed-e2e-'));
  const server = await startServer({ dataFolder: folder });
  const browser: Browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: [...BROWSER_ARGUMENTS],
  });
  return {
    server,
    folder,
    async openPage(locale) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale });
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text());
      });
      await page.goto(`${server.url}/?test=1`);
      await idle(page);
      return { page, faults };
    },
    async close() {
      await browser.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until the map has drawn everything. */
export async function idle(page: Page): Promise<void> {
  await page.waitForSelector('[data-testid="map"][data-idle="true"]', PATIENCE);
  await page.waitForTimeout(300);
}

/** Brings a part into view, waits for the map and leaves a picture. */
export async function shoot(page: Page, name: string, part?: string): Promise<void> {
  if (part) await byId(page, part).evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await idle(page);
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}

export const byId = (page: Page, id: string): Locator => page.locator(`[data-testid="${id}"]`).first();

/** No accessibility fault on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((node) => node.target).join(' ')}`)).toEqual([]);
}
