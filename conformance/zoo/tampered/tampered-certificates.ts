import { generateKeyPairSync, sign } from 'node:crypto';
import {
  CERTIFICATE_TYPE,
  preAuthenticationEncoding,
  REVOCATIONS_TYPE,
  serializeEnvelope,
  signDocument,
} from '../../suite/certificate/envelope.ts';
import type { RefusalCode } from '../../suite/certificate/refusal.ts';
import {
  digestRows,
  EXPIRES,
  editedLater,
  ISSUED,
  type Presented,
  type Scene,
  sha256,
  signedAnyway,
  statementOf,
} from './certificate-scene.ts';

/** A way to lie with a certificate, and why both verifiers refuse it. */
export interface TamperedCertificate {
  readonly name: string;
  readonly code: RefusalCode;
  readonly present: (scene: Scene) => Partial<Presented>;
}

/** Somebody without the issuer's key. */
const BY_OTHERS: readonly TamperedCertificate[] = [
  {
    name: 'one byte of the payload changed',
    code: 'bad-signature',
    present: (scene) => ({
      certificate: editedLater(scene, ({ predicate }) => Object.assign(predicate, { seed: '1' })),
    }),
  },
  {
    name: 'one byte of the signature changed',
    code: 'bad-signature',
    present: ({ self }) => {
      const [signature] = self.signatures;
      const bytes = Buffer.from(signature?.sig ?? '', 'base64');
      bytes.writeUInt8(255 - bytes.readUInt8(7), 7);
      const signatures = [{ keyid: signature?.keyid ?? '', sig: bytes.toString('base64') }];
      return { certificate: serializeEnvelope({ ...self, signatures }) };
    },
  },
  {
    name: 'expiry put off',
    code: 'bad-signature',
    present: (scene) => ({
      certificate: editedLater(scene, ({ predicate }) => Object.assign(predicate, { expires: '2099-01-01T00:00:00Z' })),
      now: '2028-01-01T00:00:00Z',
    }),
  },
  {
    name: 'targets widened',
    code: 'bad-signature',
    present: (scene) => ({
      certificate: editedLater(scene, ({ predicate }) =>
        Object.assign(predicate.targets[1] ?? {}, { level: 'location', profile: 'producer' }),
      ),
    }),
  },
  {
    name: 'put on another file',
    code: 'bad-signature',
    present: (scene) => ({
      certificate: editedLater(scene, ({ subject }) =>
        Object.assign(subject[0]?.digest ?? {}, { sha256: sha256('other') }),
      ),
      artifact: 'other',
    }),
  },
  { name: 'shown with another file', code: 'artifact', present: () => ({ artifact: 'other' }) },
  {
    name: 'shown with the key of a stranger',
    code: 'unknown-key',
    present: ({ stranger }) => ({ keys: [stranger.pem] }),
  },
  {
    name: 'signed by a stranger in the name of the issuer',
    code: 'bad-signature',
    present: ({ self, stranger, issuer }) => {
      const forged = signDocument(statementOf(self), CERTIFICATE_TYPE, stranger.privateKey);
      const signatures = forged.signatures.map(({ sig }) => ({ keyid: issuer.id, sig }));
      return { certificate: serializeEnvelope({ ...forged, signatures }) };
    },
  },
  {
    name: 'key id swapped',
    code: 'unknown-key',
    present: ({ self, stranger }) => {
      const signatures = self.signatures.map(({ sig }) => ({ keyid: stranger.id, sig }));
      return { certificate: serializeEnvelope({ ...self, signatures }) };
    },
  },
  {
    name: 'key id swapped for that of another trusted key',
    code: 'bad-signature',
    present: ({ self, issuer, witness }) => {
      const signatures = self.signatures.map(({ sig }) => ({ keyid: witness.id, sig }));
      return { certificate: serializeEnvelope({ ...self, signatures }), keys: [issuer.pem, witness.pem] };
    },
  },
  {
    name: 'all signatures stripped',
    code: 'malformed',
    present: ({ self }) => ({ certificate: serializeEnvelope({ ...self, signatures: [] }) }),
  },
  {
    name: "the witness's signature stripped",
    code: 'no-witness',
    present: ({ self }) => ({ certificate: serializeEnvelope(self), requireWitness: true }),
  },
  {
    name: "the issuer's signature stripped from a witnessed one",
    code: 'issuer',
    present: ({ witnessed, issuer, witness }) => ({
      certificate: serializeEnvelope({ ...witnessed, signatures: witnessed.signatures.slice(1) }),
      keys: [issuer.pem, witness.pem],
    }),
  },
  {
    name: 'issuer and witness swapped',
    code: 'issuer',
    present: ({ witnessed, issuer, witness }) => ({
      certificate: serializeEnvelope({ ...witnessed, signatures: [...witnessed.signatures].reverse() }),
      keys: [issuer.pem, witness.pem],
    }),
  },
  {
    name: 'the signature of a stranger added as that of a witness',
    code: 'unknown-key',
    present: ({ self, stranger }) => {
      const forged = signDocument(statementOf(self), CERTIFICATE_TYPE, stranger.privateKey);
      return { certificate: serializeEnvelope({ ...self, signatures: [...self.signatures, ...forged.signatures] }) };
    },
  },
  {
    name: 'signed twice by its issuer, to look witnessed',
    code: 'doubled-signature',
    present: ({ self }) => ({
      certificate: serializeEnvelope({ ...self, signatures: [...self.signatures, ...self.signatures] }),
      requireWitness: true,
    }),
  },
  {
    name: 'payload type changed to that of a list of revocations',
    code: 'payload-type',
    present: ({ self }) => ({ certificate: serializeEnvelope({ ...self, payloadType: REVOCATIONS_TYPE }) }),
  },
  {
    name: 'payload type unknown',
    code: 'payload-type',
    present: ({ self }) => ({ certificate: serializeEnvelope(self).replace('vnd.in-toto+json', 'json') }),
  },
  {
    name: 'a list of revocations instead of a certificate',
    code: 'payload-type',
    present: ({ empty }) => ({ certificate: serializeEnvelope(empty) }),
  },
  {
    name: 'signed with RSA, shown with that key',
    code: 'wrong-algorithm',
    present: ({ self }) => {
      const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const encoding = preAuthenticationEncoding(CERTIFICATE_TYPE, Buffer.from(self.payload, 'base64'));
      const sig = sign('sha256', encoding, privateKey).subarray(0, 64).toString('base64');
      const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
      const keyid = sha256(publicKey.export({ type: 'spki', format: 'der' }));
      return { certificate: serializeEnvelope({ ...self, signatures: [{ keyid, sig }] }), keys: [pem] };
    },
  },
  {
    name: 'signed with ECDSA, shown with that key beside the right one',
    code: 'wrong-algorithm',
    present: ({ self, issuer }) => {
      const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
      return { certificate: serializeEnvelope(self), keys: [issuer.pem, pem] };
    },
  },
  {
    name: 'the private key shown as the public one',
    code: 'wrong-algorithm',
    present: ({ issuer }) => ({ keys: [issuer.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()] }),
  },
  {
    name: 'a member twice in the envelope, the last one right',
    code: 'not-canonical',
    present: ({ self }) => ({
      certificate: serializeEnvelope(self).replace('{"payload":', '{"payload":"AAAA","payload":'),
    }),
  },
  {
    name: 'an unknown member in the envelope',
    code: 'malformed',
    present: ({ self }) => ({ certificate: serializeEnvelope(self).replace('{"payload":', '{"note":1,"payload":') }),
  },
  {
    name: 'the envelope written over several lines',
    code: 'not-canonical',
    present: ({ self }) => ({ certificate: `${JSON.stringify(self, undefined, 2)}\n` }),
  },
  {
    name: 'two envelopes in one file',
    code: 'not-canonical',
    present: ({ self }) => ({ certificate: serializeEnvelope(self).repeat(2) }),
  },
  {
    name: 'cut off',
    code: 'not-canonical',
    present: ({ self }) => ({ certificate: serializeEnvelope(self).slice(0, -40) }),
  },
  { name: 'no JSON', code: 'not-canonical', present: () => ({ certificate: Buffer.from([0xff, 0xfe, 0x0a]) }) },
  { name: 'empty', code: 'not-canonical', present: () => ({ certificate: '' }) },
  {
    name: 'the payload in base64 with bits that do not count',
    code: 'malformed',
    present: (scene) => ({
      certificate: withPadding(scene).replace(/([AQgw])==","payloadType/, (text, letter: string) =>
        text.replace(`${letter}==`, `${NEXT.get(letter) ?? ''}==`),
      ),
    }),
  },
  {
    name: 'the payload in base64 for URLs',
    code: 'malformed',
    present: ({ self }) => ({
      certificate: serializeEnvelope({ ...self, payload: `${self.payload.slice(0, 40)}-_-_` }),
    }),
  },
];

