import { toCanonicalText } from '../document-text.ts';
import type { ExpectedLocation, Recipe } from '../recipe.ts';
import { minimal, minimalProvider } from './base-packages.ts';
import { type PackageDraft, placeIn, RUNTIME, SIM0, withMembers, withYaml } from './package-draft.ts';
import { accept, reject } from './package-recipe.ts';

const JSON_NOTES = 'notes.json';
const XML_NOTES = 'notes.xml';

/** So many characters of one alphabet. None of the values below is a secret of anything. */
const mixed = (count: number): string => 'aB3dE6gH9k'.repeat(20).slice(0, count);
const letters = (count: number): string => 'aBcdEfgHik'.repeat(20).slice(0, count);
const capitals = (count: number): string => 'A3CD5FG7HK'.repeat(20).slice(0, count);

interface Shape {
  readonly name: string;
  readonly said: string;
  readonly value: string;
  readonly near: string;
  readonly nearSaid: string;
  /** How many characters stand ahead of the shape; none where absent. */
  readonly ahead?: number;
}

const jwt = (signature: number): string => `eyJ${mixed(8)}.eyJ${mixed(8)}.${mixed(signature)}`;
const long = (count: number): string =>
  mixed(100)
    .repeat(count / 100 + 1)
    .slice(0, count);
const longJwt = (header: number, claims: number): string => `eyJ${long(header)}.eyJ${long(claims)}.${mixed(16)}`;
const pem = (kind: string): string => `-----BEGIN ${kind} KEY-----`;
const SHORT = 'is one character too short';

/** Every row of the table in section 7, just inside and just outside. */
const SHAPES: readonly Shape[] = [
  { name: 'jwt', said: 'a JSON Web Token', value: jwt(16), near: jwt(15), nearSaid: SHORT },
  { name: 'pem', said: 'a private key', value: pem('PRIVATE'), near: pem('PUBLIC'), nearSaid: 'is a public key' },
  {
    name: 'aws',
    said: 'an AWS access key',
    value: `AKIA${capitals(16)}`,
    near: `AKIA${capitals(15)}`,
    nearSaid: SHORT,
  },
  { name: 'github', said: 'a GitHub token', value: `ghp_${mixed(36)}`, near: `ghp_${mixed(35)}`, nearSaid: SHORT },
  { name: 'gitlab', said: 'a GitLab token', value: `glpat-${mixed(20)}`, near: `glpat-${mixed(19)}`, nearSaid: SHORT },
  { name: 'slack', said: 'a Slack token', value: `xoxb-${mixed(10)}`, near: `xoxb-${mixed(9)}`, nearSaid: SHORT },
  { name: 'google', said: 'a Google API key', value: `AIza${mixed(35)}`, near: `AIza${mixed(34)}`, nearSaid: SHORT },
  {
    name: 'stripe',
    said: 'a Stripe key',
    value: `sk_live_${mixed(16)}`,
    near: `sk_live_${mixed(15)}`,
    nearSaid: SHORT,
  },
  { name: 'npm', said: 'an npm token', value: `npm_${mixed(36)}`, near: `npm_${mixed(35)}`, nearSaid: SHORT },
  { name: 'pypi', said: 'a PyPI token', value: `pypi-${mixed(50)}`, near: `pypi-${mixed(49)}`, nearSaid: SHORT },
  { name: 'influxdb', said: 'an InfluxDB token', value: `${mixed(86)}==`, near: `${mixed(85)}==`, nearSaid: SHORT },
  {
    name: 'bearer',
    said: 'a bearer credential',
    value: `Bearer ${letters(15)}7`,
    near: `Bearer ${letters(14)}7`,
    nearSaid: SHORT,
  },
  {
    name: 'basic',
    said: 'a basic credential',
    value: `Basic ${letters(15)}7`,
    near: `Basic ${letters(14)}7`,
    nearSaid: SHORT,
  },
  {
    name: 'url-password',
    said: 'a URL with a password',
    value: `http://mixer:${letters(4)}@localhost/`,
    near: 'http://mixer:$' + '{PASSWORD}@localhost/',
    nearSaid: 'has a placeholder for the password',
    ahead: 'http'.length,
  },
];

