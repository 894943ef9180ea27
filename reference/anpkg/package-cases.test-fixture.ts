import type { RuleId } from '../generated/catalogue.ts';
import { checksumLines, minimalFiles } from './minimal-package.test-fixture.ts';
import {
  add,
  automation,
  both,
  change,
  type Edit,
  extendRuntime,
  LIST,
  line,
  PROFILE,
  PROVENANCE,
  RUNTIME,
  remove,
  TOKEN,
  type Whole,
  withTree,
} from './package-edits.test-fixture.ts';

/** One defect each: the edit, the rules that it breaks, and whether the published reader accepts the package. */
export const defects: readonly [RuleId, string, Edit | Whole, 'accepted' | 'refused'][] = [
  // Section 2.
  ['anpkg/missing-machine-profile', 'no machine profile', remove(PROFILE), 'refused'],
  ['anpkg/missing-runtime-config', 'no runtime configuration', remove(RUNTIME), 'refused'],
  ['anpkg/missing-provenance', 'no provenance', remove(PROVENANCE), 'refused'],
  ['anpkg/missing-checksum-list', 'no checksum list', { afterwards: remove(LIST) }, 'refused'],
  [
    'anpkg/no-provider-config',
    'a provider configuration of another name',
    both(
      remove('providers/sim0.yaml'),
      add('providers/sim0.conf', 'devices: []\n'),
      change(PROFILE, 'providers/sim0.yaml', 'providers/sim0.conf'),
      change(RUNTIME, 'providers/sim0.yaml', 'providers/sim0.conf'),
    ),
    'refused',
  ],
  // Section 3.
  [
    'anpkg/checksum-list-encoding',
    'a list that is not UTF-8',
    {
      afterwards: (files) => ({ ...files, [LIST]: Buffer.concat([Buffer.from(String(files[LIST])), Buffer.of(0xff)]) }),
    },
    'refused',
  ],
  ['anpkg/checksum-line-break', 'CRLF', line(PROFILE, (text) => `${text}\r`), 'accepted'],
  ['anpkg/checksum-line-break', 'U+2028 for a line break', { afterwards: change(LIST, '\n', '\u2028') }, 'accepted'],
  ['anpkg/checksum-line-whitespace', 'a space at the end', line(PROFILE, (text) => `${text} `), 'accepted'],
  ['anpkg/checksum-line-whitespace', 'a no-break space before', line(PROFILE, (text) => `\u00a0${text}`), 'accepted'],
  ['anpkg/checksum-line-format', 'a comment', { afterwards: change(LIST, '\n', '\n# comment\n') }, 'refused'],
  [
    'anpkg/duplicate-checksum-entry',
    'one line twice',
    { afterwards: (files) => ({ ...files, [LIST]: `${checksumLines(files)[0]}\n${files[LIST]}` }) },
    'refused',
  ],
  [
    'anpkg/checksum-digest-format',
    'upper case',
    line(PROFILE, (text) => text.replace(/^\w+/, (hex) => hex.toUpperCase())),
    'refused',
  ],
  [
    'anpkg/self-checksum-entry',
    'the list itself',
    { afterwards: change(LIST, '\n', `\n${'0'.repeat(64)}  ${LIST}\n`) },
    'accepted',
  ],
  [
    'anpkg/listed-member-missing',
    'a line too many',
    { afterwards: change(LIST, '\n', `\n${'0'.repeat(64)}  meta/a\n`) },
    'refused',
  ],
  ['anpkg/unlisted-member', 'a file too many', { afterwards: add('meta/extra', '') }, 'refused'],
  ['anpkg/checksum-mismatch', 'another content', { afterwards: change('providers/sim0.yaml', '[]', '[ ]') }, 'refused'],
  // Section 4.
  ['anpkg/machine-profile-schema', 'an unknown key', change(PROFILE, 'machine_id', 'extra: 1\nmachine_id'), 'refused'],
  [
    'anpkg/runtime-config-schema',
    'a provider without a command',
    change(RUNTIME, '  command: ../bin/provider-sim\n', ''),
    'refused',
  ],
  [
    'anpkg/provenance-schema',
    'another format version',
    change(PROVENANCE, '"package_format_version": 1', '"package_format_version": 99'),
    'accepted',
  ],
  ['anpkg/provider-config-not-mapping', 'a list', add('providers/sim0.yaml', '- a\n'), 'accepted'],
  [
    'anpkg/duplicate-runtime-provider',
    'one provider twice',
    change(RUNTIME, '- id: sim0', '- id: sim0\n  command: x\n  args: [--config, providers/sim0.yaml]\n- id: sim0'),
    'accepted',
  ],
  [
    'anpkg/backoff-length',
    'two waits for three attempts',
    change(
      RUNTIME,
      '  args:',
      '  restart_policy: {enabled: true, max_attempts: 3, backoff_ms: [1, 2], timeout_ms: 1000}\n  args:',
    ),
    'accepted',
  ],
  [
    'anpkg/parameter-bounds',
    'min above max',
    automation('  parameters:\n  - {name: a, type: int64, default: 1, min: 2, max: 1}\n'),
    'accepted',
  ],
  [
    'anpkg/function-id-zero',
    'function 0 without a name',
    automation('  mode_transition_hooks:\n    after_transition:\n    - calls: [{device_handle: d, function_id: 0}]\n'),
    'accepted',
  ],
  [
    'anpkg/exported-at-invalid',
    'the 29th of February in 2025',
    change(PROVENANCE, '1970-01-01', '2025-02-29'),
    'accepted',
  ],
  [
    'anpkg/omitted-variant-present',
    'manual as omitted',
    change(PROVENANCE, '"omitted_variants": []', '"omitted_variants": [\n    "manual"\n  ]'),
    'accepted',
  ],
  // Section 5.
  ['anpkg/path-blank', 'a blank path', change(PROFILE, 'config: providers/sim0.yaml', 'config: "  "'), 'refused'],
  ['anpkg/path-absolute', 'an absolute path', change(PROFILE, 'config: providers/', 'config: /providers/'), 'refused'],
  ['anpkg/path-drive', 'a drive', change(PROFILE, 'config: providers/', 'config: c:/providers/'), 'refused'],
  [
    'anpkg/path-escapes-root',
    'a path that leaves the root',
    change(PROFILE, 'config: providers/', 'config: ../providers/'),
    'refused',
  ],
  [
    'anpkg/path-target-missing',
    'a file that is not there',
    change(PROFILE, 'config: providers/', 'config: provider/'),
    'refused',
  ],
  [
    'anpkg/path-target-missing',
    'a folder',
    change(PROFILE, 'config: providers/sim0.yaml', 'config: providers'),
    'refused',
  ],
  [
    'anpkg/path-target-missing',
    'a script that is a folder',
    change(PROFILE, 'compatibility:', 'validation:\n  check_http_script: meta\ncompatibility:'),
    'refused',
  ],
  [
    'anpkg/path-not-normalized',
    'a path with ..',
    change(PROFILE, 'config: providers/', 'config: meta/../providers/'),
    'accepted',
  ],
  ['anpkg/path-not-normalized', 'a path with .', change(RUNTIME, '- providers/', '- ./providers/'), 'accepted'],
  // Section 6.
  [
    'anpkg/provider-not-in-profile',
    'a provider that only the runtime has',
    (files) => ({
      ...files,
      [RUNTIME]: `${files[RUNTIME]}- {id: sim1, command: x, args: [--config, providers/sim0.yaml]}\n`,
    }),
    'refused',
  ],
  [
    'anpkg/provider-not-in-runtime',
    'a provider that only the profile has',
    both(
      change(PROFILE, 'compatibility:', '  sim1:\n    config: providers/sim1.yaml\ncompatibility:'),
      add('providers/sim1.yaml', '{}\n'),
    ),
    'refused',
  ],
  [
    'anpkg/missing-config-argument',
    'no args',
    change(RUNTIME, '  args:\n  - --config\n  - providers/sim0.yaml\n', ''),
    'refused',
  ],
  ['anpkg/missing-config-argument', '--config at the end', change(RUNTIME, '  - providers/sim0.yaml\n', ''), 'refused'],
  ['anpkg/missing-config-argument', '--config=', change(RUNTIME, '- --config\n  - p', '- --config=p'), 'refused'],
  [
    'anpkg/repeated-config-argument',
    '--config twice',
    change(RUNTIME, '- providers/sim0.yaml', '- providers/sim0.yaml\n  - --config=/etc/x'),
    'accepted',
  ],
  [
    'anpkg/config-outside-providers',
    '--config outside of providers/',
    both(add('meta/sim0.yaml', '{}\n'), change(RUNTIME, '- providers/sim0.yaml', '- meta/sim0.yaml')),
    'refused',
  ],
  [
    'anpkg/provider-config-conflict',
    'two configurations of one provider',
    both(add('providers/other.yaml', '{}\n'), change(RUNTIME, '- providers/sim0.yaml', '- providers/other.yaml')),
    'accepted',
  ],
  ['anpkg/behavior-outside-folder', 'a tree elsewhere', withTree('meta/tree.xml'), 'refused'],
  [
    'anpkg/conflicting-behavior-trees',
    'both keys',
    both(
      withTree('runtime/behaviors/a.xml'),
      change(RUNTIME, '  behavior_tree:', '  behavior_tree_path: b.xml\n  behavior_tree:'),
    ),
    'accepted',
  ],
  // Section 7.
  ['anpkg/secret-by-key', 'a token', extendRuntime('telemetry:\n  influxdb:\n    token: abc\n'), 'refused'],
  [
    'anpkg/secret-by-key',
    'a placeholder under a token',
    extendRuntime(`telemetry:\n  influxdb:\n    token: $\{T}\n`),
    'refused',
  ],
  ['anpkg/secret-by-key', 'a list under a token-like key', add('providers/sim0.yaml', 'apiTokens: [abc]\n'), 'refused'],
  ['anpkg/secret-by-key', 'a key with a dot', add('providers/sim0.yaml', 'x.TOKEN: abc\n'), 'refused'],
  ['anpkg/secret-by-key', 'JSON', add('meta/x.json', '{"a": [{"myToken": "abc"}]}'), 'refused'],
  ['anpkg/secret-by-shape', 'XML', add('meta/x.xml', `<a b="${TOKEN}"/>`), 'accepted'],
  ['anpkg/secret-by-shape', 'a comment', add('providers/sim0.yaml', `a: 1 # ${TOKEN}\n`), 'accepted'],
  ['anpkg/secret-by-shape', 'an escaped scalar', add('meta/x.json', `{"a": "\\u0067${TOKEN.slice(1)}"}`), 'accepted'],
  ['anpkg/secret-by-shape', 'an argument', change(RUNTIME, '  - --config', `  - ${TOKEN}\n  - --config`), 'accepted'],
  [
    'anpkg/secret-argument',
    'an option',
    change(RUNTIME, '  - --config', '  - --api-key\n  - abc\n  - --config'),
    'accepted',
  ],
  [
    'anpkg/secret-argument',
    'an option with =',
    change(RUNTIME, '  - --config', '  - --auth-token=abc\n  - --config'),
    'accepted',
  ],
];

