import { ASSETS } from './assets-commands.ts';
import { CERTIFICATE, REPORT, SIGNING_OPTIONS } from './certificate-commands.ts';
import type { CommandDefinition, OptionDefinition } from './command.ts';
import { toFailureText } from './commands/doctor-failure.ts';
import { contractsUsage } from './contracts-usage.ts';
import { DISTRIBUTION } from './distribution-commands.ts';

export const GLOBAL_OPTIONS: readonly OptionDefinition[] = [
  {
    flags: '--color <when>',
    description: 'colour the text: auto (on a terminal), always or never',
    choices: ['auto', 'always', 'never'],
  },
  { flags: '--no-color', description: 'the same as --color never; NO_COLOR and FORCE_COLOR are honoured as well' },
];

const JUDGING_OPTIONS: readonly OptionDefinition[] = [
  {
    flags: '--contract <name>',
    description: `insist on a contract instead of recognising it by content: ${contractsUsage()}`,
  },
  {
    flags: '--profile <profile>',
    description: 'core: what seeds, published readers and specifications ask; hardened: ours as well',
    choices: ['core', 'hardened'],
    fallback: 'hardened',
  },
];

const VALIDATE: CommandDefinition = {
  name: 'validate',
  summary: 'judge packages, archives and documents',
  description:
    'Judges each artifact against its contract, which is recognised by content, and says what is wrong, where, which rule, and how to mend it. A PATH is a file, a folder, a quoted glob, or - for standard input. A folder that is the root of an extracted package is one artifact; any other folder is walked for files with a known extension.',
  arguments: [{ name: '[path...]', description: 'files, folders, quoted globs, or - for standard input' }],
  options: [
    ...JUDGING_OPTIONS,
    {
      flags: '--format <format>',
      description: 'the one format for standard output (default: text); --output writes others to files',
      choices: ['text', 'json', 'sarif', 'junit', 'github'],
      repeatable: true,
    },
    {
      flags: '--output <format=file>',
      description: 'write a format to a file as well; may be given several times',
      repeatable: true,
    },
    {
      flags: '--fail-on <severity>',
      description: 'the least severity that gives exit code 1',
      choices: ['error', 'warning', 'never'],
      fallback: 'error',
    },
    {
      flags: '--ignore <rule=reason>',
      description: 'leave the findings of a rule out of the exit code; the verdict stays',
      repeatable: true,
    },
    { flags: '--runtime-bin <file>', description: 'also replay the configuration with this runtime (anpkg)' },
    {
      flags: '--now <moment>',
      description: 'judge indexes under legacy paths at this moment, as 2026-07-01T00:00:00Z (distribution)',
    },
    { flags: '--stdin-name <name>', description: 'name of standard input in messages', fallback: 'stdin' },
    { flags: '--allow-empty', description: 'succeed when nothing matches' },
  ],
  examples: [
    { line: "validate 'build/*.anpkg'", says: 'judge what a build made' },
    { line: 'validate --contract anpkg@1 handoff.anpkg', says: 'and fail if it is anything else' },
    { line: 'validate build --format github --output sarif=report.sarif', says: 'in a CI job' },
    { line: 'validate - --stdin-name settings.yaml < settings.yaml', says: 'from standard input' },
  ],
  load: async () => (await import('./commands/validate.ts')).runValidate,
};

const TEXT_OR_JSON: OptionDefinition = {
  flags: '--format <format>',
  description: 'what to write to standard output',
  choices: ['text', 'json'],
  fallback: 'text',
};

