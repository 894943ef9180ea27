import { BY_ITS_ISSUER } from './tampered-by-issuer.ts';
import { BY_OTHERS } from './tampered-by-others.ts';
import type { TamperedCertificate } from './tampered-certificate.ts';
import { IN_TIME } from './tampered-in-time.ts';

export const TAMPERED_CERTIFICATES: readonly TamperedCertificate[] = [...BY_OTHERS, ...IN_TIME, ...BY_ITS_ISSUER];