interface Context {
  readonly name: string;
  readonly said: string;
  readonly hold: (value: string) => PackageDraft;
  readonly at: (draft: PackageDraft, ahead: number) => ExpectedLocation;
}

const inYaml: Context = {
  name: 'yaml',
  said: 'A string of a provider configuration',
  hold: (note) => withYaml(minimal, SIM0, { note }),
  at: (draft) => placeIn(draft, SIM0, '/note'),
};

/** Where a value may stand. */
const CONTEXTS: readonly Context[] = [
  inYaml,
  {
    name: 'json',
    said: 'A string of a JSON document',
    hold: (note) => withMembers(minimal, { [JSON_NOTES]: toCanonicalText({ note }) }),
    at: (draft) => placeIn(draft, JSON_NOTES, '/note'),
  },
  {
    name: 'xml',
    said: 'The text of an XML element',
    hold: (value) => withMembers(minimal, { [XML_NOTES]: `<notes>\n  <note> ${value} </note>\n</notes>\n` }),
    at: (_, ahead) => ({ member: XML_NOTES, line: 2, column: 10 + ahead }),
  },
  {
    name: 'argument',
    said: 'An argument of a provider',
    hold: (value) =>
      withYaml(minimal, RUNTIME, { providers: [{ ...minimalProvider, args: [...minimalProvider.args, value] }] }),
    at: (draft) => placeIn(draft, RUNTIME, '/providers/0/args/2'),
  },
];

const cites = ['anpkg/secret-by-shape'];

const everywhere: readonly Recipe[] = SHAPES.flatMap((shape) =>
  CONTEXTS.flatMap((context): Recipe[] => {
    const name = `${shape.name}-in-${context.name}`;
    const draft = context.hold(shape.value);
    return [
      reject({
        name: `shape-${name}`,
        cites,
        why: `${context.said} has the shape of ${shape.said}.`,
        draft,
        at: context.at(draft, shape.ahead ?? 0),
        twin: `no-shape-${name}`,
      }),
      accept({
        name: `no-shape-${name}`,
        cites,
        why: `${context.said} begins like ${shape.said} and ${shape.nearSaid}.`,
        draft: context.hold(shape.near),
      }),
    ];
  }),
);

