import { maskCredentials } from './mask-credentials.ts';

// Keys whose values never appear in an excerpt, wider than any contract's own secret rule.
const SENSITIVE_KEY =
  /token|secret|passw|credential|passphrase|\bpwd\b|(?:api|access|private|signing|encryption)[_-]?key|auth/iu;

// Beginnings of well-known secret values: what is cut or misspelt is not shown either.
const SENSITIVE_VALUE =
  /eyJ[\w-]{8,}\.|-----BEGIN|gh[opsur]_|github_pat_|glpat-|xox[abprs]-|AKIA|ASIA|AIza|[sr]k_(?:live|test)_|:\/\/[^\s/:@]+:[^\s/@]+@/u;

/** Whether a piece of text names a secret or looks like one. */
export function mentionsSecret(text: string): boolean {
  return SENSITIVE_KEY.test(text) || SENSITIVE_VALUE.test(text) || maskCredentials(text) !== text;
}

/** Whether a document, whatever its encoding, mentions a token anywhere. */
export function mentionsToken(bytes: Uint8Array): boolean {
  // Without NUL, UTF-16 text reads like ASCII.
  return /token/iu.test(Buffer.from(bytes).toString('latin1').replaceAll('\0', ''));
}
