import { appendFileSync, chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildZip } from '../../conformance/recipes/zip-builder.ts';
import { bufferSource } from '../archive/byte-source.ts';
import { HARDENED } from '../report/rule-selection.ts';
import { inFolder, minimalFiles, type PackageFiles, withChecksums } from './minimal-package.test-fixture.ts';
import { validateAnpkg } from './validate.ts';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'replay-test-'));
});
afterEach(() => {
  rmSync(place, { recursive: true, force: true });
});

/** A runtime that runs the given JavaScript. */
function runtime(body: string): string {
  const path = join(place, 'runtime');
  writeFileSync(path, `#!${process.execPath}\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

function replay(runtimeBinary: string, replaySeconds?: number, files: PackageFiles = withChecksums(minimalFiles())) {
  return inFolder(files, (path) =>
    validateAnpkg(
      { kind: 'folder', name: 'x', path },
      { selection: HARDENED, observe: false, runtimeBinary, ...(replaySeconds !== undefined && { replaySeconds }) },
    ),
  );
}

test('the runtime sees a clean private root, two arguments, and no environment but PATH', async () => {
  const record = join(place, 'record.json');
  const binary = runtime(`
    const fs = require('node:fs');
    const files = fs.readdirSync('.', { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile()).map((entry) => require('node:path').join(entry.parentPath, entry.name)).sort();
    fs.writeFileSync(${JSON.stringify(record)}, JSON.stringify({
      args: process.argv.slice(2), folder: process.cwd(), mode: fs.statSync('.').mode % 512, files,
      environment: Object.keys(process.env), profile: fs.readFileSync('machine-profile.yaml', 'utf8') }));`);
  expect((await replay(binary)).findings).toEqual([]);
  const seen = JSON.parse(readFileSync(record, 'utf8'));
  expect(seen).toMatchObject({
    args: ['--check-config', 'runtime/anolis-runtime.yaml'],
    mode: 0o700,
    files: Object.keys(withChecksums(minimalFiles())).sort(),
    environment: ['PATH'],
    profile: minimalFiles()['machine-profile.yaml'],
  });
  expect(dirname(seen.folder)).toBe(tmpdir());
  expect(existsSync(seen.folder)).toBe(false);
});

test('an archive is replayed as well', async () => {
  const record = join(place, 'record');
  const files = Object.entries(withChecksums(minimalFiles())).map(([name, data]) => ({ name, data }));
  const { findings } = await validateAnpkg(
    { kind: 'bytes', name: 'x.anpkg', source: bufferSource(buildZip(files).bytes) },
    {
      selection: HARDENED,
      observe: false,
      runtimeBinary: runtime(`
        const fs = require('node:fs');
        fs.copyFileSync(process.argv[3], ${JSON.stringify(record)});`),
    },
  );
  expect(findings).toEqual([]);
  expect(readFileSync(record, 'utf8')).toBe(minimalFiles()['runtime/anolis-runtime.yaml']);
});

describe('a failure', () => {
  test('is a finding with the exit code and the first line', async () => {
    const binary = runtime(
      `console.log('later'); console.error('\\n ERROR: port \\u001b[31m0\\nmore'); process.exitCode = 7;`,
    );
    const { findings } = await replay(binary);
    expect(findings).toEqual([
      {
        rule: 'anpkg/replay-failed',
        at: { member: 'runtime/anolis-runtime.yaml' },
        details: { outcome: 'exit code 7', output: 'ERROR: port \ufffd[31m0' },
      },
    ]);
  });

  test.each([
    ['process.exit(1)', 'no output'],
    [`console.error('bad token: geheim'); process.exit(1)`, 'output not shown, because it mentions a secret'],
    [`console.error('http://u:geheim@host'); process.exit(1)`, 'output not shown, because it mentions a secret'],
  ])('%s shows %s', async (body, output) => {
    expect((await replay(runtime(body))).findings).toMatchObject([{ details: { outcome: 'exit code 1', output } }]);
  });

  test('shows at most 200 characters, however much is printed', async () => {
    const { findings } = await replay(runtime(`process.stderr.write('é'.repeat(10_000_000), () => process.exit(1))`));
    expect(findings).toMatchObject([{ details: { output: 'é'.repeat(200) } }]);
  });

  test('may be a signal', async () => {
    const { findings } = await replay(runtime(`process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 5000)`));
    expect(findings).toMatchObject([{ rule: 'anpkg/replay-failed', details: { outcome: 'signal SIGTERM' } }]);
  });
});

test('a runtime that overruns is killed with all that it started, and that is a finding', async () => {
  const record = join(place, 'child');
  const binary = join(place, 'runtime');
  // A shell begins in no time, so that all of the second is its own.
  const script = `#!/bin/sh\ntrap '' TERM\nsleep 600 &\necho $! > '${record}'\nwait\n`;
  writeFileSync(binary, script, { mode: 0o755 });
  const { findings } = await replay(binary, 1);
  expect(findings).toMatchObject([{ rule: 'anpkg/replay-timeout', details: { seconds: 1 } }]);
  // Who was killed may take a moment to end.
  await expect.poll(() => isRunning(Number(readFileSync(record, 'utf8'))), { timeout: 60_000 }).toBe(false);
});

// A killed process whose new parent has not looked yet is a zombie: that is not running either.
function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

test('a package with an error is not replayed', async () => {
  const record = join(place, 'ran');
  const files = { ...withChecksums(minimalFiles()), extra: '' };
  const { findings } = await replay(
    runtime(`require('node:fs').writeFileSync(${JSON.stringify(record)}, '')`),
    10,
    files,
  );
  expect(findings.map(({ rule }) => rule)).toEqual(['anpkg/unlisted-member']);
  expect(existsSync(record)).toBe(false);
});

test('a runtime that does not exist is misuse', async () => {
  await expect(replay(join(place, 'nothing'))).rejects.toMatchObject({ code: 'usage' });
  await expect(replay(place)).rejects.toMatchObject({ code: 'usage' });
});

test('a runtime that cannot be started is an error of the system, and the root is removed', async () => {
  const path = join(place, 'runtime');
  writeFileSync(path, 'x');
  await expect(replay(path)).rejects.toMatchObject({ code: 'io' });
  const folders: string[] = [];
  const files = withChecksums(minimalFiles());
  const failing = inFolder(files, (root) =>
    validateAnpkg(
      { kind: 'folder', name: 'x', path: root },
      {
        selection: HARDENED,
        observe: false,
        runtimeBinary: path,
        run: async ({ folder }) => {
          folders.push(folder);
          throw new Error('x');
        },
      },
    ),
  );
  await expect(failing).rejects.toThrow('x');
  expect(folders.map((folder) => existsSync(folder))).toEqual([false]);
});

test('a member that changed since it was verified is not replayed', async () => {
  const files = withChecksums(minimalFiles());
  const binary = runtime('');
  const changing = inFolder(files, (root) => {
    const judged = validateAnpkg(
      { kind: 'folder', name: 'x', path: root },
      { selection: HARDENED, observe: false, runtimeBinary: binary },
    );
    // The pass over the bytes is over when the first promise is made; extraction is not.
    writeFileSync(join(root, 'providers/sim0.yaml'), 'devices: {}\n');
    appendFileSync(join(root, 'machine-profile.yaml'), '# longer\n');
    return judged;
  });
  await expect(changing).rejects.toMatchObject({ code: 'source-changed' });
});
