/** Does the page work in a browser? Search, filters, folds, keys, both color schemes; no error, no request, nothing that axe finds. */

/// <reference lib="dom" />

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BIN, folderWith } from '../run-cli.ts';

const CHROMIUM = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync) ?? '';
const AXE = join(import.meta.dirname, 'node_modules/axe-core/axe.min.js');
const ROOT = join(import.meta.dirname, '../..');

describe.skipIf(CHROMIUM === '' || !existsSync(AXE))('the page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  });
  afterAll(() => browser?.close());

  /** The demo's report in a page that tells what goes wrong. */
  async function opened(colorScheme: 'light' | 'dark' = 'light') {
    const { path } = folderWith({});
    const file = join(path, 'report.html');
    const realms = ['fixtures/demo/before.json', 'fixtures/demo/after.json'];
    execFileSync(process.execPath, [BIN, 'diff', '--format', 'html', '--out', file, ...realms], { cwd: ROOT });
    const page = await browser.newPage({ colorScheme, viewport: { width: 1100, height: 900 }, bypassCSP: false });
    const wrong: string[] = [];
    page.on('console', (message) => wrong.push(message.text()));
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on('request', (request) => request.url().startsWith('file:') || wrong.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    return { page, wrong };
  }
  const shown = (page: Page) => page.locator('details[data-filter]:visible').count();

  it('searches, filters, opens and closes, by keys, too', async () => {
    const { page, wrong } = await opened();
    const all = await shown(page);
    expect(all).toBeGreaterThan(2);
    await page.keyboard.press('/');
    await page.keyboard.type('redirect');
    expect(await shown(page)).toBeLessThan(all);
    await page.keyboard.press('Escape');
    expect(await shown(page)).toBe(all);
    await page.locator('label.chip.high').click();
    const high = await shown(page);
    expect([high > 0, high < all]).toEqual([true, true]);
    await page.locator('label.chip.high').click();
    await page.locator('#section').selectOption({ index: 1 });
    expect(await shown(page)).toBeLessThan(all);
    await page.locator('#section').selectOption({ index: 0 });
    await page.locator('#collapse').click();
    expect(await page.locator('main details[open]').count()).toBe(0);
    await page.locator('#expand').click();
    expect(await page.locator('main details:not([open])').count()).toBe(0);
    expect(wrong).toEqual([]);
    await page.close();
  });
  it.each(['light', 'dark'] as const)('is clean for axe in %s, wide and narrow', async (scheme) => {
    const { page, wrong } = await opened(scheme);
    for (const width of [1100, 360]) {
      await page.setViewportSize({ width, height: 900 });
      // Through the protocol, which no policy of the page forbids.
      await page.evaluate(readFileSync(AXE, 'utf8'));
      const violations = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        };
        return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      });
      expect(violations).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    }
    expect(wrong).toEqual([]);
    await page.close();
  });
  it('prints all that it holds', async () => {
    const { page } = await opened();
    await page.locator('#collapse').click();
    const pdf = await page.pdf();
    expect(pdf.length).toBeGreaterThan(10_000);
    await page.close();
  });
});
