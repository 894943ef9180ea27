import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleReport } from '../sample-report.test-fixture.ts';
import type { VectorStory } from '../vector-story.ts';
import { renderHtml } from './html.ts';

const EVIL = `</script><script>document.title='owned'</script><img src=x onerror="document.title='owned'">`;

const STORIES = new Map<string, VectorStory>([
  [
    'A1B2',
    {
      why: 'One digit of a digest differs.',
      expects: 'zip/duplicate-name',
      twin: {
        id: '7KM0',
        changes: [
          {
            offset: 26,
            before: { lead: '0a0b', changed: '61', cut: 0, trail: '0c' },
            after: { lead: '0a0b', changed: '6263', cut: 0, trail: '0c' },
          },
        ],
        entries: [],
        more: 2,
      },
    },
  ],
]);

const failing = sampleReport({ A1B2: 'wrong-verdict', C3D4: 'crash' });
const hostile = {
  ...failing,
  implementation: { name: EVIL, version: '1' },
  rows: failing.rows.map((row) => (row.outcome === 'pass' ? row : { ...row, detail: EVIL, got: EVIL })),
};

const folder = mkdtempSync(join(tmpdir(), 'page-'));
const path = join(folder, 'page.html');
writeFileSync(path, renderHtml([hostile, sampleReport()], STORIES));
const url = pathToFileURL(path).href;
let browser: Browser;
let page: Page;
const troubles: string[] = [];

beforeAll(async () => {
  // Without a user namespace, as in most containers, the browser has no sandbox to offer.
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

async function open(fragment = '', colorScheme: 'light' | 'dark' = 'light'): Promise<void> {
  page = await browser.newPage({ colorScheme });
  page.on('console', (message) => troubles.push(message.text()));
  page.on('pageerror', ({ message }) => troubles.push(message));
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== url) troubles.push(request.url());
  });
  await page.goto(`${url}${fragment}`);
}

function shownRules(): Promise<number> {
  return page.locator('tr.rule:visible').count();
}

// Texts with less contrast than WCAG 2.2 asks for (1.4.3); runs in the page.
const FAINT_TEXTS = `(() => {
  const channels = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const luminance = (colour) => {
    const [red, green, blue] = channels(colour).map((value) =>
      value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const paperOf = (element) => {
    const { backgroundColor } = getComputedStyle(element);
    return channels(backgroundColor)[3] === 0 ? paperOf(element.parentElement) : backgroundColor;
  };
  const texts = [...document.querySelectorAll('main *')].filter((element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== ''));
  if (texts.length < 20) throw new Error('there is hardly any text');
  return texts.map((element) => {
    const [light, dark] = [luminance(getComputedStyle(element).color), luminance(paperOf(element))].sort((a, b) => b - a);
    return { text: element.textContent.slice(0, 40), ratio: (light + 0.05) / (dark + 0.05) };
  }).filter(({ ratio }) => ratio < 4.5);
})()`;

describe('the page in a browser', () => {
  test('shows what an implementation says as text, and runs none of it', async () => {
    await open('#A1B2');
    expect(await page.title()).toContain('</script>');
    expect(await page.locator('h2').first().textContent()).toContain(EVIL);
    expect(await page.locator('[data-vector=A1B2] .body').textContent()).toContain(EVIL);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.title()).not.toBe('owned');
  });

  test('a rule opens by the keyboard alone, and so does a vector of it, failures first', async () => {
    await open();
    await page.keyboard.press('/');
    await page.keyboard.type('zip duplicate');
    expect(await shownRules()).toBe(1);
    await page.locator('button.open:visible').focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('button.open:visible').getAttribute('aria-expanded')).toBe('true');
    expect(await page.locator('details.vector code').allTextContents()).toEqual([
      'A1B2@1',
      'C3D4@2',
      '2JQS@1',
      '7KM0@2',
      'E5F6@1',
      'G7H8@2',
      'J9K0@1',
      'M1N2@2',
    ]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const body = page.locator('[data-vector=A1B2] .body');
    // The page fills what is opened when the browser tells it so, which may be a moment later.
    await body.locator('.hex').first().waitFor();
    expect(await body.locator('.hex').allInnerTexts()).toEqual(['0a 0b 61 0c', '0a 0b 62 63 0c']);
    expect(await body.locator('mark').allInnerTexts()).toEqual(['61', '62 63']);
    expect(await body.innerText()).toContain('offset 26 (0x1a)');
    expect(await body.innerText()).toContain('and 2 more edits');
  });

  test('filters by contract, by failure and by vector, and counts', async () => {
    await open();
    expect(await shownRules()).toBe(3);
    await page.selectOption('#contract', 'strict-json@1');
    expect(await shownRules()).toBe(1);
    await page.check('#failing');
    expect(await shownRules()).toBe(0);
    await page.selectOption('#contract', '');
    expect(await shownRules()).toBe(2);
    await page.uncheck('#failing');
    await page.fill('#search', 't7v8');
    expect(await page.locator('tr.rule:visible code').allTextContents()).toEqual(['json/duplicate-key']);
    expect(await page.locator('#count').textContent()).toBe('1 of 3 rules');
  });

  test('follows a link to a twin', async () => {
    await open('#A1B2');
    await page.locator('[data-vector=A1B2] a').click();
    expect(await page.locator('[data-vector="7KM0"]').getAttribute('open')).toBe('');
  });

  test.each(['light', 'dark'] as const)(
    'is legible in %s: every text has a contrast of at least 4.5',
    async (scheme) => {
      await open('#A1B2', scheme);
      const faint = await page.evaluate(FAINT_TEXTS);
      expect(faint).toEqual([]);
      expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(
        scheme === 'light' ? 'rgb(251, 251, 250)' : 'rgb(22, 24, 27)',
      );
    },
  );

  test('asked for nothing and complained of nothing all the while', () => {
    expect(troubles).toEqual([]);
  });
});