/** Time, and what came to be known. */
const IN_TIME: readonly TamperedCertificate[] = [
  { name: 'at the second of its expiry', code: 'expired', present: () => ({ now: EXPIRES }) },
  {
    name: 'a second before its issue',
    code: 'not-yet-valid',
    present: () => ({ now: ISSUED.replace('07-01T00:00:00', '06-30T23:59:59') }),
  },
  {
    name: 'revoked',
    code: 'revoked',
    present: ({ revoking }) => ({ revocations: serializeEnvelope(revoking) }),
  },
  {
    name: 'revoked, and the older list is shown',
    code: 'revocations-stale',
    present: ({ empty }) => ({ revocations: serializeEnvelope(empty), minimumCounter: 2 }),
  },
  {
    name: 'a list of revocations that a stranger signed',
    code: 'revocations',
    present: ({ revoking, stranger, issuer }) => {
      const list = JSON.parse(Buffer.from(revoking.payload, 'base64').toString('utf8'));
      const forged = signDocument({ ...list, revoked: [], counter: 9 }, REVOCATIONS_TYPE, stranger.privateKey);
      return { revocations: serializeEnvelope(forged), keys: [issuer.pem, stranger.pem] };
    },
  },
  {
    name: 'a list of revocations with an entry taken off',
    code: 'revocations',
    present: ({ revoking, issuer }) => {
      const list = JSON.parse(Buffer.from(revoking.payload, 'base64').toString('utf8'));
      const { payload } = signDocument({ ...list, revoked: [] }, REVOCATIONS_TYPE, issuer.privateKey);
      return { revocations: serializeEnvelope({ ...revoking, payload }) };
    },
  },
  {
    name: 'a certificate as a list of revocations',
    code: 'revocations',
    present: ({ self }) => ({ revocations: serializeEnvelope(self) }),
  },
];

