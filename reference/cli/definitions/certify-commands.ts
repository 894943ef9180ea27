import type { CommandDefinition } from '../command.ts';
import { SIGNING_OPTIONS } from './certificate-commands.ts';

export const CERTIFY: CommandDefinition = {
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
  load: async () => (await import('../commands/certify.ts')).runCertify,
};

export const ADAPTER: CommandDefinition = {
  name: 'adapter',
  summary: 'speak the adapter protocol for this implementation',
  description:
    'Answers requests of package-contracts-adapter/1 on standard input, one JSON object a line, until it is told to shut down: how the conformance suite drives this implementation, and a partner to try a runner of your own against.',
  arguments: [],
  options: [],
  examples: [{ line: "certify --adapter 'package-contracts adapter'", says: 'certify this implementation' }],
  load: async () => (await import('../commands/adapter.ts')).runAdapter,
};
