import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RuleId } from '../../generated/catalogue.ts';
import { HARDENED } from '../../report/rule-selection.ts';
import { signIndex } from '../authenticity/sign-index.ts';
import { repositoryWith } from '../example-repository.test-fixture.ts';
import { validateDistribution } from './validate.ts';

const INDEX = 'dist/index.json';
const SIGNATURE = 'dist/index.signature.json';
const OUTDATED = 'distribution/signature-outdated';

async function signed(): Promise<string> {
  const root = repositoryWith({});
  await signIndex({
    root,
    privateKeys: [generateKeyPairSync('ed25519').privateKey],
    expires: '2027-01-01T00:00:00Z',
    now: '2026-11-21T00:00:00Z',
    ticket: '0'.repeat(32),
    patience: 0,
  });
  return root;
}

async function findingsOf(root: string, without: readonly RuleId[] = []) {
  const selection = { ...HARDENED, without: new Set(without) };
  const artifact = { kind: 'folder' as const, name: 'r', path: root };
  const { findings } = await validateDistribution(artifact, { selection, observe: false });
  return findings.filter(({ rule }) => rule === OUTDATED).map(({ at }) => at);
}

describe('the signature of an index', () => {
  test('is looked for, and is none of another index', async () => {
    const root = await signed();
    expect(await findingsOf(root)).toEqual([]);
    writeFileSync(join(root, INDEX), `${readFileSync(join(root, INDEX), 'utf8')}\n`);
    expect(await findingsOf(root)).toEqual([{ member: SIGNATURE }]);
    expect(await findingsOf(root, [OUTDATED])).toEqual([]);
  });

  test('need not be there, and says nothing without the index', async () => {
    const root = await signed();
    rmSync(join(root, INDEX));
    expect(await findingsOf(root)).toEqual([]);
    expect(await findingsOf(repositoryWith({}))).toEqual([]);
  });

  test('is none in an envelope that is larger than any', async () => {
    const root = await signed();
    const envelope = readFileSync(join(root, SIGNATURE), 'utf8');
    writeFileSync(join(root, SIGNATURE), envelope.padEnd(1_048_576));
    expect(await findingsOf(root)).toEqual([]);
    writeFileSync(join(root, SIGNATURE), envelope.padEnd(1_048_577));
    expect(await findingsOf(root)).toEqual([{ member: SIGNATURE }]);
  });
});
