import { generateKeyPairSync, sign } from 'node:crypto';
import {
  CERTIFICATE_TYPE,
  preAuthenticationEncoding,
  REVOCATIONS_TYPE,
  serializeEnvelope,
  signDocument,
} from '../../suite/certificate/envelope.ts';
import { editedLater, type Scene, sha256, signedAnyway, statementOf } from './certificate-scene.ts';
import type { TamperedCertificate } from './tampered-certificate.ts';

/** Somebody without the issuer's key. */
export const BY_OTHERS: readonly TamperedCertificate[] = [
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