const INSPECT: CommandDefinition = {
  name: 'inspect',
  summary: 'show what a strict reader understands of a file',
  description:
    'Shows the members, documents and references that a strict reader understands of any zip, tar, asset pack, JSON or YAML file or package folder, the outline of a document or of the header of a pack, and everything it holds against it. The exit code is 1 where the container or the syntax breaks a rule that must hold; whether a package keeps its own contract is what validate says.',
  arguments: [{ name: '<file>', description: 'a file, a package folder, or - for standard input' }],
  options: [
    ...JUDGING_OPTIONS,
    TEXT_OR_JSON,
    {
      flags: '--nodes <count>',
      description:
        'the most nodes of the outline of a JSON or YAML file of at most 4 MiB, up to 10000; 0 for no outline',
      fallback: '200',
    },
  ],
  examples: [
    { line: 'inspect handoff.anpkg', says: 'members with their digests, documents, references' },
    { line: 'inspect settings.yaml', says: 'what it consists of, with lines and columns' },
    { line: 'inspect settings.yaml --format json', says: 'the same for a program' },
  ],
  load: async () => (await import('./commands/inspect.ts')).runInspect,
};

const PRODUCE: CommandDefinition = {
  name: 'produce',
  summary: 'build a package',
  description: 'Builds packages in their canonical form. What was written is validated before it appears.',
  arguments: [],
  options: [],
  examples: [],
  commands: [
    {
      name: 'anpkg',
      summary: 'build a handoff package from a project folder',
      description:
        'Builds an .anpkg from a project folder: the same project gives the same bytes on any machine. The package appears as a whole or not at all; a project that cannot be packaged gives findings and exit code 1.',
      arguments: [{ name: '<project>', description: 'folder with machine-profile.yaml' }],
      options: [
        { flags: '--out <file>', description: 'the package to write', required: true },
        { flags: '--data-root <folder>', description: 'second folder in which a behavior tree may lie' },
        TEXT_OR_JSON,
      ],
      examples: [{ line: 'anpkg projects/mixing-station --out mixing-station.anpkg', says: 'build one package' }],
      load: async () => (await import('./commands/produce-anpkg.ts')).runProduceAnpkg,
    },
    {
      name: 'assets-pa',
      summary: 'build an asset pack from a project folder',
      description:
        'Builds the pack of the registered and included assets of a project and writes it to a file of your choice; the project is only read. The bytes are those of `assets build`, which is the one that keeps build/ of a project.',
      arguments: [{ name: '<project>', description: 'folder that holds assets/' }],
      options: [{ flags: '--out <file>', description: 'the pack to write', required: true }, TEXT_OR_JSON],
      examples: [{ line: 'assets-pa game --out assets.pa', says: 'build one pack' }],
      load: async () => (await import('./commands/produce-assets-pa.ts')).runProduceAssetsPa,
    },
    {
      name: 'distribution',
      summary: 'build the commit that is checked out and publish it below dist',
      description:
        'Builds the targets of the configuration from the commit in new folders and a fixed environment, as often as it is told, compares the builds, and publishes archive, manifest, provenance, checksums and the row of the index. All of it appears or nothing; what is published is never replaced. Where everything stands already, nothing is written.',
      arguments: [
        { name: '<repository>', description: 'root of the repository, with docs/distribution-contract.json' },
      ],
      options: [
        {
          flags: '--target <triple>',
          description: 'only this target of the configuration; may be given several times',
          repeatable: true,
        },
        { flags: '--build-profile <profile>', description: 'only this profile of the configuration', repeatable: true },
        {
          flags: '--programs <folder>',
          description: 'take the programs from this folder instead of building: once for each build',
          repeatable: true,
        },
        { flags: '--new-revision', description: 'publish another build of published sources under the next revision' },
        {
          flags: '--artifact-version <version>',
          description: 'the version (default: that of Cargo.toml or package.json)',
        },
        { flags: '--toolchain <release>', description: 'release of the compiler (default: what cargo or go says)' },
        { flags: '--toolchain-full <text>', description: 'what the compiler says of itself, for the provenance' },
        { flags: '--repository <uri>', description: 'where the sources are (default: the origin that git knows)' },
        {
          flags: '--now <moment>',
          description:
            'what is taken for the present (default: the clock): says whether legacy paths are still written',
        },
        TEXT_OR_JSON,
      ],
      examples: [{ line: 'distribution . --target x86_64-unknown-linux-gnu', says: 'release one target' }],
      load: async () => (await import('./commands/produce-distribution.ts')).runProduceDistribution,
    },
  ],
};

