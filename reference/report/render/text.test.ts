import { expect, test } from 'vitest';
import { COLOURED, PLAIN } from './paint.ts';
import { LINE_FINDING, SAMPLE } from './sample-report.test-fixture.ts';
import { renderText } from './text.ts';

test('the text names verdict, place, rule, message, excerpt and remedy', () => {
  const excerpts = new Map([[LINE_FINDING, ['2 | "a": 1', '  |   ^']]]);
  expect(renderText(SAMPLE, excerpts, PLAIN)).toBe(`invalid build/a b.zip (strict-zip@1)
  error zip/duplicate-name a<b>&"\\u{1b}[31m\\u{a}\\u{202e} at offset 42
    two members have the name a,b:c%\\u{1b}
    fix: Rename one of them.
invalid c.json (strict-json@1, profile core)
  error json/duplicate-key line 2:3 /a
    the name "a" stands twice
      2 | "a": 1
        |   ^
    fix: Remove one.
  there are more findings than a report holds
valid   d (anpkg@1)
  warning report/unused-ignore
    zip/x is ignored and has no finding
    fix: Remove the ignore.
3 artifacts: 1 valid, 2 invalid; 2 errors, 1 warning
`);
});

test('an ignored finding says why', () => {
  const findings = [{ ...LINE_FINDING, ignored: 'known since May' }];
  const [artifact] = SAMPLE.artifacts.filter(({ path }) => path === 'c.json').map((one) => ({ ...one, findings }));
  const text = renderText({ ...SAMPLE, artifacts: artifact === undefined ? [] : [artifact] }, new Map(), PLAIN);
  expect(text).toContain('error json/duplicate-key (ignored: known since May) line 2:3 /a\n');
});

test('colours are the only escape sequences, and each is ended', () => {
  const text = renderText(SAMPLE, new Map(), COLOURED);
  const codes = text.match(/\u001b\[\d+m/gu) ?? [];
  expect(codes.length).toBeGreaterThan(0);
  expect(
    codes.filter((_code, index) => index % 2 === 1).every((code) => ['\u001b[39m', '\u001b[22m'].includes(code)),
  ).toBe(true);
  expect(text.replaceAll(/\u001b\[\d+m/gu, '')).toBe(renderText(SAMPLE, new Map(), PLAIN));
});
