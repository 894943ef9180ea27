import canonicalize from 'canonicalize';
import type { Recipe } from '../recipe.ts';
import { sha256 } from './artifact-draft.ts';
import { INDEX_FILE, LEGACY_FILE } from './repository-draft.ts';
import { accepts } from './repository-recipe.ts';
import { another, ONE } from './resolve-recipe.ts';
import { draftEnvelope, draftPayload, draftSigner, SIGNATURE_FILE } from './signed-index-draft.ts';
import { WHOLE, wholeWith } from './whole-repository.ts';

/** Section 7, as a repository is judged: whether the signature is one of the index that stands beside it. */
const RULE = 'distribution/signature-outdated';
const SIGNER = draftSigner('07');
const stands = WHOLE[INDEX_FILE];
const index = stands instanceof Uint8Array ? stands : new Uint8Array();
const payload = draftPayload(index);
const text = (value: string): Uint8Array => new TextEncoder().encode(value);

const holds = (name: string, why: string, envelope: Uint8Array): Recipe =>
  accepts(name, why, { ...WHOLE, [SIGNATURE_FILE]: envelope }, { cites: [RULE, 'distribution/unreferenced-file'] });
const warns = (name: string, why: string, envelope: Uint8Array): Recipe =>
  accepts(name, why, { ...WHOLE, [SIGNATURE_FILE]: envelope }, { warnings: [RULE] });
const stating = (changes: Parameters<typeof draftPayload>[1]): Uint8Array =>
  draftEnvelope(draftPayload(index, changes), [SIGNER]);
/** An envelope with other members; nobody has signed it. */
const envelopeOf = (members: Readonly<Record<string, unknown>>): Uint8Array =>
  text(
    canonicalize({
      payload: Buffer.from(payload).toString('base64'),
      payloadType: 'application/vnd.package-contracts.distribution-index+json',
      signatures: [],
      ...members,
    }) ?? '',
  );

export const signatureRecipes: readonly Recipe[] = [
  holds('repository-with-signature', 'The index stands beside its signature.', draftEnvelope(payload, [SIGNER])),
  holds(
    'signature-that-is-over',
    'The signature is one of the index, and held until the year 2000: whom to trust, and when, is the matter of consumers.',
    stating({ expires: '2000-01-01T00:00:00Z' }),
  ),
  holds('signature-of-nobody', 'The index stands in an envelope that nobody has signed.', envelopeOf({})),
  accepts(
    'signature-ahead-of-a-release',
    'A row has been added since the index was signed.',
    { ...wholeWith([ONE, another({ dist_revision: 'r2' })]), [SIGNATURE_FILE]: draftEnvelope(payload, [SIGNER]) },
    { warnings: [RULE] },
  ),
  warns(
    'signature-of-another-size',
    'The signature states another size of the index.',
    stating({ index: { path: INDEX_FILE, size: index.length + 1, sha256: sha256(index) } }),
  ),
  warns(
    'signature-of-another-digest',
    'The signature states another digest of the index.',
    stating({ index: { path: INDEX_FILE, size: index.length, sha256: sha256('other') } }),
  ),
  warns(
    'signature-of-another-path',
    'The signature is one of the index under its legacy path.',
    stating({ index: { path: LEGACY_FILE, size: index.length, sha256: sha256(index) } }),
  ),
  warns(
    'signature-of-no-moment',
    'The signed index breaks a rule of its own: it expires on a day that the calendar does not have.',
    stating({ expires: '2027-02-30T00:00:00Z' }),
  ),
  warns(
    'signature-beyond-its-schema',
    'The signed index has a member that its schema does not have.',
    stating({ note: 'none' }),
  ),
  warns(
    'signature-of-another-type',
    'The envelope holds a payload of another type.',
    envelopeOf({ payloadType: 'application/vnd.in-toto+json' }),
  ),
  warns(
    'signature-in-no-base64',
    'The payload is not in base64 with padding.',
    envelopeOf({ payload: `${Buffer.from(payload).toString('base64').replaceAll('=', '')}?` }),
  ),
  warns('signature-without-a-list', 'The envelope has no list of signatures.', envelopeOf({ signatures: {} })),
  warns('signature-that-is-none', 'What stands where the signature would is no JSON.', text('signed')),
];