const EXTRACT: CommandDefinition = {
  name: 'extract',
  summary: 'write the verified members of a zip or tar, or the assets of a pack, to a new folder',
  description:
    'Extracts exactly the bytes that were verified. An archive that breaks a rule of strict-zip or strict-tar is not extracted, and neither is a pack that breaks one of assets-pa; the folder appears as a whole or not at all, and nothing is written outside of it. Of a pack, a MEMBER is the id of an asset or, where there is no such id, its name; the file is called ID-NAME, or ID where a file system could take the name for something else.',
  arguments: [
    { name: '<file>', description: 'the archive or pack, or - for standard input' },
    { name: '[member...]', description: 'members, folders or assets to extract (default: all)' },
  ],
  options: [{ flags: '--out <folder>', description: 'the folder to make: absent, or empty', required: true }],
  examples: [
    { line: 'extract handoff.anpkg --out handoff', says: 'everything' },
    {
      line: 'extract handoff.anpkg providers runtime/anolis-runtime.yaml --out part',
      says: 'a folder and a file of it',
    },
    { line: 'extract assets.pa 7 sfx_blip --out sounds', says: 'two assets of a pack' },
  ],
  load: async () => (await import('./commands/extract.ts')).runExtract,
};

const DIFF: CommandDefinition = {
  name: 'diff',
  summary: 'explain how two artifacts differ',
  description:
    'Compares two archives, package folders or documents: member by member, field by field in JSON and YAML, by offset in everything else. Two asset packs are compared asset by asset, by their ids: added, removed, renamed, re-encoded, with other content, or merely moved. Secrets are masked. The exit code is 0 for equal artifacts and 1 for different ones.',
  arguments: [
    { name: '<before>', description: 'a file, a package folder, or - for standard input' },
    { name: '<after>', description: 'what it is compared with' },
  ],
  options: [TEXT_OR_JSON],
  examples: [
    { line: 'diff yesterday.anpkg today.anpkg', says: 'what a new build changed' },
    { line: 'diff yesterday.pa today.pa', says: 'which assets it changed' },
  ],
  load: async () => (await import('./commands/diff.ts')).runDiff,
};

const RESOLVE: CommandDefinition = {
  name: 'resolve',
  summary: 'find one artifact of a repository by its identity, and verify it',
  description:
    'Looks an artifact up in the index of a repository (distribution@1), in a folder or behind an address, by the six parts of its identity, verifies it and its sidecars, and prints its path. Of the commit and the toolchain the beginning is enough. There is exactly one artifact or a refusal, which names the rule, and on a miss the nearest artifacts.',
  arguments: [
    {
      name: '<root>',
      description: 'folder of the repository, with docs/distribution-contract.json, or its address: https://...',
    },
  ],
  options: [
    { flags: '--artifact-version <version>', description: 'version of the artifact, such as 1.4.2' },
    { flags: '--target <triple>', description: 'what it was built for, such as x86_64-unknown-linux-gnu' },
    { flags: '--build-profile <profile>', description: 'how it was built: release or debug' },
    { flags: '--toolchain <release>', description: 'compiler that built it, such as 1.84.0 or 1.84' },
    { flags: '--git-rev <commit>', description: 'commit that it was built from: 7 digits or more' },
    { flags: '--dist-revision <revision>', description: 'which build of the same sources it is, such as r1' },
    {
      flags: '--prefix <reading>',
      description: 'how the beginnings of toolchain and commit are compared',
      choices: ['strict', 'compat'],
      fallback: 'strict',
    },
    { flags: '--deep', description: 'open the archive as well and compare what it holds' },
    { flags: '--out <file>', description: 'write the archive, as it was verified, to this file' },
    {
      flags: '--trust <file>',
      description: 'insist on an index that is signed as this trust file asks, and note its version there',
    },
    { flags: '--timeout <seconds>', description: 'time for one file from a server (default: 300)' },
    { flags: '--lock <file>', description: 'write what was resolved into this lock file' },
    { flags: '--locked', description: 'work from the lock file alone: no index is read, every file is compared' },
    { flags: '--allow-sunset-legacy', description: 'read an index under a legacy path also behind its sunset' },
    { flags: '--allow-yanked', description: 'take an artifact that was yanked' },
    {
      flags: '--host <platform>',
      description:
        'warn of artifacts for another platform than this, such as "Linux x86_64" (default: this machine); any',
    },
    { flags: '--now <moment>', description: 'what is taken for the present (default: the clock)' },
    TEXT_OR_JSON,
  ],
  examples: [
    {
      line: 'resolve . --artifact-version 0.1.0 --target x86_64-unknown-linux-gnu --build-profile release --toolchain 1.84.0 --git-rev ab12cd34 --dist-revision r1',
      says: 'the path of the one artifact',
    },
    {
      line: 'resolve https://releases.example/tool --artifact-version 0.1.0 --target x86_64-unknown-linux-gnu --build-profile release --toolchain 1.84.0 --git-rev ab12cd34 --dist-revision r1 --trust trust.json --out tool.tar.gz',
      says: 'from a server, signed by whom we trust, written to a file',
    },
  ],
  load: async () => (await import('./commands/resolve.ts')).runResolve,
};