/** Further forms of one shape, each with a value that is none. */
const FORMS: readonly (readonly [name: string, said: string, value: string, near: string])[] = [
  ['aws-temporary', 'a temporary AWS access key', `ASIA${capitals(16)}`, `ASIB${capitals(16)}`],
  ...['gho', 'ghu', 'ghs', 'ghr'].map(
    (prefix) => [`github-${prefix}`, 'a GitHub token', `${prefix}_${mixed(36)}`, `${prefix}_${mixed(35)}`] as const,
  ),
  ['github-fine-grained', 'a GitHub token', `github_pat_${mixed(22)}`, `github_pat_${mixed(21)}`],
  ['github-longer', 'a GitHub token', `ghp_${mixed(60)}`, `agh_${mixed(60)}`],
  ['slack-other-kind', 'a Slack token', `xoxs-${mixed(10)}`, `xoxz-${mixed(10)}`],
  ['stripe-restricted', 'a Stripe key', `rk_live_${mixed(16)}`, `sk_test_${mixed(16)}`],
  ['pem-of-a-kind', 'a private key', pem('RSA PRIVATE'), pem('RSA PUBLIC')],
  ['bearer-lower-case', 'a bearer credential', `bearer ${mixed(16)}`, `bEARER ${mixed(16)}`],
  ['bearer-upper-case', 'a bearer credential', `BEARER    ${mixed(16)}`, `BEARER     ${mixed(16)}`],
  ['bearer-with-digit', 'a bearer credential', `Bearer ${letters(20)}4`, `Bearer ${letters(21)}`],
  ['basic-lower-case', 'a basic credential', `basic ${mixed(16)}`, `bASIC ${mixed(16)}`],
  ['basic-upper-case', 'a basic credential', `BASIC ${mixed(16)}`, `BASICS ${mixed(16)}`],
  ['basic-with-padding', 'a basic credential', `Basic ${letters(19)}=`, `Basic ${letters(20)}`],
  ['influxdb-url-safe', 'an InfluxDB token', `${mixed(80)}-_-_-_==`, `${mixed(80)}-_._-_==`],
  ['influxdb-longer', 'an InfluxDB token', `:${mixed(86)}==`, `${mixed(87)}==`],
  ['aws-followed', 'an AWS access key', `AKIA${capitals(16)}-`, `AKIA${capitals(17)}`],
  ['google-followed', 'a Google API key', `AIza${mixed(35)}.`, `AIza${mixed(36)}`],
  ['npm-followed', 'an npm token', `npm_${mixed(36)}.`, `npm_${mixed(37)}`],
  ['aws-after-letter', 'an AWS access key', `.AKIA${capitals(16)}`, `xAKIA${capitals(16)}`],
  ['github-after-hyphen', 'a GitHub token', `/ghp_${mixed(36)}`, `-ghp_${mixed(36)}`],
  ['aws-followed-by-lower-case', 'an AWS access key', `AKIA${capitals(16)}_`, `AKIA${capitals(16)}a`],
  [
    'github-with-underscore',
    'a GitHub token',
    `github_pat_${mixed(10)}_${mixed(11)}`,
    `github_pat_${mixed(10)}-${mixed(11)}`,
  ],
  ['bearer-after-hyphen', 'a bearer credential', `-Bearer ${mixed(16)}`, `_Bearer ${mixed(16)}`],
  ['pem-after-letter', 'a private key', `x-${pem('PRIVATE')}`, `x-${pem('private')}`],
  ['pem-at-kind-limit', 'a private key', pem(`${capitals(39)} PRIVATE`), pem(`${capitals(40)} PRIVATE`)],
  ['influxdb-after-equals', 'an InfluxDB token', `k=${mixed(86)}==`, `k=${mixed(86)}===`],
  ['url-without-user', 'a URL with a password', 'a://:b@c', 'a://:@c'],
  ['url-password-with-colon', 'a URL with a password', 'a://b:c:d@e', 'a://b:c/d@e'],
  ['url-longest-password', 'a URL with a password', `a://b:${'cd'.repeat(128)}@e`, `a://b:${'cd'.repeat(128)}c@e`],
  ['jwt-long', 'a JSON Web Token', longJwt(2000, 5000), longJwt(2001, 5000)],
  ['jwt-long-claims', 'a JSON Web Token', longJwt(20, 3001), longJwt(20, 5001)],
  ['url-longest-password-letters', 'a URL with a password', `a://b:${'é'.repeat(256)}@e`, `a://b:${'é'.repeat(257)}@e`],
  [
    'bearer-late-digit',
    'a bearer credential',
    `Bearer ${letters(200)}${letters(100)}7`,
    `Bearer ${letters(200)}${letters(101)}`,
  ],
  ['url-without-scheme', 'a URL with a password', 'a://b:c@d', '://b:c@d'],
];

const forms: readonly Recipe[] = FORMS.flatMap(([name, said, value, near]): Recipe[] => [
  reject({
    name: `shape-${name}`,
    cites,
    why: `A string of a provider configuration has the shape of ${said}.`,
    draft: inYaml.hold(value),
    at: inYaml.at(inYaml.hold(value), 0),
    twin: `no-shape-${name}`,
  }),
  accept({
    name: `no-shape-${name}`,
    cites,
    why: `A string of a provider configuration comes close to the shape of ${said}.`,
    draft: inYaml.hold(near),
  }),
]);

const PLACEHOLDERS: readonly (readonly [name: string, text: string])[] = [
  ['dollar-braces', '$' + '{NAME}'],
  ['dollar', '$NAME'],
  ['braces', '{{name}}'],
  ['percent', '%NAME%'],
  ['asterisks', '***'],
  ['letters-x', 'xxx'],
];

