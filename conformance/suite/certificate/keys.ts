import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { Refusal } from './refusal.ts';

/** A public key, and the id that signatures name it by. */
export interface NamedKey {
  readonly key: KeyObject;
  /** SHA-256 of the SPKI in DER, in hexadecimal. */
  readonly id: string;
}

/** Reads a public key in PEM. Throws a Refusal `wrong-algorithm` for anything but a public key of ed25519. */
export function parsePublicKey(pem: string): NamedKey {
  // A private key would be read as the public one that it holds: whoever verifies should not have it at hand.
  if (!pem.trimStart().startsWith('-----BEGIN PUBLIC KEY-----')) throw notEd25519();
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch {
    throw notEd25519();
  }
  if (key.asymmetricKeyType !== 'ed25519') throw notEd25519();
  return { key, id: keyIdOf(key) };
}

/** Reads a private key in PEM; undefined where it is none of ed25519. */
export function parsePrivateKey(pem: string): KeyObject | undefined {
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined;
  }
}

/** The public half of a private key. */
export function publicKeyOf(privateKey: KeyObject): NamedKey {
  const key = createPublicKey(privateKey);
  return { key, id: keyIdOf(key) };
}

/** A new pair in PEM: PKCS #8 and SPKI. */
export function generateKeyPair(): { readonly privatePem: string; readonly publicPem: string; readonly id: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    id: keyIdOf(publicKey),
  };
}

function keyIdOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

function notEd25519(): Refusal {
  return new Refusal('wrong-algorithm', 'a key that is given is no public key of ed25519 in PEM');
}
