import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ARTIFACT, example, IDENTITY, repositoryWith } from '../example-repository.test-fixture.ts';
import { folderReader } from '../resolve/folder-reader.ts';
import { addSignature } from './add-signature.ts';
import { rememberSeen, renderTrust } from './remember-seen.ts';
import { resolveTrusting } from './resolve-trusting.ts';
import { signIndex } from './sign-index.ts';

const NOW = '2026-06-01T00:00:00Z';
const EXPIRES = '2026-07-01T00:00:00Z';
const INDEX = 'dist/index.json';
const SIGNATURE = 'dist/index.signature.json';
const NAME = 'codex-controller-loop';

interface Signer {
  readonly privateKey: KeyObject;
  readonly entry: { readonly keyid: string; readonly public_key: string };
}

function newSigner(): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return { privateKey, entry: { keyid: sha256(spki), public_key: spki.toString('base64') } };
}
const [alice, bob, carol, mallory] = [newSigner(), newSigner(), newSigner(), newSigner()];

function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

interface TrustChanges {
  readonly name?: string;
  readonly threshold?: number;
  readonly seen?: { readonly version: number; readonly sha256: string };
}

function trustOf(signers: readonly Signer[], changes: TrustChanges = {}): string {
  const { name = NAME, threshold = 1, seen } = changes;
  const keys = signers.map(({ entry }) => ({ ...entry }));
  return renderTrust({
    schema_version: 'distribution-trust-v1',
    name,
    threshold,
    keys,
    ...(seen && { seen: { ...seen } }),
  });
}

const lane = () => ({ ticket: sha256(String(Math.random())).slice(0, 32), patience: 10_000 });
const signWith = (
  root: string,
  signers: readonly Signer[],
  more: { version?: number; expires?: string; now?: string } = {},
) =>
  signIndex({
    root,
    privateKeys: signers.map(({ privateKey }) => privateKey),
    expires: EXPIRES,
    now: NOW,
    ...lane(),
    ...more,
  });

async function resolve(root: string, trust: string, now = NOW): Promise<string> {
  const trustFile = { bytes: Buffer.from(trust), member: 'trust file' };
  const { resolution, seen } = await resolveTrusting(folderReader(root), trustFile, {
    identity: IDENTITY,
    now,
    options: {},
  });
  if (resolution.kind === 'resolved') return `${resolution.path} seen ${seen?.version}`;
  expect(seen).toBeUndefined();
  return resolution.rule;
}
const RESOLVED = (version: number) => `${ARTIFACT} seen ${version}`;

/** An envelope made by hand, from the DSSE specification. */
function envelopeOf(
  payload: string,
  signatures: readonly { keyid: string; key: KeyObject; type?: string }[],
  type = PAYLOAD_TYPE,
): string {
  const listed = signatures.map(({ keyid, key, type: signedAs = type }) => ({
    keyid,
    sig: sign(null, Buffer.from(`DSSEv1 ${signedAs.length} ${signedAs} ${payload.length} ${payload}`), key).toString(
      'base64',
    ),
  }));
  return JSON.stringify({ payloadType: type, payload: Buffer.from(payload).toString('base64'), signatures: listed });
}
const PAYLOAD_TYPE = 'application/vnd.package-contracts.distribution-index+json';

function payloadOf(root: string): string {
  return Buffer.from(JSON.parse(readFileSync(join(root, SIGNATURE), 'utf8')).payload, 'base64').toString('utf8');
}

describe('a signed index', () => {
  test('resolves by the key that is trusted, and its rows have the digests of their checksums', async () => {
    const root = repositoryWith({});
    expect(await signWith(root, [alice])).toMatchObject({
      outcome: 'signed',
      signed: { version: 1 },
      keyids: [alice.entry.keyid],
    });
    expect(readFileSync(join(root, INDEX), 'utf8')).toContain(`"checksums_sha256": "${sha256(example('checksums'))}"`);
    expect(JSON.parse(payloadOf(root))).toEqual({
      schema_version: 'distribution-signed-index-v1',
      name: NAME,
      contract_version: '1.0.0',
      version: 1,
      expires: EXPIRES,
      index: {
        path: INDEX,
        size: readFileSync(join(root, INDEX)).length,
        sha256: sha256(readFileSync(join(root, INDEX))),
      },
    });
    expect(await resolve(root, trustOf([alice]))).toBe(RESOLVED(1));
    expect(await resolve(root, trustOf([bob]))).toBe('distribution/signature-untrusted');
  });

  test('is refused where there is no signature, and read without a trust file', async () => {
    expect(await resolve(repositoryWith({}), trustOf([alice]))).toBe('distribution/signature-missing');
  });

  test('has a version that rises with every signature, and never falls', async () => {
    const root = repositoryWith({});
    await signWith(root, [alice], { version: 7 });
    expect(await signWith(root, [alice])).toMatchObject({ signed: { version: 8 } });
    await expect(signWith(root, [alice], { version: 8 })).rejects.toMatchObject({ code: 'usage' });
    writeFileSync(join(root, SIGNATURE), 'damaged');
    await expect(signWith(root, [alice])).rejects.toMatchObject({ code: 'usage' });
    expect(await signWith(root, [alice], { version: 9 })).toMatchObject({ signed: { version: 9 } });
  });

  test('is not made of a repository that breaks a rule, which stays as it was', async () => {
    const root = repositoryWith({ [ARTIFACT]: Buffer.from('another') });
    expect(await signWith(root, [alice])).toMatchObject({ outcome: 'refused' });
    expect(existsSync(join(root, SIGNATURE))).toBe(false);
    expect(readFileSync(join(root, INDEX), 'utf8')).toBe(example('index'));
  });

  test('is not made with an expiry that is over', async () => {
    await expect(signWith(repositoryWith({}), [alice], { expires: NOW })).rejects.toMatchObject({ code: 'usage' });
  });
});

