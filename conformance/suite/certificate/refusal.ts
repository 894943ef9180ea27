/** Why a certificate, or a list of revocations, is refused. `scripts/verify-certificate.sh` gives the same codes. */
export type RefusalCode =
  /** A key that is given is none of ed25519. */
  | 'wrong-algorithm'
  /** Too large, or not an envelope, or not a certificate, by its schema. */
  | 'malformed'
  /** No JSON, or bytes that are not the RFC 8785 form of it. */
  | 'not-canonical'
  | 'payload-type'
  /** Two signatures by one key. */
  | 'doubled-signature'
  /** A signature by a key that is not given. */
  | 'unknown-key'
  | 'bad-signature'
  /** The first signature is not by the key of the issuer. */
  | 'issuer'
  | 'no-witness'
  /** A date that is none, or an expiry that does not come after the issue. */
  | 'dates'
  | 'not-yet-valid'
  | 'expired'
  /** Targets or rows that are not sorted, or stand twice. */
  | 'rows'
  | 'result-digest'
  /** A row is not `pass`. */
  | 'not-certified'
  | 'artifact'
  /** The rows are not those of the vectors at hand. */
  | 'vectors'
  /** The list of revocations itself is refused. */
  | 'revocations'
  | 'revocations-stale'
  | 'revoked'
  /** The report of a witness's run does not say which file it is about. */
  | 'unbound-report'
  /** Another run gave another result. */
  | 'replay';

/** Thrown while a signed document is checked; the message is one sentence for people. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.code = code;
  }
}