/** Forms that are not canonical: a warning each, and valid in both profiles. */
export const warnings: readonly [RuleId, string, Edit | Whole][] = [
  ['anpkg/checksum-blank-line', 'a blank line', { afterwards: change(LIST, '\n', '\n \n') }],
  [
    'anpkg/checksum-final-line-break',
    'no final line break',
    { afterwards: (files) => ({ ...files, [LIST]: String(files[LIST]).slice(0, -1) }) },
  ],
  [
    'anpkg/checksum-order',
    'lines the other way round',
    { afterwards: (files) => ({ ...files, [LIST]: `${checksumLines(files).reverse().join('\n')}\n` }) },
  ],
  ['anpkg/provenance-not-canonical', 'another indentation', change(PROVENANCE, '  "exported_at"', '    "exported_at"')],
  [
    'anpkg/runtime-profile-path',
    'another variant',
    both(
      add('runtime/full.yaml', minimalFiles()[RUNTIME] ?? ''),
      change(PROFILE, 'providers:', '  full: runtime/full.yaml\nproviders:'),
    ),
  ],
  [
    'anpkg/provider-config-name',
    'another name',
    both(
      remove('providers/sim0.yaml'),
      add('providers/a.yml', '{}\n'),
      change(PROFILE, 'providers/sim0.yaml', 'providers/a.yml'),
      change(RUNTIME, 'providers/sim0.yaml', 'providers/a.yml'),
    ),
  ],
  [
    'anpkg/behavior-not-listed',
    'a tree that is not listed',
    both(withTree('runtime/behaviors/a.xml'), change(PROFILE, 'behaviors:\n- runtime/behaviors/a.xml\n', '')),
  ],
  ['anpkg/unreferenced-member', 'a configuration that nothing needs', add('providers/sim1.yaml', '{}\n')],
];