/** An issuer who signs what is wrong: the rows are believed, and nothing that is said about them. */
const BY_ITS_ISSUER: readonly TamperedCertificate[] = [
  {
    name: 'a stored verdict',
    code: 'malformed',
    present: (scene) => ({
      certificate: signedAnyway(scene, ({ predicate }) => Object.assign(predicate, { certified: true })),
    }),
  },
  {
    name: 'a row that did not pass',
    code: 'not-certified',
    present: (scene) => ({
      certificate: withRows(scene, (rows) => rows.map((row) => row.replace('C3D4@2 pass', 'C3D4@2 crash'))),
    }),
  },
  {
    name: 'a row that is unsupported',
    code: 'not-certified',
    present: (scene) => ({
      certificate: withRows(scene, (rows) => rows.map((row) => row.replace('C3D4@2 pass', 'C3D4@2 unsupported'))),
    }),
  },
  {
    name: 'an outcome edited, the digest left',
    code: 'result-digest',
    present: (scene) => ({
      certificate: withRows(scene, (rows) => rows.map((row) => row.replace('C3D4@2 pass', 'C3D4@2 crash')), false),
    }),
  },
  {
    name: 'a row dropped, the digest left',
    code: 'result-digest',
    present: (scene) => ({ certificate: withRows(scene, (rows) => rows.slice(1), false) }),
  },
  {
    name: 'a row dropped, and the digest made to fit',
    code: 'vectors',
    present: (scene) => ({ certificate: withRows(scene, (rows) => rows.slice(1)), vectors: true }),
  },
  {
    name: 'a row added that is of no vector',
    code: 'vectors',
    present: (scene) => ({ certificate: withRows(scene, (rows) => [...rows, 'ZZZZ@1 pass']), vectors: true }),
  },
  {
    name: 'an earlier revision of a vector',
    code: 'vectors',
    present: (scene) => ({
      certificate: withRows(scene, (rows) => rows.map((row) => row.replace('C3D4@2', 'C3D4@1'))),
      vectors: true,
    }),
  },
  {
    name: 'targets widened to rows that nobody ran',
    code: 'vectors',
    present: (scene) => ({
      certificate: signedAnyway(scene, (certificate) => {
        const [first, second] = certificate.predicate.targets;
        if (first !== undefined && second !== undefined) Object.assign(second, { profile: 'producer' });
      }),
      vectors: true,
    }),
  },
  {
    name: 'other vectors',
    code: 'vectors',
    present: (scene) => ({
      certificate: signedAnyway(scene, ({ predicate }) =>
        Object.assign(predicate.suite, { vectorsDigest: sha256('') }),
      ),
      vectors: true,
    }),
  },
  {
    name: 'minted rows without their number',
    code: 'vectors',
    present: (scene) => ({
      certificate: signedAnyway(scene, ({ predicate }) =>
        Object.assign(predicate, { challenge: { nonce: 'n', vectors: 3, vectorsDigest: sha256('') } }),
      ),
      vectors: true,
    }),
  },
  {
    name: 'a row twice',
    code: 'rows',
    present: (scene) => ({ certificate: withRows(scene, (rows) => [...rows.slice(0, 1), ...rows]) }),
  },
  {
    name: 'a vector with two outcomes',
    code: 'rows',
    present: (scene) => ({ certificate: withRows(scene, (rows) => [...rows, 'C3D4@2 crash'].sort()) }),
  },
  {
    name: 'rows out of order',
    code: 'rows',
    present: (scene) => ({ certificate: withRows(scene, (rows) => [...rows].reverse()) }),
  },
  {
    name: 'a row without an outcome',
    code: 'rows',
    present: (scene) => ({ certificate: withRows(scene, (rows) => [...rows.slice(0, -1), 'W9X0@1  pass']) }),
  },
  {
    name: 'targets out of order',
    code: 'rows',
    present: (scene) => ({ certificate: signedAnyway(scene, ({ predicate }) => predicate.targets.reverse()) }),
  },
  {
    name: 'a target without rows',
    code: 'malformed',
    present: (scene) => ({
      certificate: signedAnyway(scene, ({ predicate }) => Object.assign(predicate.targets[0] ?? {}, { rows: [] })),
    }),
  },
  {
    name: 'another issuer than the one who signed',
    code: 'issuer',
    present: (scene) => ({
      certificate: signedAnyway(scene, ({ predicate }) => Object.assign(predicate.issuer, { keyid: scene.witness.id })),
    }),
  },
  {
    name: 'an expiry ahead of the issue',
    code: 'dates',
    present: (scene) => ({
      certificate: signedAnyway(scene, ({ predicate }) => Object.assign(predicate, { expires: ISSUED })),
    }),
  },
  {
    name: 'a day that does not exist',
    code: 'dates',
    present: (scene) => ({
      certificate: signedAnyway(scene, ({ predicate }) =>
        Object.assign(predicate, { expires: '2027-02-30T00:00:00Z' }),
      ),
    }),
  },
  {
    name: 'a date in another form, which compares wrongly',
    code: 'malformed',
    present: (scene) => ({
      certificate: signedAnyway(scene, ({ predicate }) => Object.assign(predicate, { expires: '9' })),
    }),
  },
  {
    name: 'a payload that is not in its canonical form',
    code: 'not-canonical',
    present: (scene) => ({ certificate: signedText(scene, (text) => `${text} `) }),
  },
  {
    name: 'a member twice in the payload',
    code: 'not-canonical',
    present: (scene) => ({
      certificate: signedText(scene, (text) => text.replace('"seed":"0"', '"seed":"0","seed":"0"')),
    }),
  },
  {
    name: 'a number in another notation',
    code: 'not-canonical',
    present: (scene) => ({
      certificate: signedText(scene, (text) => text.replace('"timeoutMs":10000', '"timeoutMs":1e4')),
    }),
  },
  {
    name: 'a payload with bytes that are no UTF-8',
    code: 'not-canonical',
    present: (scene) => ({
      certificate: signedText(scene, (text) => text.replace('Example Ltd', 'Example \u00ff'), 'latin1'),
    }),
  },
  {
    name: 'a name with a control character',
    code: 'malformed',
    present: (scene) => ({
      certificate: signedAnyway(scene, ({ predicate }) => Object.assign(predicate.issuer, { name: 'a\u001b[2Jb' })),
    }),
  },
];

