import type { ResolveRecipe } from '../case-recipe.ts';
import { draftArtifact, FIRST, sha256 } from './artifact-draft.ts';
import { draftIndex, draftRepository, INDEX_FILE, LEGACY_FILE, without } from './repository-draft.ts';
import { ONE, refuses, resolves } from './resolve-recipe.ts';
import {
  draftEnvelope,
  draftPayload,
  draftSigner,
  draftTrust,
  EXPIRES,
  SIGNATURE_FILE,
  TRUST_FILE,
} from './signed-index-draft.ts';

/** Section 7: a resolver that is given a trust file. */
const [alice, bob] = [draftSigner('a1'), draftSigner('b2')];
const checksums = ONE.files[`${ONE.folder}/package/checksums.json`];
const row = draftArtifact(FIRST, {
  row: { checksums_sha256: checksums instanceof Uint8Array ? sha256(checksums) : '' },
});
const index = draftIndex([row]);
const payload = draftPayload(index);
const signed = draftEnvelope(payload, [alice]);
const TWO = draftTrust([alice, bob], { threshold: 2 });
const signedBy = (envelope: Uint8Array, trust = draftTrust([alice])): ResolveRecipe['input'] =>
  draftRepository([row], { [SIGNATURE_FILE]: envelope, ...trust });
const TRUSTING = { trust: TRUST_FILE };
const PREFIX = 'distribution/signed-index-';
const UNTRUSTED = 'distribution/signature-untrusted';

export const signedExample: ResolveRecipe = resolves(
  'signed',
  'The index is signed by the one key that is trusted.',
  row,
  {
    input: signedBy(signed),
    options: TRUSTING,
  },
);
const signs = (name: string, why: string, rule: string, changes: Parameters<typeof draftPayload>[1]): ResolveRecipe =>
  refuses(name, why, signedExample, rule, { input: signedBy(draftEnvelope(draftPayload(index, changes), [alice])) });

const keys = [
  refuses(
    'not-signed',
    'A trust file is given, and the index has no signature.',
    signedExample,
    'distribution/signature-missing',
    {
      input: without(signedExample.input, SIGNATURE_FILE),
    },
  ),
  refuses('signed-by-a-stranger', 'The index is signed by a key that is not trusted.', signedExample, UNTRUSTED, {
    input: signedBy(draftEnvelope(payload, [bob])),
  }),
  refuses('signature-damaged', 'One bit of the signature is another.', signedExample, UNTRUSTED, {
    input: signedBy(
      draftEnvelope(payload, [alice], (signature) =>
        Buffer.from(signature.map((byte, at) => (at === 9 ? byte ^ 1 : byte))),
      ),
    ),
  }),
  refuses(
    'payload-changed',
    'The payload was given a later expiry, and the signature is that of the earlier one.',
    signedExample,
    UNTRUSTED,
    {
      input: signedBy(withPayload(signed, draftPayload(index, { expires: '2028-01-01T00:00:00Z' }))),
    },
  ),
  refuses(
    'trust-file-of-another-name',
    'The index is signed by the key of the trust file, which is trusted for another package.',
    signedExample,
    UNTRUSTED,
    {
      input: signedBy(signed, draftTrust([alice], { name: 'codex-controller' })),
    },
  ),
  refuses('one-signature-of-two', 'Two keys have to sign, and one has.', signedExample, UNTRUSTED, {
    input: signedBy(signed, TWO),
  }),
  refuses('one-key-twice', 'Two keys have to sign, and one has signed twice.', signedExample, UNTRUSTED, {
    input: signedBy(draftEnvelope(payload, [alice, alice]), TWO),
  }),
  resolves('two-signatures', 'Two keys have to sign, and both have, and a stranger as well.', row, {
    input: signedBy(draftEnvelope(payload, [draftSigner('c3'), bob, alice]), TWO),
    options: TRUSTING,
    cites: [UNTRUSTED],
  }),
  resolves('signature-without-trust', 'No trust file is given, and nobody asks whose signature it is.', row, {
    input: signedBy(draftEnvelope(payload, [bob])),
    cites: [UNTRUSTED, 'distribution/signature-missing'],
  }),
];

