import { toCanonicalText } from '../document-text.ts';
import type { ExpectedLocation, Recipe } from '../recipe.ts';
import { minimal, minimalProvider, minimalRuntime } from './base-packages.ts';
import { type PackageDraft, placeIn, RUNTIME, SIM0, withMembers, withYaml } from './package-draft.ts';
import { accept, reject } from './package-recipe.ts';

// Not a secret of anything; each shape below is made up of pieces, so that no scanner takes this file for a leak.
const ORDINARY = 'wavelength';

const inProvider = (value: unknown): PackageDraft => withYaml(minimal, SIM0, value);
const inText = (path: string, text: string): PackageDraft => withMembers(minimal, { [path]: text });

interface KeyCase {
  readonly name: string;
  readonly value: unknown;
  readonly pointer: string;
  readonly said: string;
}

const FOUND_BY_KEY: readonly KeyCase[] = [
  { name: 'token', value: { token: ORDINARY }, pointer: '/token', said: 'the key token' },
  {
    name: 'within-key',
    value: { apiTokenValue: ORDINARY },
    pointer: '/apiTokenValue',
    said: 'a key with Token within',
  },
  { name: 'upper-case', value: { API_TOKEN: ORDINARY }, pointer: '/API_TOKEN', said: 'a key with TOKEN in capitals' },
  {
    name: 'nested',
    value: { a: { b: [{ token: ORDINARY }] } },
    pointer: '/a/b/0/token',
    said: 'the key token deep within',
  },
  { name: 'list', value: { tokens: [ORDINARY] }, pointer: '/tokens/0', said: 'the key tokens, in a sequence' },
  {
    name: 'list-of-lists',
    value: { tokens: [[ORDINARY]] },
    pointer: '/tokens/0/0',
    said: 'the key tokens, two sequences deep',
  },
  {
    name: 'after-dot',
    value: { 'auth.token': ORDINARY },
    pointer: '/auth.token',
    said: 'a key with token after its last dot',
  },
  {
    name: 'placeholder',
    value: { token: '$' + '{TOKEN}' },
    pointer: '/token',
    said: 'the key token, though it is a placeholder',
  },
];

const byKey: readonly Recipe[] = (['core', 'hardened'] as const).flatMap((profile): Recipe[] => {
  const prefix = profile === 'core' ? 'core-' : '';
  const telemetry = withYaml(minimal, RUNTIME, { ...minimalRuntime, telemetry: { influxdb: { token: ORDINARY } } });
  const json = withMembers(minimal, { 'notes/access.json': toCanonicalText({ token: ORDINARY }) });
  const blank = (value: unknown) => ({ draft: inProvider(value), profile });
  const cites = ['anpkg/secret-by-key'];
  return [
    ...FOUND_BY_KEY.map(({ name, value, pointer, said }) =>
      reject({
        name: `${prefix}secret-key-${name}`,
        cites,
        why: `A string that is not blank stands under ${said}.`,
        draft: inProvider(value),
        at: placeIn(inProvider(value), SIM0, pointer),
        twin: `${prefix}secret-key-blank`,
        profile,
      }),
    ),
    reject({
      name: `${prefix}secret-key-telemetry`,
      cites,
      why: 'The runtime configuration holds a token for the telemetry.',
      draft: telemetry,
      at: placeIn(telemetry, RUNTIME, '/telemetry/influxdb/token'),
      twin: profile === 'core' ? 'minimal-core' : 'minimal',
      profile,
    }),
    reject({
      name: `${prefix}secret-key-json`,
      cites,
      why: 'A JSON document beside the provenance holds a string under the key token.',
      draft: json,
      at: placeIn(json, 'notes/access.json', '/token'),
      twin: profile === 'core' ? 'minimal-core' : 'minimal',
      profile,
    }),
    accept({
      name: `${prefix}secret-key-blank`,
      cites,
      why: 'The value under the key token is blank.',
      ...blank({ token: ' \t' }),
    }),
    accept({
      name: `${prefix}secret-key-empty`,
      cites,
      why: 'The value under the key token is empty.',
      ...blank({ token: '' }),
    }),
    accept({
      name: `${prefix}secret-key-number`,
      cites,
      why: 'The value under the key token is a number.',
      ...blank({ token: 7 }),
    }),
    accept({
      name: `${prefix}secret-key-boolean`,
      cites,
      why: 'The value under the key token is a boolean.',
      ...blank({ token: true }),
    }),
    accept({
      name: `${prefix}secret-key-null`,
      cites,
      why: 'The value under the key token is null.',
      ...blank({ token: null }),
    }),
    accept({
      name: `${prefix}secret-key-outer`,
      cites,
      why: 'The key tokens is an outer one: the key of the string itself is another.',
      ...blank({ tokens: [{ value: ORDINARY }], token: { value: ORDINARY } }),
    }),
    accept({
      name: `${prefix}secret-key-before-dot`,
      cites,
      why: 'The word token stands ahead of the last dot of a key.',
      ...blank({ 'token.value': ORDINARY }),
    }),
    accept({
      name: `${prefix}secret-key-other-words`,
      cites,
      why: 'The keys say password, secret and api_key, which the rule does not name.',
      ...blank({ password: ORDINARY, secret: ORDINARY, api_key: ORDINARY }),
    }),
    accept({
      name: `${prefix}secret-key-xml`,
      cites,
      why: 'An attribute of an XML file is called token; only YAML and JSON have keys.',
      draft: inText('notes.xml', `<input token="${ORDINARY}"/>\n`),
      profile,
    }),
    accept({
      name: `${prefix}secret-key-upper-case-suffix`,
      cites,
      why: 'The suffix of the file is .YAML in capitals, so that it is no document.',
      draft: inText('NOTES.YAML', `token: ${ORDINARY}\n`),
      profile,
    }),
  ];
});

