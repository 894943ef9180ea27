/** The shape of a well-known kind of credential. */
export interface CredentialShape {
  /** Shown in findings; a word of letters, digits and spaces. */
  readonly name: string;
  /**
   * Source of a regular expression for text in which each byte is one character. It begins with a literal, what must
   * not stand before it is a lookbehind after that literal, and each run is bounded: so a scan is linear.
   */
  readonly pattern: string;
  /** The secret part of a match; the whole of it where absent. */
  readonly secret?: (match: string, before: string) => string;
  /** How many ASCII characters of the shape stand before the match, which is then only its end; none where absent. */
  readonly before?: number;
  /** What the masker takes for the shape, where it must take more: it may hide too much, and never too little. */
  readonly masked?: string;
}

const NOT_IN_WORD = (literal: string): string => `(?<![A-Za-z0-9_-]${literal})`;

// White space as the contract defines it (section 3): in UTF-8, a character a byte, and in a string.
const WHITE_SPACE_BYTES =
  '[\\t-\\r\\x1c-\\x20]|\\xc2[\\x85\\xa0]|\\xe1\\x9a\\x80|\\xe2\\x80[\\x80-\\x8a\\xa8\\xa9\\xaf]|\\xe2\\x81\\x9f|\\xe3\\x80\\x80';
const WHITE_SPACE = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

/** One character of a user or a password in a URL, in UTF-8: what ends it, and further ones, cannot stand there. */
function partOfUrl(further: string): string {
  return `(?!${WHITE_SPACE_BYTES})[^\\x80-\\xbf/?#@"'<>${further}][\\x80-\\xbf]{0,3}`;
}

/** The longest match, and the most that a shape looks at before it: a streaming scan overlaps by these. */
export const LONGEST_MATCH = 8192;
export const LONGEST_LOOKBEHIND = 128;

/** The table of shapes (section 7 of the contract). Order matters only where two begin at the same character. */
export const CREDENTIAL_SHAPES: readonly CredentialShape[] = [
  {
    name: 'JSON Web Token',
    pattern: `eyJ${NOT_IN_WORD('eyJ')}[A-Za-z0-9_-]{8,2000}\\.eyJ[A-Za-z0-9_-]{8,5000}\\.[A-Za-z0-9_-]{16,1024}`,
  },
  {
    name: 'PEM private key',
    pattern: '-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----[A-Za-z0-9+/=\\s:,.-]{0,6000}',
    // Line breaks may stand there as escapes of any kind.
    masked: '-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----[A-Za-z0-9+/=\\s:,.~\\\\{}%&#;-]*',
  },
  { name: 'AWS access key', pattern: '(?:AKIA|ASIA)(?<![A-Za-z0-9_-](?:AKIA|ASIA))[A-Z0-9]{16}(?![A-Za-z0-9])' },
  { name: 'GitHub token', pattern: `gh[opsur]_(?<![A-Za-z0-9_-]gh[opsur]_)[A-Za-z0-9]{36,255}` },
  { name: 'GitHub token', pattern: `github_pat_${NOT_IN_WORD('github_pat_')}[A-Za-z0-9_]{22,255}` },
  { name: 'GitLab token', pattern: `glpat-${NOT_IN_WORD('glpat-')}[A-Za-z0-9_-]{20,300}` },
  { name: 'Slack token', pattern: 'xox[abeoprs]-(?<![A-Za-z0-9_-]xox[abeoprs]-)[A-Za-z0-9-]{10,250}' },
  { name: 'Google API key', pattern: `AIza${NOT_IN_WORD('AIza')}[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])` },
  { name: 'Stripe key', pattern: '[sr]k_live_(?<![A-Za-z0-9_-][sr]k_live_)[A-Za-z0-9]{16,247}' },
  { name: 'npm token', pattern: `npm_${NOT_IN_WORD('npm_')}[A-Za-z0-9]{36}(?![A-Za-z0-9])` },
  { name: 'PyPI token', pattern: `pypi-${NOT_IN_WORD('pypi-')}[A-Za-z0-9_-]{50,1000}` },
  {
    // 64 random bytes in base64, as InfluxDB issues them; the scan finds the padding and looks back.
    name: 'InfluxDB token',
    pattern: '==(?<=(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{86}==)(?![A-Za-z0-9+/=_-])',
    secret: (match, before) => before.slice(-86) + match,
    before: 86,
    // In a path a slash may be a separator, or stand in the token.
    masked: '[A-Za-z0-9+/_-]{86}==',
  },
  {
    name: 'Bearer credential',
    pattern: `(?:[Bb]earer|BEARER)(?<![A-Za-z0-9_](?:[Bb]earer|BEARER)) {1,4}(?=[A-Za-z._~+/-]{0,2000}[0-9])[A-Za-z0-9._~+/-]{16,2000}={0,2}`,
    secret: (match) => match.slice(6).trim(),
  },
  {
    name: 'Basic credential',
    pattern: `(?:[Bb]asic|BASIC)(?<![A-Za-z0-9_](?:[Bb]asic|BASIC)) {1,4}(?=[A-Za-z+/]{0,2000}[0-9=])[A-Za-z0-9+/]{16,2000}={0,2}`,
    secret: (match) => match.slice(5).trim(),
  },
  {
    name: 'password in a URL',
    pattern: `://(?<=[A-Za-z0-9+.-]://)(?:${partOfUrl(':')}){0,256}:(?:${partOfUrl('')}){1,256}@`,
    secret: (match) => match.slice(match.indexOf(':', 3) + 1, -1),
    masked: `://(?<=[A-Za-z0-9+.-]://)[^${WHITE_SPACE}/?#:@"'<>]*:[^${WHITE_SPACE}/?#@"'<>]+@`,
  },
];

const PLACEHOLDER = /^(?:\$\{[^{}]*\}|\$[A-Za-z_]\w*|\{\{[^{}]*\}\}|<[^<>]*>|%\w+%|\*+|[xX]+|\.{3})$/;

/** Whether a value stands for a credential without being one, such as `${INFLUXDB_TOKEN}` or `<token>`. */
export function isPlaceholder(value: string): boolean {
  return PLACEHOLDER.test(value);
}