describe('what TUF calls', () => {
  test('a rollback: an older signed index behind a newer one', async () => {
    const root = repositoryWith({});
    await signWith(root, [alice]);
    const [index, signature] = [readFileSync(join(root, INDEX)), readFileSync(join(root, SIGNATURE))];
    await signWith(root, [alice]);
    const trust = join(root, 'trust.json');
    writeFileSync(trust, trustOf([alice]));
    expect(await resolve(root, readFileSync(trust, 'utf8'))).toBe(RESOLVED(2));
    await rememberSeen(trust, { version: 2, sha256: sha256(payloadOf(root)) }, lane());
    writeFileSync(join(root, INDEX), index);
    writeFileSync(join(root, SIGNATURE), signature);
    expect(await resolve(root, readFileSync(trust, 'utf8'))).toBe('distribution/signed-index-rollback');
    expect(await resolve(root, trustOf([alice]))).toBe(RESOLVED(1));
  });

  test('a freeze: an index that is held back until its signature is over', async () => {
    const root = repositoryWith({});
    await signWith(root, [alice]);
    expect(await resolve(root, trustOf([alice]), '2026-06-30T23:59:59Z')).toBe(RESOLVED(1));
    expect(await resolve(root, trustOf([alice]), EXPIRES)).toBe('distribution/signed-index-expired');
  });

  test('mix and match: the signature of one state with the index or the checksums of another', async () => {
    const root = repositoryWith({});
    await signWith(root, [alice]);
    const before = readFileSync(join(root, INDEX));
    writeFileSync(join(root, INDEX), Buffer.concat([before, Buffer.from('\n')]));
    expect(await resolve(root, trustOf([alice]))).toBe('distribution/signed-index-mismatch');
    writeFileSync(join(root, INDEX), before);
    const checksums = join(root, ARTIFACT, '../package/checksums.json');
    writeFileSync(checksums, `${example('checksums')} `);
    expect(await resolve(root, trustOf([alice]))).toBe('distribution/checksums-digest-mismatch');
  });

  test('equivocation: one version with two contents', async () => {
    const root = repositoryWith({});
    await signWith(root, [alice], { version: 3 });
    const seen = { version: 3, sha256: sha256(payloadOf(root)) };
    expect(await resolve(root, trustOf([alice], { seen }))).toBe(RESOLVED(3));
    rmSync(join(root, SIGNATURE));
    await signWith(root, [alice], { version: 3, expires: '2026-07-02T00:00:00Z' });
    expect(await resolve(root, trustOf([alice], { seen }))).toBe('distribution/signed-index-equivocation');
  });
});

