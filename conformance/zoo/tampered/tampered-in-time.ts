import { REVOCATIONS_TYPE, serializeEnvelope, signDocument } from '../../suite/certificate/envelope.ts';
import { EXPIRES, ISSUED } from './certificate-scene.ts';
import type { TamperedCertificate } from './tampered-certificate.ts';

/** Time, and what came to be known. */
export const IN_TIME: readonly TamperedCertificate[] = [
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
