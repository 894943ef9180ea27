import { sign } from 'node:crypto';
import { CERTIFICATE_TYPE, preAuthenticationEncoding, serializeEnvelope } from '../../suite/certificate/envelope.ts';
import { digestRows, ISSUED, type Scene, sha256, signedAnyway } from './certificate-scene.ts';
import type { TamperedCertificate } from './tampered-certificate.ts';

/** An issuer who signs what is wrong: the rows are believed, and nothing that is said about them. */
export const BY_ITS_ISSUER: readonly TamperedCertificate[] = [
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