const stranger = draftTrust([alice], { threshold: 0 });
const contents = [
  refuses(
    'trust-file-with-threshold-zero',
    'The trust file asks for no signature at all.',
    signedExample,
    'distribution/trust-schema',
    {
      input: signedBy(signed, stranger),
    },
  ),
  signs('signed-for-another-name', 'What was signed is the index of another package.', `${PREFIX}other`, {
    name: 'codex-controller',
  }),
  signs(
    'signed-for-another-contract-version',
    'What was signed is an index under another contract.',
    `${PREFIX}other`,
    {
      contract_version: '1.0.1',
    },
  ),
  signs('signed-for-another-path', 'What was signed is the index under the legacy path.', `${PREFIX}other`, {
    index: { path: LEGACY_FILE, size: index.length, sha256: sha256(index) },
  }),
  signs('signed-with-another-size', 'What was signed has another size.', `${PREFIX}mismatch`, {
    index: { path: INDEX_FILE, size: index.length + 1, sha256: sha256(index) },
  }),
  refuses(
    'index-changed-after-signing',
    'The index has got another row since it was signed.',
    signedExample,
    `${PREFIX}mismatch`,
    {
      input: {
        ...signedExample.input,
        [INDEX_FILE]: draftIndex([row, draftArtifact({ ...FIRST, dist_revision: 'r2' })]),
      },
    },
  ),
  signs('signed-with-unknown-member', 'The payload has a member that no signed index has.', `${PREFIX}schema`, {
    note: 'x',
  }),
];

const seen = (version: number, digest = sha256(payload)): ResolveRecipe['input'] =>
  signedBy(signed, draftTrust([alice], { seen: { version, sha256: digest } }));
const again = resolves('signed-index-seen-before', 'The same version with the same content was seen before.', row, {
  input: seen(2),
  options: TRUSTING,
});
const lastSecond = resolves('signed-one-second-before-it-expires', 'The signed index expires in a second.', row, {
  input: signedExample.input,
  options: TRUSTING,
  now: '2026-12-31T23:59:59Z',
});
const times = [
  again,
  resolves('signed-index-newer', 'An older version was seen before.', row, {
    input: seen(1, sha256('older')),
    options: TRUSTING,
    cites: [`${PREFIX}rollback`, `${PREFIX}equivocation`],
  }),
  refuses('signed-index-older', 'A newer version was seen before.', again, `${PREFIX}rollback`, { input: seen(3) }),
  refuses(
    'signed-index-of-two-contents',
    'The same version was seen before with other content.',
    again,
    `${PREFIX}equivocation`,
    {
      input: seen(2, sha256('other')),
    },
  ),
  lastSecond,
  refuses(
    'signed-index-expired',
    'The expiry is the first moment at which the signed index no longer holds.',
    lastSecond,
    `${PREFIX}expired`,
    {
      now: EXPIRES,
    },
  ),
  resolves('signed-legacy-index', 'The legacy index was signed as what it is.', row, {
    input: {
      ...without(signedExample.input, INDEX_FILE, SIGNATURE_FILE),
      [LEGACY_FILE]: index,
      [SIGNATURE_FILE]: draftEnvelope(
        draftPayload(index, { index: { path: LEGACY_FILE, size: index.length, sha256: sha256(index) } }),
        [alice],
      ),
    },
    options: TRUSTING,
    warnings: ['distribution/legacy-index'],
    cites: [`${PREFIX}other`],
  }),
];

/** The envelope around another payload, with the same signatures. */
function withPayload(envelope: Uint8Array, other: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(envelope);
  return new TextEncoder().encode(text.replace(/(?<="payload":")[^"]*/u, Buffer.from(other).toString('base64')));
}

export const trustRecipes: readonly ResolveRecipe[] = [signedExample, ...keys, ...contents, ...times];
