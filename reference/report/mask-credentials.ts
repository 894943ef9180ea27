import { CREDENTIAL_SHAPES, type CredentialShape, isPlaceholder } from './credential-shapes.ts';

// A quick look: whatever has a shape has one of these in it, and ordinary names have none.
const ANY_SIGN =
  /eyJ|-----BEGIN|AKIA|ASIA|gh[opsur]_|github_pat_|glpat-|xox[a-z]-|AIza|k_live_|npm_|pypi-|==|bearer|basic|:(?:\/|~1){2}/i;

/** Whether anything in a text begins like a credential: a quick look, which finds no credential where it says no. */
export function mayHoldCredential(text: string): boolean {
  return ANY_SIGN.test(text);
}

/** How a secret is shown: enough to recognise it again, too little to use it. */
export function toMasked(secret: string): string {
  // Loaded only where there is something to hide: every start of the programs passes here.
  const { createHash } = process.getBuiltinModule('node:crypto');
  const digest = createHash('sha256').update(secret).digest('hex').slice(0, 4);
  return `[secret of ${[...secret].length} characters, SHA-256 ${digest}…]`;
}

/**
 * Rewrites a text so that nothing in it has the shape of a credential, wherever it comes from: a name, a key, a path
 * of the command line, a message of the system. The rest of the text stays, so that the place can still be found.
 */
export function maskCredentials(text: string): string {
  return maskText(text, undefined);
}

/** As `maskCredentials`, and so that nothing stands in it that the pattern of known secrets matches. */
export function maskText(text: string, known: RegExp | undefined): string {
  if (known === undefined && !mayHoldCredential(text)) return text;
  if (!/~[01]/.test(text)) return maskSpans(text, known);
  // In a JSON pointer `~` and `/` are escaped (RFC 6901 section 3): what that hides is looked for first.
  const plain = text.replaceAll(/[^/]+/g, (segment) => {
    const unescaped = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    const masked = maskSpans(unescaped, known);
    return masked === unescaped ? segment : masked.replaceAll('~', '~0').replaceAll('/', '~1');
  });
  return maskSpans(plain, known);
}

/** From a character, up to but without another one. */
type Span = readonly [start: number, end: number];

// Spans that overlap are one secret: to replace them one after the other would leave the rest of the longer one.
function maskSpans(text: string, known: RegExp | undefined): string {
  const spans = [...knownSpans(text, known), ...shapeSpans(text)].sort(([a], [b]) => a - b);
  let masked = '';
  let shown = 0;
  for (let at = 0; at < spans.length; ) {
    const [start, firstEnd] = spans[at] ?? [text.length, text.length];
    let end = firstEnd;
    for (at += 1; at < spans.length && (spans[at]?.[0] ?? end) < end; at += 1)
      end = Math.max(end, spans[at]?.[1] ?? end);
    masked += `${text.slice(shown, start)}${toMasked(text.slice(start, end))}`;
    shown = end;
  }
  return masked + text.slice(shown);
}

function knownSpans(text: string, known: RegExp | undefined): Span[] {
  if (known === undefined) return [];
  return Array.from(text.matchAll(known), ({ 0: match, index }): Span => [index, index + match.length]);
}

let shapes: RegExp | undefined;

function shapeSpans(text: string): Span[] {
  if (!mayHoldCredential(text)) return [];
  shapes ??= new RegExp(
    CREDENTIAL_SHAPES.map((shape, index) => `(?<s${index}>${toMaskedPattern(shape)})`).join('|'),
    'g',
  );
  return Array.from(text.matchAll(shapes)).flatMap(({ 0: match, index, groups }): Span[] => {
    const shape = CREDENTIAL_SHAPES.find((_, at) => groups?.[`s${at}`] !== undefined);
    const secret = shape?.secret?.(match, '') ?? match;
    if (secret === '' || isPlaceholder(secret)) return [];
    const start = index + match.lastIndexOf(secret);
    return [[start, start + secret.length]];
  });
}

// A scanner of large members reads bounded runs; what is printed is short, and what stands beyond a bound is secret too.
function toMaskedPattern({ pattern, masked }: CredentialShape): string {
  return masked ?? pattern.replaceAll(/\{(\d+),\d{3,}\}/g, '{$1,}');
}
