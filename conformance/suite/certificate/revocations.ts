import type { KeyObject } from 'node:crypto';
import { validators } from '../../../reference/generated/interfaces-validators.ts';
import type { Revocations } from '../../../reference/generated/types/interfaces-revocations.ts';
import { compareCodePoints } from '../../recipes/code-point-order.ts';
import { SuiteError } from '../suite-error.ts';
import { isDate } from './check-certificate.ts';
import { type Envelope, openEnvelope, parseEnvelope, REVOCATIONS_TYPE, signDocument } from './envelope.ts';
import { type NamedKey, publicKeyOf } from './keys.ts';
import { Refusal } from './refusal.ts';

export type OpenedRevocations = Revocations;
export type Revocation = Revocations['revoked'][number];

/**
 * Reads a list of revocations and verifies it by one of the keys. Throws a Refusal `revocations` for whatever is wrong
 * with the list itself.
 */
export function openRevocations(bytes: Uint8Array, keys: readonly NamedKey[]): OpenedRevocations {
  try {
    const { payload, signers } = openEnvelope(parseEnvelope(bytes), REVOCATIONS_TYPE, keys);
    if (!isRevocations(payload)) throw new Refusal('malformed', 'the payload is none by its schema');
    if (signers.length !== 1 || signers[0] !== payload.issuer.keyid) {
      throw new Refusal('issuer', 'the one signature is not that of its issuer');
    }
    if (![payload.issued, ...payload.revoked.map(({ at }) => at)].every(isDate)) {
      throw new Refusal('dates', 'a date does not exist');
    }
    if (!isRising(payload.revoked)) throw new Refusal('rows', 'the certificates are not sorted, each once');
    return payload;
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal('revocations', `the list of revocations: ${error.message}`);
    throw error;
  }
}

/** What to add to a list, and as who. */
export interface RevokeRequest {
  readonly issuer: string;
  /** SHA-256 of the certificate's payload. */
  readonly certificate: string;
  readonly reason: string;
  /** The moment, UTC, as `2026-07-01T00:00:00Z`. */
  readonly at: string;
}

/**
 * The next state of a list: one more certificate, the counter one higher, signed. `previous` is the list so far, which
 * the same key must have signed; without it the list begins. Throws SuiteError `usage`, or a Refusal for `previous`.
 */
export function revoke(request: RevokeRequest, privateKey: KeyObject, previous?: Uint8Array): Envelope {
  const { issuer, certificate, reason, at } = request;
  const key = publicKeyOf(privateKey);
  const list = previous === undefined ? undefined : openRevocations(previous, [key]);
  if (list?.revoked.some((entry) => entry.certificate === certificate)) {
    throw new SuiteError('usage', 'the certificate is on the list already');
  }
  if (list !== undefined && at < list.issued)
    throw new SuiteError('usage', `the list was written later, at ${list.issued}`);
  const revoked = [...(list?.revoked ?? []), { certificate, reason, at }];
  const next: Revocations = {
    format: 'package-contracts-revocations/1',
    issuer: { name: issuer, keyid: key.id },
    counter: (list?.counter ?? 0) + 1,
    issued: at,
    revoked: revoked.sort((a, b) => compareCodePoints(a.certificate, b.certificate)),
  };
  if (!isRevocations(next) || !isDate(at)) throw new SuiteError('usage', 'this makes no list of revocations');
  return signDocument(next, REVOCATIONS_TYPE, privateKey);
}

const validate = validators['interfaces/revocations'];

function isRevocations(value: unknown): value is Revocations {
  return validate(value);
}

function isRising(revoked: readonly Revocation[]): boolean {
  return revoked.every(({ certificate }, index) => {
    const previous = revoked[index - 1];
    return previous === undefined || compareCodePoints(previous.certificate, certificate) < 0;
  });
}
