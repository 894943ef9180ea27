import type { RefusalCode } from '../../suite/certificate/refusal.ts';
import type { Presented, Scene } from './certificate-scene.ts';

/** A way to lie with a certificate, and why both verifiers refuse it. */
export interface TamperedCertificate {
  readonly name: string;
  readonly code: RefusalCode;
  readonly present: (scene: Scene) => Partial<Presented>;
}