const LIMITS: CommandDefinition = {
  name: 'limits',
  summary: 'print the table of limits',
  description: 'Prints every limit that readers hold to, with the rule that a breach of it breaks.',
  arguments: [],
  options: [TEXT_OR_JSON],
  examples: [{ line: 'limits --format json', says: 'for a program' }],
  load: async () => (await import('./commands/limits.ts')).runLimits,
};

const SERVE: CommandDefinition = {
  name: 'serve',
  summary: 'serve the reference over HTTP',
  description:
    'Answers to POST /api/validate, POST /api/projects/{name}/export, POST /api/assets/{name}/{operation}, GET /api/contracts and GET /api/openapi.json, until it is interrupted. Nothing but the loopback address is listened on unless --host says so.',
  arguments: [],
  options: [
    { flags: '--host <address>', description: 'address to listen on', fallback: '127.0.0.1' },
    { flags: '--port <number>', description: 'port to listen on; 0 takes a free one', fallback: '8790' },
    { flags: '--projects <folder>', description: 'folder whose sub-folders are the projects that can be exported' },
  ],
  examples: [{ line: 'serve --projects ~/projects', says: 'on http://127.0.0.1:8790' }],
  load: async () => (await import('./commands/serve.ts')).runServe,
};

const CERTIFY: CommandDefinition = {
  name: 'certify',
  summary: 'say whether an implementation keeps the contracts',
  description:
    'Drives an implementation in any language through the vectors of the conformance suite, isolated and in time, and says whether it is certified, and if not, which vectors it fails and why. The adapter is a program that speaks package-contracts-adapter/1 on its standard streams, or an adapter.json that says how an existing program is called.',
  arguments: [],
  options: [
    {
      flags: '--adapter <command>',
      description: 'the adapter: a command line without a shell, a program, or a declarative adapter.json',
    },
    {
      flags: '--contract <name>',
      description: 'a contract to certify for (default: all that the adapter claims); may be given several times',
      repeatable: true,
    },
    {
      flags: '--profile <profile>',
      description: 'consumer: every rule; consumer-core: without those that are ours; producer: builds',
      choices: ['consumer', 'consumer-core', 'producer', 'resolver'],
      fallback: 'consumer',
    },
    {
      flags: '--level <level>',
      description: 'how exactly answers are compared (default: as the adapter describes itself)',
      choices: ['verdict', 'rule', 'location'],
    },
    { flags: '--seed <text>', description: 'decides on the order of the vectors (default: 1)' },
    { flags: '--shard <i/n>', description: 'run one of n parts; `report merge` joins their reports' },
    { flags: '--vectors <folder>', description: 'the vectors (default: those of this package)' },
    {
      flags: '--vector <id>',
      description: 'run this vector alone (1NW5, 1nw5 or 1NW5@1), and show what was expected and what came',
    },
    { flags: '--emit-request', description: 'with --vector: lay its input out and print the lines to ask it by hand' },
    {
      flags: '--expected-failures <file>',
      description: 'failures that are known, each with outcome, reason, owner, expiry',
    },
    {
      flags: '--challenge <nonce>',
      description: 'make fresh vectors for every rule from this text as well, and run those too',
    },
    { flags: '--emit <folder>', description: 'with --challenge: write the fresh vectors there, and run nothing' },
    { flags: '--artifact <file>', description: 'the implementation, whose SHA-256 the report states' },
    { flags: '--sign <file>', description: 'the private key to sign a certificate with, where every vector passes' },
    ...SIGNING_OPTIONS,
    { flags: '--timeout <seconds>', description: 'time for one answer', fallback: '10' },
    { flags: '--memory <mebibytes>', description: 'memory that the adapter may take', fallback: '1024' },
    { flags: '--workers <number>', description: 'adapters side by side (default: one a processor)' },
    {
      flags: '--format <format>',
      description: 'the one format for standard output (default: text); --output writes others to files',
      choices: ['text', 'json', 'junit', 'sarif', 'html'],
      repeatable: true,
    },
    {
      flags: '--output <format=file>',
      description: 'write a format to a file as well; may be given several times',
      repeatable: true,
    },
  ],
  examples: [
    { line: "certify --adapter 'python3 adapter.py' --contract anpkg@1", says: 'another implementation' },
    { line: 'certify --adapter adapter.json --profile consumer-core', says: 'an existing program, by its exit codes' },
    { line: "certify --adapter './reader --serve' --output json=report.json --output html=report.html", says: 'in CI' },
    { line: 'certify --vector 1NW5 --emit-request', says: 'one case, to be asked by hand' },
  ],
  load: async () => (await import('./commands/certify.ts')).runCertify,
};

