import { createPublicKey, type KeyObject } from 'node:crypto';
import type { DistributionTrust } from '../../generated/types/distribution-trust.ts';
import { fromBase64, keyIdOf } from '../../integrity/dsse.ts';

/**
 * The keys of a trust file by their ids. An entry that is no key of ed25519, or whose id is that of another key, is none:
 * nobody can sign in its name.
 */
export function trustedKeys({ keys }: Pick<DistributionTrust, 'keys'>): ReadonlyMap<string, KeyObject> {
  const byId = new Map<string, KeyObject>();
  for (const { keyid, public_key } of keys) {
    const key = readKey(public_key);
    if (key !== undefined && keyIdOf(key) === keyid) byId.set(keyid, key);
  }
  return byId;
}

function readKey(text: string): KeyObject | undefined {
  const der = fromBase64(text);
  if (der === undefined) return undefined;
  try {
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined;
  }
}