export const TAMPERED_CERTIFICATES: readonly TamperedCertificate[] = [...BY_OTHERS, ...IN_TIME, ...BY_ITS_ISSUER];

/** Edits the rows of the second target, that of strict-zip, and has the issuer sign. */
function withRows(scene: Scene, edit: (rows: readonly string[]) => readonly string[], digestFits = true): string {
  return signedAnyway(scene, (certificate) => {
    const [, target] = certificate.predicate.targets;
    if (target !== undefined) target.rows = [...edit(target.rows)];
    if (digestFits) certificate.predicate.resultDigest = digestRows(certificate);
  });
}

/** Has the issuer sign a text that is not the one form of its value. */
function signedText(
  { self, issuer }: Scene,
  edit: (text: string) => string,
  encoding: BufferEncoding = 'utf8',
): string {
  const bytes = Buffer.from(edit(Buffer.from(self.payload, 'base64').toString('utf8')), encoding);
  const signed = sign(null, preAuthenticationEncoding(CERTIFICATE_TYPE, bytes), issuer.privateKey);
  const signatures = [{ keyid: issuer.id, sig: signed.toString('base64') }];
  return serializeEnvelope({ ...self, payload: bytes.toString('base64'), signatures });
}

// The last letter ahead of two signs of padding has four bits that do not count.
const NEXT = new Map([
  ['A', 'B'],
  ['Q', 'R'],
  ['g', 'h'],
  ['w', 'x'],
]);

/** A certificate, as JSON, whose payload has two signs of padding: its name is as long as that takes. */
function withPadding(scene: Scene): string {
  for (const name of ['a', 'aa', 'aaa']) {
    const certificate = signedAnyway(scene, ({ subject }) => Object.assign(subject[0] ?? {}, { name }));
    if (certificate.includes('==","payloadType"')) return certificate;
  }
  throw new Error('no length of a payload gives two signs of padding');
}