describe('signatures', () => {
  const three = [alice, bob, carol];

  test('reach a threshold of two by two keys of three, also one after the other', async () => {
    const root = repositoryWith({});
    await signWith(root, [alice]);
    expect(await resolve(root, trustOf(three, { threshold: 2 }))).toBe('distribution/signature-untrusted');
    const added = await addSignature({ root, privateKeys: [carol.privateKey], now: NOW, ...lane() });
    expect(added).toMatchObject({
      outcome: 'signed',
      signed: { version: 1 },
      keyids: [alice.entry.keyid, carol.entry.keyid],
    });
    expect(await resolve(root, trustOf(three, { threshold: 2 }))).toBe(RESOLVED(1));
    expect(await resolve(root, trustOf(three, { threshold: 3 }))).toBe('distribution/signature-untrusted');
  });

  test('are not added to what is no longer the index', async () => {
    const root = repositoryWith({});
    await signWith(root, [alice]);
    writeFileSync(join(root, INDEX), example('index'));
    const added = await addSignature({ root, privateKeys: [bob.privateKey], now: NOW, ...lane() });
    expect(added.outcome === 'refused' && added.findings.map(({ rule }) => rule)).toEqual([
      'distribution/signed-index-mismatch',
    ]);
    rmSync(join(root, SIGNATURE));
    await expect(addSignature({ root, privateKeys: [bob.privateKey], now: NOW, ...lane() })).rejects.toMatchObject({
      code: 'usage',
    });
  });

  const id = (signer: Signer) => signer.entry.keyid;
  test.each<[string, readonly { keyid: string; key: KeyObject; type?: string }[], string]>([
    [
      'of two trusted keys',
      [
        { keyid: id(alice), key: alice.privateKey },
        { keyid: id(bob), key: bob.privateKey },
      ],
      RESOLVED(1),
    ],
    [
      'of one key that signs twice',
      [
        { keyid: id(alice), key: alice.privateKey },
        { keyid: id(alice), key: alice.privateKey },
      ],
      UNTRUSTED(),
    ],
    [
      'of one key that signs in the name of another as well',
      [
        { keyid: id(alice), key: alice.privateKey },
        { keyid: id(bob), key: alice.privateKey },
      ],
      UNTRUSTED(),
    ],
    [
      'of a stranger in the name of a trusted key',
      [
        { keyid: id(alice), key: alice.privateKey },
        { keyid: id(bob), key: mallory.privateKey },
      ],
      UNTRUSTED(),
    ],
    [
      'of two keys in the name of each other',
      [
        { keyid: id(bob), key: alice.privateKey },
        { keyid: id(alice), key: bob.privateKey },
      ],
      UNTRUSTED(),
    ],
    [
      'over another type',
      [
        { keyid: id(alice), key: alice.privateKey },
        { keyid: id(bob), key: bob.privateKey, type: 'application/vnd.in-toto+json' },
      ],
      UNTRUSTED(),
    ],
    ['of nobody', [], UNTRUSTED()],
  ])('%s', async (_what, signatures, expected) => {
    const root = repositoryWith({});
    await signWith(root, [alice]);
    writeFileSync(join(root, SIGNATURE), envelopeOf(payloadOf(root), signatures));
    expect(await resolve(root, trustOf(three, { threshold: 2 }))).toBe(expected);
  });

  test('count for nothing in an envelope of something else, and neither does what is no envelope', async () => {
    const root = repositoryWith({});
    await signWith(root, [alice]);
    const payload = payloadOf(root);
    const inToto = envelopeOf(payload, [{ keyid: id(alice), key: alice.privateKey }], 'application/vnd.in-toto+json');
    for (const text of [inToto, 'null', '{', '{"payload": "e30", "signatures": []}', ' '.repeat(1_048_577)]) {
      writeFileSync(join(root, SIGNATURE), text);
      expect(await resolve(root, trustOf([alice]))).toBe(UNTRUSTED());
    }
  });

  test('of keys that are trusted for another package count for nothing', async () => {
    const root = repositoryWith({});
    await signWith(root, [alice]);
    expect(await resolve(root, trustOf([alice], { name: 'another' }))).toBe(UNTRUSTED());
  });

  test('of a key under the id of another one in the trust file count for nothing', async () => {
    const root = repositoryWith({});
    await signWith(root, [alice]);
    const lying = { ...alice, entry: { ...alice.entry, keyid: id(bob) } };
    expect(await resolve(root, trustOf([lying]))).toBe(UNTRUSTED());
    expect(await resolve(root, trustOf([lying, alice], { threshold: 2 }))).toBe(UNTRUSTED());
    expect(await resolve(root, trustOf([lying, alice]))).toBe(RESOLVED(1));
  });
});

function UNTRUSTED(): string {
  return 'distribution/signature-untrusted';
}

describe('a trust file', () => {
  test('remembers the highest version, whoever writes last', async () => {
    const path = join(repositoryWith({ 'trust.json': trustOf([alice, bob]) }), 'trust.json');
    const versions = [3, 9, 5, 1].map((version) => ({ version, sha256: sha256(`${version}`) }));
    await Promise.all(versions.map((seen) => rememberSeen(path, seen, lane())));
    expect(readFileSync(path, 'utf8')).toBe(trustOf([alice, bob], { seen: { version: 9, sha256: sha256('9') } }));
    await expect(rememberSeen(path, { version: 9, sha256: sha256('x') }, lane())).rejects.toMatchObject({
      code: 'source-changed',
    });
  });

  test('that breaks its schema is refused', async () => {
    const root = repositoryWith({});
    await signWith(root, [alice]);
    expect(await resolve(root, trustOf([alice], { threshold: 0 }))).toBe('distribution/trust-schema');
  });
});