const ADAPTER: CommandDefinition = {
  name: 'adapter',
  summary: 'speak the adapter protocol for this implementation',
  description:
    'Answers requests of package-contracts-adapter/1 on standard input, one JSON object a line, until it is told to shut down: how the conformance suite drives this implementation, and a partner to try a runner of your own against.',
  arguments: [],
  options: [],
  examples: [{ line: "certify --adapter 'package-contracts adapter'", says: 'certify this implementation' }],
  load: async () => (await import('./commands/adapter.ts')).runAdapter,
};

const COMPLETION: CommandDefinition = {
  name: 'completion',
  summary: 'print a completion script for a shell',
  description: 'Prints a script that completes commands and options of both programs.',
  arguments: [{ name: '<shell>', description: 'bash, zsh or fish', choices: ['bash', 'zsh', 'fish'] }],
  options: [],
  examples: [
    { line: 'completion bash > ~/.local/share/bash-completion/completions/package-contracts', says: 'install' },
  ],
  load: async () => (await import('./commands/completion.ts')).runCompletion,
};

const GOLDEN: CommandDefinition = {
  name: 'golden',
  summary: 'check or rewrite the goldens of this checkout',
  description: 'Works on the checkout of the contracts that this program was built in, and nowhere else.',
  arguments: [],
  options: [],
  examples: [],
  commands: [
    {
      name: 'check',
      summary: 'rebuild every golden and compare',
      description: 'Rebuilds every golden and compares it with the committed bytes.',
      arguments: [],
      options: [],
      examples: [{ line: 'check', says: 'in a checkout' }],
      load: async () => (await import('./commands/golden.ts')).runGoldenCheck,
    },
    {
      name: 'regenerate',
      summary: 'rewrite the goldens and say what changed',
      description: 'Rewrites the goldens, says what changed, and refuses to run over uncommitted changes.',
      arguments: [],
      options: [],
      examples: [{ line: 'regenerate', says: 'in a clean checkout' }],
      load: async () => (await import('./commands/golden.ts')).runGoldenRegenerate,
    },
  ],
};

// Its values are checked by the command, so that a wrong one is told by its rule.
const DOCTOR_FORMAT: OptionDefinition = {
  flags: '--format <format>',
  description: 'what to write to standard output: text or json',
  fallback: 'text',
};

