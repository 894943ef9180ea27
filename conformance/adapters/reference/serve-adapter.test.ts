import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type AnswerBody, answerRequest } from './answer-request.ts';
import { serveAdapter } from './serve-adapter.ts';

async function ask(request: object, answer: () => Promise<AnswerBody>): Promise<string> {
  const written: string[] = [];
  const line = async function* () {
    yield Buffer.from(`${JSON.stringify({ id: 1, ...request })}\n`);
  };
  await serveAdapter(line(), (text) => written.push(text), answer);
  return written.join('');
}

const VALIDATE = { op: 'validate', contract: 'strict-zip@1', profile: 'core', input: 'x', options: {} };

test.each([
  ['fits into a line', 8_000_000, true],
  ['does not fit into a line', 9_000_000, false],
])('an observation that %s', async (_, length, isKept) => {
  const members = [{ path: 'a'.repeat(length), type: 'file', size: 0 }];
  const observation = { members, documents: {}, references: [] };
  const written = await ask(VALIDATE, async () => ({ result: { valid: true, findings: [], observation } }));
  expect(JSON.parse(written)).toEqual({
    id: 1,
    result: { valid: true, findings: [], ...(isKept ? { observation } : {}) },
  });
});

test.each(['strict-zip@1', 'strict-json@1', 'strict-yaml@1'])('a folder is no %s', async (contract) => {
  const folder = mkdtempSync(join(tmpdir(), 'adapter-'));
  try {
    const answer = await answerRequest({
      id: 1,
      op: 'validate',
      contract,
      profile: 'core',
      input: folder,
      options: {},
    });
    expect(answer).toMatchObject({ result: { valid: false, findings: [{ rule: 'report/other-contract' }] } });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
