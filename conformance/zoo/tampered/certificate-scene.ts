import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Certificate } from '../../suite/certificate/check-certificate.ts';
import { createCertificate } from '../../suite/certificate/create-certificate.ts';
import { CERTIFICATE_TYPE, type Envelope, serializeEnvelope, signDocument } from '../../suite/certificate/envelope.ts';
import { publicKeyOf } from '../../suite/certificate/keys.ts';
import { revoke } from '../../suite/certificate/revocations.ts';
import { witnessCertificate } from '../../suite/certificate/witness-certificate.ts';
import type { CertificationReport } from '../../suite/report/certification-report.ts';
import { FACTS, sampleReport, VECTORS } from '../../suite/report/sample-report.test-fixture.ts';

export const ISSUED = '2026-07-01T00:00:00Z';
export const EXPIRES = '2027-07-01T00:00:00Z';
export const IN_FORCE = '2026-12-24T12:00:00Z';
export const ARTIFACT = 'the bytes of an implementation';

/** A key of the scene: the issuer's, a witness's, or one that nobody trusts. */
export interface SceneKey {
  readonly privateKey: KeyObject;
  readonly pem: string;
  readonly id: string;
}

/** What a verifier is given. Everything is right until it is tampered with. */
export interface Presented {
  readonly certificate: string | Buffer;
  readonly keys: readonly string[];
  readonly now: string;
  readonly artifact?: string;
  readonly revocations?: string;
  readonly minimumCounter?: number;
  readonly requireWitness?: boolean;
  /** Whether the vectors are at hand. */
  readonly vectors?: boolean;
}

/** An honest issuer, a witness, a stranger, and the certificate that the issuer gave. */
export interface Scene {
  readonly issuer: SceneKey;
  readonly witness: SceneKey;
  readonly stranger: SceneKey;
  readonly report: CertificationReport;
  readonly vectorsFolder: string;
  readonly self: Envelope;
  readonly witnessed: Envelope;
  /** The list that revokes the certificate, and one that revokes another. */
  readonly revoking: Envelope;
  readonly empty: Envelope;
  readonly honest: Presented;
}

/** Sets the scene; the vectors are written below the folder. */
export function setScene(folder: string): Scene {
  const [issuer, witness, stranger] = [newKey(), newKey(), newKey()];
  const vectorsFolder = join(folder, 'vectors');
  const vectorsDigest = writeVectors(vectorsFolder);
  const suite = { name: 'package-contracts', version: '1.2.3', vectorsDigest };
  const artifact = { name: 'reader.tar', sha256: sha256(ARTIFACT) };
  const implementation = { ...FACTS.implementation, digest: artifact.sha256 };
  const report = sampleReport({}, { suite, implementation });
  const facts = { report, artifact, issuer: 'Example Ltd', issued: ISSUED, expires: EXPIRES };
  const self = createCertificate(facts, issuer.privateKey);
  const keys = [issuer, witness].map(({ privateKey }) => publicKeyOf(privateKey));
  const certificate = Buffer.from(serializeEnvelope(self));
  const witnessed = witnessCertificate({ certificate, keys, now: IN_FORCE }, report, witness.privateKey);
  const entry = { issuer: 'Example Ltd', reason: 'built from other sources', at: '2026-08-01T00:00:00Z' };
  const empty = revoke({ ...entry, certificate: sha256('another certificate') }, issuer.privateKey);
  const digest = sha256(Buffer.from(self.payload, 'base64'));
  const previous = Buffer.from(serializeEnvelope(empty));
  const revoking = revoke({ ...entry, certificate: digest }, issuer.privateKey, previous);
  const honest: Presented = { certificate, keys: [issuer.pem], now: IN_FORCE, artifact: ARTIFACT };
  return { issuer, witness, stranger, report, vectorsFolder, self, witnessed, revoking, empty, honest };
}

/** The statement of an envelope, to be edited. */
export function statementOf(envelope: Envelope): Certificate {
  return JSON.parse(Buffer.from(envelope.payload, 'base64').toString('utf8'));
}

/** A certificate that its issuer signs although it is wrong. */
export function signedAnyway(scene: Scene, edit: (certificate: Certificate) => void): string {
  const statement = statementOf(scene.self);
  edit(statement);
  return serializeEnvelope(signDocument(statement, CERTIFICATE_TYPE, scene.issuer.privateKey));
}

/** A certificate that somebody edited after it was signed. */
export function editedLater(scene: Scene, edit: (certificate: Certificate) => void): string {
  const statement = statementOf(scene.self);
  edit(statement);
  const { payload } = signDocument(statement, CERTIFICATE_TYPE, scene.issuer.privateKey);
  return serializeEnvelope({ ...scene.self, payload });
}

/** SHA-256 of the rows of a certificate, for those who edit rows and leave no trace. */
export function digestRows({ predicate }: Certificate): string {
  const rows = predicate.targets.flatMap((target) => target.rows);
  return sha256(
    [...rows]
      .sort()
      .map((row) => `${row}\n`)
      .join(''),
  );
}

export function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function newKey(): SceneKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  return { privateKey, pem, id: publicKeyOf(privateKey).id };
}

function writeVectors(folder: string): string {
  const lines = VECTORS.map((vector) => {
    const name = `${vector.contract.slice(0, vector.contract.indexOf('@'))}/${vector.id}/vector.json`;
    const text = JSON.stringify(vector);
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
    return `${sha256(text)}  ${name}\n`;
  });
  const manifest = lines.sort().join('');
  writeFileSync(join(folder, 'MANIFEST.sha256'), manifest);
  return sha256(manifest);
}