const DOCTOR: CommandDefinition = {
  name: 'doctor',
  summary: 'package a command-line program with its checks',
  description:
    'Packages a command-line program with its config templates and a release manifest, and compares such packages. With --format json, a failure is one JSON document on standard error.',
  arguments: [],
  options: [],
  examples: [],
  toFailureText,
  commands: [
    {
      name: 'package-cli',
      summary: 'make a package folder from a program',
      description:
        'Copies a program into a package folder with a config template for each profile and a release manifest, and prints what was made. With --smoke, the packaged program is installed into a fresh folder and run first. The folder appears as a whole or not at all; an earlier package there is replaced, anything else is not.',
      arguments: [],
      options: [
        {
          flags: '--out-dir <folder>',
          description: 'the package to make: absent, empty, or an earlier package',
          required: true,
        },
        { flags: '--binary-name <name>', description: 'name of the packaged program', required: true },
        {
          flags: '--default-profile <profile>',
          description: 'profile of the default template: local or ci',
          required: true,
        },
        { flags: '--source-binary <file>', description: 'the program to package (default: this one)' },
        { flags: '--package-version <version>', description: 'version of the package (default: that of this program)' },
        { flags: '--smoke', description: 'install the packaged program and run it' },
        DOCTOR_FORMAT,
      ],
      examples: [
        {
          line: 'package-cli --source-binary build/demo --out-dir demo-package --binary-name demo --default-profile ci --smoke',
          says: 'package a program, and run it first',
        },
      ],
      load: async () => (await import('./commands/doctor-package-cli.ts')).runDoctorPackageCli,
    },
    {
      name: 'compare',
      summary: 'say whether the newer of two packages may be promoted',
      description:
        'Judges two package folders and compares their release manifests field by field. The exit code is 1 where the newer one may not be promoted: one of them does not hold, carries no smoke run, or the newer one supports less or is of another contract, or two runs over the same program differ.',
      arguments: [
        { name: '<old>', description: 'the package that is in use' },
        { name: '<new>', description: 'the package that shall replace it' },
      ],
      options: [DOCTOR_FORMAT],
      examples: [{ line: 'compare releases/1.4.0 releases/1.5.0', says: 'before a promotion' }],
      load: async () => (await import('./commands/doctor-compare.ts')).runDoctorCompare,
    },
    {
      name: 'report-contract',
      summary: 'report this program and the contracts that it keeps',
      description: 'Prints the report that the smoke run of a packaged program asks for.',
      arguments: [],
      options: [DOCTOR_FORMAT],
      examples: [{ line: 'report-contract --format json', says: 'as a smoke run does' }],
      load: async () => (await import('./commands/doctor-report-contract.ts')).runDoctorReportContract,
    },
  ],
};

/** Every command of `package-contracts`. */
export const COMMANDS: readonly CommandDefinition[] = [
  VALIDATE,
  INSPECT,
  EXTRACT,
  PRODUCE,
  ASSETS,
  RESOLVE,
  DISTRIBUTION,
  DIFF,
  DOCTOR,
  CERTIFY,
  REPORT,
  CERTIFICATE,
  ADAPTER,
  LIMITS,
  SERVE,
  COMPLETION,
  GOLDEN,
];

/** What `validate-contracts` runs with arguments: the command `validate`, under its own name. */
export const VALIDATE_CONTRACTS: CommandDefinition = {
  ...VALIDATE,
  name: 'validate-contracts',
  description: `${VALIDATE.description} Without arguments, in a checkout of the contracts, it checks the contracts themselves.`,
  options: [
    ...VALIDATE.options,
    {
      flags: '--since <revision>',
      description:
        'in a checkout: whether what changed since a git revision changed with what its contract says belongs to it',
    },
  ],
  examples: [
    ...VALIDATE.examples.map(({ line, says }) => ({ line: line.replace(/^validate /, ''), says })),
    { line: '', says: 'in a checkout: whether the contracts and all that hangs on them hold' },
    { line: '--since origin/main', says: 'in a checkout: whether a change is complete' },
  ],
  load: async () => (await import('./commands/validate.ts')).runValidateContracts,
};
