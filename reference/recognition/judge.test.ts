import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Artifact } from '../archive/artifact.ts';
import { bufferSource } from '../archive/byte-source.ts';
import { PACK_C } from '../assets-pa/pack.test-fixture.ts';
import { CORE, HARDENED } from '../report/rule-selection.ts';
import { collectExcerpts } from './collect-excerpts.ts';
import { judge, judgeArtifact } from './judge.ts';
import { packageOf, zipOf } from './sample-artifacts.test-fixture.ts';

const options = { selection: HARDENED, observe: false } as const;

function bytes(name: string, content: string | Uint8Array): Artifact {
  return { kind: 'bytes', name, source: bufferSource(Buffer.from(content)) };
}

async function shown(artifact: Artifact): Promise<string> {
  const judged = await judgeArtifact(artifact, options);
  const excerpts = await collectExcerpts(artifact, judged);
  return JSON.stringify([judged.report, [...excerpts.values()]]);
}

describe('a judged artifact', () => {
  test('has size, digest, contract and profile', async () => {
    const content = packageOf();
    expect(await judge(bytes('a.anpkg', content), options)).toEqual({
      path: 'a.anpkg',
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      contract: 'anpkg@1',
      profile: 'hardened',
      valid: true,
      truncated: false,
      findings: [],
    });
  });

  test('is read no further than judging it takes, where its digest is not wanted', async () => {
    let bytesRead = 0;
    const read = (position: number, target: Uint8Array): void => {
      bytesRead += target.length;
      target.fill(0);
      target.set(PACK_C.subarray(position, position + target.length));
    };
    const artifact = { kind: 'bytes', name: 'a.pa', source: { size: 2 ** 40, read } } as const;
    const report = await judge(artifact, { ...options, contract: 'assets-pa@1', digest: false });
    expect(report).toMatchObject({ primary: 'assets-pa/trailing-payload', size: 2 ** 40 });
    expect(report).not.toHaveProperty('sha256');
    expect(bytesRead).toBeLessThan(2 ** 20);
  });

  test.each([CORE, HARDENED])(
    'of another contract than the demanded one is invalid in every profile',
    async (selection) => {
      const report = await judge(bytes('a', '[]'), { selection, observe: false, contract: 'anpkg@1' });
      expect(report).toMatchObject({ valid: false, primary: 'report/other-contract' });
      expect(report).not.toHaveProperty('contract');
      expect(report.findings[0]?.message).toContain('strict-json@1');
    },
  );

  test('whose name claims another contract is invalid however sound it is', async () => {
    const report = await judge(bytes('a.anpkg', '{}'), options);
    expect(report).toMatchObject({ contract: 'strict-json@1', primary: 'report/name-claims-other-contract' });
  });

  test('of a document is judged by its foundation contract', async () => {
    const report = await judge(bytes('a.json', '{"a":1,"a":2}'), options);
    expect(report).toMatchObject({ contract: 'strict-json@1', primary: 'json/duplicate-key' });
  });
});

describe('no output shows a secret', () => {
  const SECRET = 'q7w8e9r0t1';
  test.each([
    ['under a token-like key', { 'providers/sim0.yaml': `devices: []\napi_token: ${SECRET}\n` }],
    [
      'under a token-like key, with another finding on its line',
      { 'providers/sim0.yaml': `{token: ${SECRET}, a: 010}\n` },
    ],
    ['in a document that cannot be parsed', { 'providers/sim0.yaml': `token: [${SECRET}\nx: ${SECRET}\n` }],
    ['in a document with a duplicate key', { 'providers/sim0.yaml': `token: ${SECRET}\ntoken: ${SECRET}\n` }],
    ['in credentials of a URL', { 'providers/sim0.yaml': `url: https://user:${SECRET}@host.example/\n` }],
  ])('%s', async (_where, changes) => {
    const text = await shown(bytes('a.anpkg', packageOf(changes)));
    expect(text).toContain('"valid":false');
    expect(text).not.toContain(SECRET);
  });

  test('in bytes behind the archive', async () => {
    const text = await shown(bytes('a.anpkg', Buffer.concat([packageOf(), Buffer.from(`token: ${SECRET}`)])));
    expect(text).toContain('"valid":false');
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain(Buffer.from(SECRET).toString('hex').slice(0, 8));
  });
});

describe('an excerpt', () => {
  test('is the line of the member that a finding is in', async () => {
    const artifact = bytes('a.anpkg', packageOf({ 'providers/sim0.yaml': 'devices: []\nmode: 010\n' }));
    const judged = await judgeArtifact(artifact, options);
    const excerpts = await collectExcerpts(artifact, judged);
    expect([...excerpts.values()].flat()).toContain('2 | mode: 010');
  });

  test('of a record of the container is a dump of its bytes', async () => {
    const content = zipOf({ 'a.txt': 'x' });
    // The central directory's signature stands for itself: 50 4b 01 02 with the version made by, 20 for Unix.
    const at = content.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    content.writeUInt32LE(5, at + 24);
    const artifact = bytes('a.zip', content);
    const judged = await judgeArtifact(artifact, options);
    const lines = [...(await collectExcerpts(artifact, judged)).values()].flat();
    expect(judged.report.valid).toBe(false);
    expect(lines.some((line) => /^0x0000[0-9a-f]{4} {2}50 4b/u.test(line))).toBe(true);
  });
});