const JWT = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiJtaXhlciJ9', 'c2lnbmF0dXJlLW9mLW5vdGhpbmctYXQtYWxs'].join('.');
const AWS_EXAMPLE = `AKIA${'IOSFODNN7'}EXAMPLE`;
const FORGE = `ghp_${'0123456789abcdefghij'}${'ABCDEFGHIJKLMNOP'}`;
const PEM = `-----BEGIN ${'PRIVATE KEY'}-----\nMC4CAQAwBQYDK2VwBCIEIA==\n-----END ${'PRIVATE KEY'}-----\n`;
const URL_WITH_PASSWORD = `http://mixer:${'wave'}${'length7'}@localhost:8086/`;

interface ShapeCase {
  readonly name: string;
  readonly said: string;
  readonly draft: PackageDraft;
  readonly at: ExpectedLocation;
  readonly accepted: PackageDraft;
  readonly acceptedSaid: string;
}

const xml = (value: string) => inText('runtime/behaviors/mix.xml', `<root>\n  <Say text="${value}"/>\n</root>\n`);
const XML_PLACE = { member: 'runtime/behaviors/mix.xml', line: 2, column: 14 };
const yamlNote = (note: string) => inProvider({ note });
const YAML_PLACE = { member: SIM0, pointer: '/note' };

const SHAPES: readonly ShapeCase[] = [
  {
    name: 'jwt-in-xml',
    said: 'An attribute of a behavior tree has the shape of a JSON Web Token.',
    draft: xml(JWT),
    at: XML_PLACE,
    accepted: xml('$' + '{JWT}'),
    acceptedSaid: 'An attribute of a behavior tree is a placeholder for a token.',
  },
  {
    name: 'cloud-key-in-text',
    said: 'A line of a text file has the shape of a cloud access key.',
    draft: inText('notes.txt', `key: ${AWS_EXAMPLE}\n`),
    at: { member: 'notes.txt', line: 1, column: 6 },
    accepted: inText('notes.txt', `key: ${AWS_EXAMPLE.slice(0, -1)}\n`),
    acceptedSaid: 'A word in a text file begins like a cloud access key and is one character too short.',
  },
  {
    name: 'forge-token-in-yaml',
    said: 'A string of a provider configuration has the shape of the token of a forge.',
    draft: yamlNote(FORGE),
    at: YAML_PLACE,
    accepted: yamlNote(FORGE.slice(0, 20)),
    acceptedSaid: 'A string of a provider configuration begins like the token of a forge and is too short.',
  },
  {
    name: 'private-key-in-yaml',
    said: 'A string of a provider configuration, with escaped line breaks, is a private key in PEM.',
    draft: yamlNote(PEM),
    at: YAML_PLACE,
    accepted: yamlNote(PEM.replaceAll('PRIVATE', 'PUBLIC')),
    acceptedSaid: 'A string of a provider configuration is a public key in PEM.',
  },
  {
    name: 'password-in-url',
    said: 'A URL in a provider configuration holds a user and a password.',
    draft: yamlNote(URL_WITH_PASSWORD),
    at: YAML_PLACE,
    accepted: yamlNote('http://mixer@localhost:8086/'),
    acceptedSaid: 'A URL in a provider configuration holds a user and no password.',
  },
];

const byShape: readonly Recipe[] = SHAPES.flatMap(({ name, said, draft, at, accepted, acceptedSaid }): Recipe[] => {
  const isTree = name.endsWith('-in-xml');
  const cites = ['anpkg/secret-by-shape'];
  return [
    reject({ name: `secret-shape-${name}`, cites, why: said, draft, at, twin: `no-secret-shape-${name}` }),
    accept({
      name: `no-secret-shape-${name}`,
      cites,
      why: acceptedSaid,
      draft: accepted,
      warnings: isTree ? ['anpkg/unreferenced-member'] : [],
    }),
    accept({ name: `core-secret-shape-${name}`, cites, why: said, draft, profile: 'core' }),
  ];
});

const withArguments = (...further: readonly string[]): PackageDraft =>
  withYaml(minimal, RUNTIME, { providers: [{ ...minimalProvider, args: [...minimalProvider.args, ...further] }] });

const argumentCases = [
  ['password', ['--password', ORDINARY], 3],
  ['token', ['--api-token', ORDINARY], 3],
  ['joined', [`--api-key=${ORDINARY}`], 2],
  ['secret', ['--client-secret', ORDINARY], 3],
] as const;

const byArgument: readonly Recipe[] = [
  ...argumentCases.map(([name, further, index]) =>
    reject({
      name: `secret-argument-${name}`,
      cites: ['anpkg/secret-argument'],
      why: `The args of a provider hold a value for ${further[0].split('=')[0]}.`,
      draft: withArguments(...further),
      at: placeIn(withArguments(...further), RUNTIME, `/providers/0/args/${index}`),
      twin: 'secret-argument-absent',
    }),
  ),
  accept({
    name: 'secret-argument-absent',
    cites: ['anpkg/secret-argument'],
    why: 'The args of a provider hold an option whose name says nothing of secrets.',
    draft: withArguments('--spectrum', ORDINARY),
  }),
  accept({
    name: 'core-secret-argument',
    cites: ['anpkg/secret-argument'],
    why: 'The args of a provider hold a password, which the published reader does not look at.',
    draft: withArguments('--password', ORDINARY),
    profile: 'core',
  }),
];

/** Section 7: secrets. */
export const secretRecipes: readonly Recipe[] = [...byKey, ...byShape, ...byArgument];
