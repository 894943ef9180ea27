import { describe, expect, test } from 'vitest';
import type { CertificationReport } from '../certification-report.ts';
import { sampleReport } from '../sample-report.test-fixture.ts';
import type { VectorStory } from '../vector-story.ts';
import { renderHtml } from './html.ts';
import { CERTIFICATION_FORMATS, renderCertificationReport } from './render-report.ts';

const REPORT = sampleReport({ A1B2: 'wrong-verdict', C3D4: 'crash', E5F6: 'unsupported' });

const EVIL = `</script><script>alert(1)</script><img src=x onerror=alert(2)>"'&\u001b[31m\u202e`;

/** The report with an implementation that tries to break out of every format. */
const HOSTILE: CertificationReport = {
  ...REPORT,
  implementation: { name: EVIL, version: EVIL },
  rows: REPORT.rows.map((row) => (row.outcome === 'pass' ? row : { ...row, detail: EVIL, expected: EVIL, got: EVIL })),
};

const STORY: VectorStory = {
  why: EVIL,
  expects: 'zip/duplicate-name',
  twin: { id: '7KM0', changes: [], entries: [EVIL], more: 0 },
};
const STORIES = new Map(REPORT.rows.map(({ vector }) => [vector, STORY]));

test.each(CERTIFICATION_FORMATS)('%s is the same for the same report', (format) => {
  const context = { stories: STORIES };
  const copy: CertificationReport = structuredClone(HOSTILE);
  expect(renderCertificationReport(format, copy, context)).toBe(renderCertificationReport(format, HOSTILE, context));
});

test.each(['text', 'junit', 'html'] as const)('%s holds no control character of an implementation', (format) => {
  expect(renderCertificationReport(format, HOSTILE)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/u);
});

describe('the text', () => {
  const text = renderCertificationReport('text', REPORT);
  test('says what each target came to, each failure, and the verdict', () => {
    expect(text).toContain('strict-zip@1 consumer, to the location: 5 of 8 pass\n');
    expect(text).toContain('strict-json@1 consumer, to the rule: 3 of 3 pass\n');
    expect(text).toContain('crash C3D4@2 zip/duplicate-name, zip/checksum-mismatch\n    became crash\n');
    expect(text.endsWith('not certified: 3 of 11 vectors did not pass\n')).toBe(true);
  });

  test('shows twenty failures and counts the rest', () => {
    const vectors = Array.from({ length: 30 }, (_, index) => ({
      id: `V${String(index).padStart(3, '0')}`,
      rev: 1,
      contract: 'strict-zip@1',
      role: 'consumer' as const,
      profile: 'core' as const,
      kind: 'reject' as const,
      cites: ['zip/symlink'],
    }));
    const outcomes = Object.fromEntries(vectors.map(({ id }) => [id, 'crash' as const]));
    const many = renderCertificationReport('text', sampleReport(outcomes, {}, vectors));
    expect(many.match(/^ {2}crash V/gm)).toHaveLength(20);
    expect(many).toContain('… and 10 more');
    expect(many).toContain('It never gave an answer');
  });

  test('tells of many failures how often which outcome came of each rule, most first', () => {
    const vectors = Array.from({ length: 24 }, (_, index) => ({
      id: `V${String(index).padStart(3, '0')}`,
      rev: 1,
      contract: 'strict-zip@1',
      role: 'consumer' as const,
      profile: 'core' as const,
      kind: 'reject' as const,
      cites: index < 4 ? ['zip/symlink', 'zip/duplicate-name'] : index < 23 ? ['zip/duplicate-name'] : [],
    }));
    const outcomes = Object.fromEntries(
      vectors.map(({ id }, index) => [id, index % 2 === 0 ? ('wrong-rule' as const) : ('crash' as const)]),
    );
    const many = renderCertificationReport('text', sampleReport(outcomes, {}, vectors));
    expect(many).toContain(
      [
        '… and 4 more; --output json=FILE has them all',
        '    zip/duplicate-name  10 wrong-rule, 9 crash',
        '    zip/symlink         2 wrong-rule, 2 crash',
        '    no rule             1 crash',
        '  12 wrong-rule, 12 crash\n',
      ].join('\n'),
    );
    expect(text).not.toContain('    zip/duplicate-name');
  });

  test('of one that passes names the result', () => {
    const good = sampleReport();
    expect(renderCertificationReport('text', good).endsWith(`certified result ${good.resultDigest}\n`)).toBe(true);
  });
});

describe('JUnit', () => {
  const xml = renderCertificationReport('junit', REPORT);
  test('has a suite a target and a case a vector; what did not pass is red, unsupported too', () => {
    expect(xml).toContain('<testsuite name="strict-zip@1 consumer" tests="8" failures="2" errors="1">');
    expect(xml).toContain('<testsuite name="strict-json@1 consumer" tests="3" failures="0" errors="0">');
    expect(xml.match(/<testcase /g)).toHaveLength(REPORT.rows.length);
    expect(xml).toContain('<error type="crash" message="became crash">');
    expect(xml).toContain('<failure type="unsupported"');
    expect(xml).not.toContain('skipped');
  });
});

describe('SARIF', () => {
  const log = JSON.parse(renderCertificationReport('sarif', REPORT));
  test('has a result for each vector that did not pass, with its rule, its place and a fingerprint', () => {
    const [run] = log.runs;
    expect(run.results.map((result: { ruleId: string }) => result.ruleId)).toEqual(Array(3).fill('zip/duplicate-name'));
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['zip/duplicate-name']);
    expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(
      'conformance/vectors/strict-zip/A1B2/vector.json',
    );
    const prints = run.results.map((result: { partialFingerprints: object }) =>
      JSON.stringify(result.partialFingerprints),
    );
    expect(new Set(prints).size).toBe(3);
  });
});

describe('the page', () => {
  const page = renderHtml([HOSTILE, sampleReport()], STORIES);
  test('runs nothing but its own script', () => {
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page).not.toContain('<img');
    expect(page).toMatch(
      /content="default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'"/,
    );
  });

  test('loads nothing', () => {
    expect(page).not.toMatch(/(?:src|href)="|url\(|@import|https?:/);
  });

  test('names reports of one name and version apart, by their files or by number', () => {
    const of = (digest?: string) => {
      const implementation = { name: 'one', version: '1', ...(digest !== undefined && { digest }) };
      return sampleReport({}, { implementation });
    };
    const [a, b] = ['ab'.repeat(32), 'cd'.repeat(32)];
    const heads = renderHtml([of(), of(), of(a), of(b), sampleReport()]).matchAll(
      /<th scope="col" class="cell">(.*?)</g,
    );
    expect([...heads].map(([, name]) => name).slice(0, 4)).toEqual([
      'one 1 #1',
      'one 1 #2',
      'one 1 (abababab)',
      'one 1 (cdcdcdcd)',
    ]);
  });

  test('holds the matrix without any script', () => {
    expect(page).toContain('data-rule="zip/duplicate-name" data-fails="1"');
    expect(page).toContain(
      '<td class="cell"><span class="bad">✗ 5 of 8</span></td><td class="cell"><span class="good">✓ 8</span></td>',
    );
  });
});
