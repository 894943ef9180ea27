import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runIn } from '../../reference/cli/cli-run.test-fixture.ts';
import { examinePackager } from '../suite/packager/examine-packager.ts';
import type { Packager } from '../suite/packager/packager.ts';

// A rule of the packager is worth something where a packager that breaks it is caught, by the id of the rule.
const root = join(import.meta.dirname, '../..');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'packager-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const sound: Packager = (args) => runIn(folder, args);

async function brokenRules(packager: Packager): Promise<readonly string[]> {
  const breaches = await examinePackager(packager, { folder, root });
  return [...new Set(breaches.map(({ rule }) => rule.replace('doctor-cli-package/', '')))].sort();
}

/** The sound packager, with something done to each package that it made. */
function afterwards(change: (out: string) => void): Packager {
  return async (args) => {
    const run = await sound(args);
    if (run.code === 0) change(args[args.indexOf('--out-dir') + 1] ?? '');
    return run;
  };
}

/** The sound packager, with something done to the output of each run that failed. */
function onFailure(change: (out: string) => void): Packager {
  return async (args) => {
    const run = await sound(args);
    if (run.code !== 0) change(args[args.indexOf('--out-dir') + 1] ?? '');
    return run;
  };
}

/** The sound packager, with something done ahead of each run to what stands at its output. */
function beforehand(change: (out: string) => void): Packager {
  return async (args) => {
    change(args[args.indexOf('--out-dir') + 1] ?? '');
    return sound(args);
  };
}

function rewrite(path: string, change: (text: string) => string): void {
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

test('the reference breaks no rule of the packager', async () => {
  expect(await examinePackager(sound, { folder, root })).toEqual([]);
});

let runs = 0;
const FAULTY: readonly (readonly [string, string, Packager])[] = [
  [
    'writes one more member into a template',
    'template-unknown-member',
    afterwards((out) =>
      rewrite(join(out, 'config/demo.local.json'), (text) => text.replace(/\n\}/u, ',\n  "x": 1\n}')),
    ),
  ],
  [
    'writes the manifest without its final line break',
    'package-not-canonical',
    afterwards((out) => rewrite(join(out, 'release-manifest.json'), (text) => text.trimEnd())),
  ],
  [
    'indents a template by four spaces',
    'package-not-canonical',
    afterwards((out) => rewrite(join(out, 'config/demo.ci.json'), (text) => text.replaceAll('\n  ', '\n    '))),
  ],
  [
    'writes the members of the payload in another order',
    'package-not-canonical',
    async (args) => {
      const run = await sound(args);
      if (run.code !== 0) return run;
      const { schema_version, ...rest } = JSON.parse(run.stdout);
      return { ...run, stdout: `${JSON.stringify({ ...rest, schema_version }, undefined, 2)}\n` };
    },
  ],
  [
    'counts its runs in a template',
    'package-not-deterministic',
    afterwards((out) => {
      runs += 1;
      rewrite(join(out, 'config/demo.ci.json'), (text) => text.replace('doctor-reports', `doctor-reports-${runs}`));
    }),
  ],
  [
    'tells its output folder in the payload',
    'package-not-deterministic',
    async (args) => {
      const run = await sound(args);
      const out = args[args.indexOf('--out-dir') + 1] ?? '';
      return { ...run, stdout: run.stdout.replace('"bin/demo"', JSON.stringify(`${out}/bin/demo`)) };
    },
  ],
  [
    'leaves the folder that it made where it fails',
    'failure-leaves-output',
    onFailure((out) => {
      if (!existsSync(out)) mkdirSync(out, { recursive: true });
    }),
  ],
  [
    'touches the earlier package where it fails',
    'failure-leaves-output',
    onFailure((out) => {
      if (existsSync(join(out, 'bin/demo'))) writeFileSync(join(out, 'bin/demo'), '');
    }),
  ],
  [
    'takes a format that there is not for JSON',
    'unsupported-output-format',
    (args) => sound(args.map((arg) => (arg === 'yaml' ? 'json' : arg))),
  ],
  [
    'removes a file that stands at its output',
    'output-not-folder',
    beforehand((out) => {
      if (existsSync(out) && statSync(out).isFile()) rmSync(out);
    }),
  ],
  [
    'empties a folder that holds no package',
    'output-not-empty',
    beforehand((out) => {
      if (existsSync(join(out, 'notes.txt'))) rmSync(out, { recursive: true });
    }),
  ],
  [
    'packages a copy of its program, wherever that lies',
    'output-holds-source',
    async (args) => {
      const [source = '', out = ''] = ['--source-binary', '--out-dir'].map(
        (name) => args[args.indexOf(name) + 1] ?? '',
      );
      if (!source.startsWith(`${out}/`)) return sound(args);
      const copy = mkdtempSync(join(tmpdir(), 'packager-copy-'));
      copyFileSync(source, join(copy, 'demo'));
      const run = await sound(args.with(args.indexOf('--source-binary') + 1, join(copy, 'demo')));
      rmSync(copy, { recursive: true });
      return run;
    },
  ],
  [
    'fails without saying what to do',
    'missing-remediation',
    async (args) => {
      const run = await sound(args);
      return { ...run, stderr: run.stderr.replace(/"remediation": "[^"]*"/u, '"remediation": " "') };
    },
  ],
];

test.each(FAULTY)('a packager that %s breaks %s, and no other rule', async (_what, rule, packager) => {
  expect(await brokenRules(packager)).toEqual([rule]);
});

test('a packager that fails in words that no program can read says neither why nor what to do', async () => {
  const rules = await brokenRules(async (args) => {
    const run = await sound(args);
    return { ...run, stderr: run.code === 0 ? '' : 'something went wrong\n' };
  });
  expect(rules).toContain('missing-remediation');
  expect(rules).toContain('smoke-not-started');
});

test('a packager that never runs a smoke lets each program pass that falls short', async () => {
  const rules = await brokenRules((args) => sound(args.filter((arg) => arg !== '--smoke')));
  expect(rules.filter((rule) => rule.startsWith('smoke'))).toEqual([
    'smoke-failed',
    'smoke-no-version',
    'smoke-not-started',
    'smoke-other-contract',
    'smoke-other-output',
    'smoke-other-version',
  ]);
});
