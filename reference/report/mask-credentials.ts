import { createHash } from 'node:crypto';
import { CREDENTIAL_SHAPES, type CredentialShape, isPlaceholder } from './credential-shapes.ts';

// A quick look: whatever has a shape has one of these in it, and ordinary names have none.
const ANY_SIGN =
  /eyJ|-----BEGIN|AKIA|ASIA|gh[opsur]_|github_pat_|glpat-|xox[a-z]-|AIza|k_live_|npm_|pypi-|==|bearer|basic|:(?:\/|~1){2}/i;

/** How a secret is shown: enough to recognise it again, too little to use it. */
export function toMasked(secret: string): string {
  const digest = createHash('sha256').update(secret).digest('hex').slice(0, 4);
  return `[secret of ${[...secret].length} characters, SHA-256 ${digest}…]`;
}

/**
 * Rewrites a text so that nothing in it has the shape of a credential, wherever it comes from: a name, a key, a path
 * of the command line, a message of the system. The rest of the text stays, so that the place can still be found.
 */
export function maskCredentials(text: string): string {
  if (!ANY_SIGN.test(text)) return text;
  if (!/~[01]/.test(text)) return maskShapes(text);
  // In a JSON pointer `~` and `/` are escaped (RFC 6901 section 3): what that hides is looked for first.
  const plain = text.replaceAll(/[^/]+/g, (segment) => {
    const unescaped = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    const masked = maskShapes(unescaped);
    return masked === unescaped ? segment : masked.replaceAll('~', '~0').replaceAll('/', '~1');
  });
  return maskShapes(plain);
}

let shapes: RegExp | undefined;

function maskShapes(text: string): string {
  shapes ??= new RegExp(
    CREDENTIAL_SHAPES.map((shape, index) => `(?<s${index}>${toMaskedPattern(shape)})`).join('|'),
    'g',
  );
  return text.replaceAll(shapes, (match: string, ...rest: unknown[]) => {
    const groups = new Map(Object.entries(rest.at(-1) ?? {}));
    const shape = CREDENTIAL_SHAPES.find((_, index) => groups.get(`s${index}`) !== undefined);
    const secret = shape?.masked === undefined ? (shape?.secret?.(match, '') ?? match) : match;
    if (secret === '' || isPlaceholder(secret)) return match;
    const start = match.lastIndexOf(secret);
    return `${match.slice(0, start)}${toMasked(secret)}${match.slice(start + secret.length)}`;
  });
}

// A scanner of large members reads bounded runs; what is printed is short, and what stands beyond a bound is secret too.
function toMaskedPattern({ pattern, masked }: CredentialShape): string {
  return masked ?? pattern.replaceAll(/\{(\d+),\d{3,}\}/g, '{$1,}');
}
