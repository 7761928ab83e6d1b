import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import { writeFinishedRun } from '../support/finished-run.js';
import { makeTemporaryFolder } from '../support/temporary-folder.js';

const executablePath = process.env['PLUMBLINE_CHROMIUM'] ?? '/usr/bin/chromium';
const skip = existsSync(executablePath)
  ? false
  : `NOT TESTED: no chromium at ${executablePath} (apt-get install chromium)`;
const quiet = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

describe('the HTML report in a browser', { skip }, () => {
  const base = makeTemporaryFolder();
  let browser: Browser;
  let address: string;

  before(async () => {
    const folder = await writeFinishedRun(join(base, 'reports'));
    address = pathToFileURL(join(folder, 'report.html')).href;
    browser = await chromium.launch({ executablePath, args: quiet });
  });
  after(async () => {
    await browser?.close();
    rmSync(base, { recursive: true, force: true });
  });

  async function open(
    options: { readonly dark?: boolean; readonly width?: number } = {},
  ): Promise<{ page: Page; problems: string[]; requests: string[] }> {
    const page = await browser.newPage({
      colorScheme: options.dark === true ? 'dark' : 'light',
      viewport: { width: options.width ?? 1100, height: 900 },
    });
    const problems: string[] = [];
    const requests: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(address);
    return { page, problems, requests };
  }

  test('it loads itself and nothing else, without an error', async () => {
    const { page, problems, requests } = await open();
    assert.deepEqual(problems, []);
    assert.deepEqual(requests, [address]);
    assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'Commissioning of a V2G gateway');
    await page.close();
  });

  test('cases are filtered by verdict and by words', async () => {
    const { page } = await open();
    const shown = page.locator('details.case:visible');
    assert.equal(await shown.count(), 29);
    const fail = page.getByRole('button', { name: /FAIL/ });
    await fail.click();
    assert.equal(await fail.getAttribute('aria-pressed'), 'true');
    assert.equal(await shown.count(), 3);
    await page.getByRole('searchbox').fill('sessionsetup');
    assert.equal(await shown.count(), 1);
    assert.equal(await page.locator('#shown').textContent(), '1 of 29 cases shown');
    await fail.click();
    assert.equal(await shown.count(), 2);
    await page.close();
  });

  test('it follows the colour scheme of the reader and can be switched', async () => {
    const ground = (page: Page): Promise<string> => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const { page } = await open({ dark: true });
    const dark = await ground(page);
    await page.getByRole('button', { name: 'Light or dark' }).click();
    const light = await ground(page);
    assert.notEqual(dark, light);
    const other = await open();
    assert.equal(await ground(other.page), light);
    await page.close();
    await other.page.close();
  });

  test('text keeps a contrast of 4.5 to 1 in both schemes', async () => {
    for (const dark of [false, true]) {
      const { page } = await open({ dark });
      const poor = (await page.evaluate(contrastScript)) as string[];
      assert.deepEqual(poor, []);
      await page.close();
    }
  });

  test('a phone shows it without scrolling sideways', async () => {
    const { page } = await open({ width: 380 });
    assert.ok(Number(await page.evaluate('document.documentElement.scrollWidth')) <= 380);
    await page.close();
  });

  test('every section and drawing has a name for a screen reader, and the headings do not skip a level', async () => {
    const { page } = await open();
    assert.equal(await page.locator('section:not([aria-labelledby]), svg:not([aria-label])').count(), 0);
    const levels = (await page.evaluate(
      '[...document.querySelectorAll("h1,h2,h3")].map((h) => Number(h.tagName[1]))',
    )) as number[];
    for (const [i, level] of levels.entries()) assert.ok(level <= (levels[i - 1] ?? 0) + 1, `heading ${i}`);
    await page.close();
  });
});

/** WCAG 2.2, success criterion 1.4.3, on every element with text of its own. */
const contrastScript = `(() => {
  const parse = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const luminance = ([r, g, b]) => {
    const f = (v) => ((v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b);
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const poor = new Set();
  for (const element of document.querySelectorAll('body *:not(svg *):not(script)')) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
    if (!own || element.offsetParent === null || element.closest('.skip')) continue;
    const a = luminance(parse(getComputedStyle(element).color));
    const b = luminance(ground(element));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) poor.add(element.className + ' ' + element.textContent.trim().slice(0, 20) + ' ' + ratio.toFixed(2));
  }
  return [...poor];
})()`;