/** Packages with no finding at all. */
export const accepted: readonly [string, Edit | Whole][] = [
  ['the minimal package', (files) => files],
  ['a behavior tree', withTree('runtime/behaviors/a.xml')],
  ['a file that this contract does not know', add('notes.txt', 'hello')],
  [
    'a script that the package does not carry',
    change(PROFILE, 'compatibility:', 'validation:\n  check_http_script: tools/check.sh\ncompatibility:'),
  ],
  ['a token that is null', extendRuntime('telemetry:\n  influxdb: {token: ""}\n')],
  ['a blank token', extendRuntime('telemetry:\n  influxdb: {token: "  "}\n')],
  ['a number under a token-like key', add('providers/sim0.yaml', 'token_count: 5\n')],
  ['a mapping under a token-like key', add('providers/sim0.yaml', 'tokens: [{value: abc}]\n')],
  ['a key that ends after the dot', add('providers/sim0.yaml', 'token.value: abc\n')],
  ['a password', add('providers/sim0.yaml', 'password: abc\n')],
  ['a token in a file of another name', add('meta/x.YAML', 'token: abc\n')],
  ['a token-like element of XML', add('meta/x.xml', '<token>abc</token>')],
  ['an option that names a file', change(RUNTIME, '  - --config', '  - --token-file\n  - /run/token\n  - --config')],
  ['an option with a placeholder', change(RUNTIME, '  - --config', `  - --token=$\{TOKEN}\n  - --config`)],
  ['a command outside of the package', change(RUNTIME, '../bin/provider-sim', '../../x')],
  ['an automation that is switched off and has no tree', automation('  enabled: false\n')],
  [
    'as many waits as attempts',
    change(
      RUNTIME,
      '  args:',
      '  restart_policy: {enabled: true, max_attempts: 2, backoff_ms: [1, 2], timeout_ms: 1000}\n  args:',
    ),
  ],
  [
    'a policy that is switched off',
    change(RUNTIME, '  args:', '  restart_policy: {enabled: false, max_attempts: 2, backoff_ms: []}\n  args:'),
  ],
  ['equal bounds', automation('  parameters:\n  - {name: a, type: int64, default: 1, min: 1, max: 1}\n')],
  [
    'function 0 with a name',
    automation(
      '  mode_transition_hooks:\n    before_transition:\n    - calls: [{device_handle: d, function_id: 0, function_name: f}]\n',
    ),
  ],
  ['the 29th of February in 2024', change(PROVENANCE, '1970-01-01', '2024-02-29')],
];
