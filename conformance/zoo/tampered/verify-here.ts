import { checkCertificateVectors } from '../../suite/certificate/check-certificate-vectors.ts';
import { parsePublicKey } from '../../suite/certificate/keys.ts';
import { Refusal } from '../../suite/certificate/refusal.ts';
import { verifyCertificate } from '../../suite/certificate/verify-certificate.ts';
import { readSuite } from '../../suite/read-suite.ts';
import { type Presented, type Scene, sha256 } from './certificate-scene.ts';

/** What our own verifier says of it: the standing where it holds, else the code of the refusal. */
export function verifyHere(presented: Presented, { vectorsFolder }: Scene): string {
  const { certificate, keys, now, artifact, revocations, minimumCounter, requireWitness } = presented;
  try {
    const verified = verifyCertificate({
      certificate: Buffer.from(certificate),
      keys: keys.map(parsePublicKey),
      now,
      ...(artifact === undefined ? {} : { artifactDigest: sha256(artifact) }),
      ...(revocations === undefined
        ? {}
        : { revocations: { list: Buffer.from(revocations), minimumCounter: minimumCounter ?? 0 } }),
      requireWitness: requireWitness === true,
    });
    if (presented.vectors === true) {
      const { vectors, vectorsDigest } = readSuite(vectorsFolder);
      checkCertificateVectors(verified.certificate, { vectorsDigest, vectors: vectors.map(({ vector }) => vector) });
    }
    return verified.standing;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