const placeholders: readonly Recipe[] = PLACEHOLDERS.map(([name, text]) =>
  accept({
    name: `no-shape-placeholder-${name}`,
    cites: [...cites, 'anpkg/secret-argument'],
    why: `Where a password would stand, in a URL and behind --password, stands ${text}.`,
    draft: withYaml(minimal, RUNTIME, {
      providers: [
        { ...minimalProvider, args: [...minimalProvider.args, `http://mixer:${text}@localhost/`, '--password', text] },
      ],
    }),
  }),
);

const option = (...further: readonly string[]): PackageDraft =>
  withYaml(minimal, RUNTIME, { providers: [{ ...minimalProvider, args: [...minimalProvider.args, ...further] }] });

/** Options that section 7 names, and options that name a place instead. */
const OPTIONS: readonly (readonly [name: string, said: string, value: readonly string[], near: readonly string[]])[] = [
  ['passwd', 'of --passwd', ['--passwd', 'wave'], ['--passwd-file', 'wave']],
  ['api-key', 'of --api_key in capitals', ['--API_KEY', 'wave'], ['--API_KEY-PATH', 'wave']],
  ['apikey', 'of -apikey', ['-apikey', 'wave'], ['apikey', 'wave']],
  ['joined', 'behind the equals sign', ['--token=wave'], ['--token-env=wave']],
  ['followed', 'of an option that another follows', ['--secret', 'wave'], ['--secret', '--wave']],
  ['directory', 'of --tokens', ['--tokens', 'wave'], ['--tokens-dir', 'wave']],
  ['last', 'of the last option', ['--secret', 'wave'], ['--wave', '--secret']],
  ['underscore', 'of --token_file', ['--token_file', 'wave'], ['--token-file', 'wave']],
  ['placeholder-long', 'that is no name', ['--token', `$(${'N'.repeat(300)})`], ['--token', `$\{${'N'.repeat(300)}}`]],
  ['long', 'of an option of 128 characters', [`--token${'a'.repeat(121)}`, 'w'], [`--token${'a'.repeat(122)}`, 'w']],
];

const options: readonly Recipe[] = OPTIONS.flatMap(([name, said, value, near]): Recipe[] => [
  reject({
    name: `option-${name}`,
    cites: ['anpkg/secret-argument'],
    why: `The args of a provider hold the value ${said}.`,
    draft: option(...value),
    at: placeIn(option(...value), RUNTIME, `/providers/0/args/${value.length + 1}`),
    twin: `no-option-${name}`,
  }),
  accept({
    name: `no-option-${name}`,
    cites: ['anpkg/secret-argument'],
    why: `The args of a provider come close to holding the value ${said}.`,
    draft: option(...near),
  }),
]);

const inNotes = (text: string): PackageDraft => withMembers(minimal, { 'notes.txt': `${text}\n` });

/** Characters that some languages take for white space, as section 3 has it, and others do not. */
const whiteSpace: readonly Recipe[] = (
  [
    ['next-line', '\u0085', '\u180e', 'U+0085', 'U+180E'],
    ['file-separator', '\u001c', '\u200b', 'U+001C', 'U+200B'],
    ['no-break-space', '\u00a0', '\u00e0', 'U+00A0', 'U+00E0, whose UTF-8 ends with the byte of a no-break space'],
    ['ideographic-space', '\u3000', '\ufeff', 'U+3000', 'U+FEFF'],
  ] as const
).flatMap(([name, space, other, spaceSaid, otherSaid]): Recipe[] => [
  reject({
    name: `shape-url-password-beside-${name}`,
    cites,
    why: `The password of a URL in a text holds ${otherSaid}, which is no white space.`,
    draft: inNotes(`a://b:c${other}d@e`),
    at: { member: 'notes.txt', line: 1, column: 2, offset: 1 },
    twin: `no-shape-url-password-${name}`,
  }),
  accept({
    name: `no-shape-url-password-${name}`,
    cites,
    why: `What might be the password of a URL in a text holds ${spaceSaid}, which is white space.`,
    draft: inNotes(`a://b:c${space}d@e`),
  }),
]);

/** Section 7: each shape in each place, and the options. */
export const credentialRecipes: readonly Recipe[] = [
  ...everywhere,
  ...forms,
  ...whiteSpace,
  ...placeholders,
  ...options,
];
