import type { CommandDefinition, OptionDefinition } from '../command.ts';
import { TEXT_OR_JSON } from './recurring-options.ts';

const VECTORS: OptionDefinition = {
  flags: '--vectors <folder>',
  description: 'the vectors (default: those of this package)',
};

/** Reports of certifications: what becomes of them after a run. */
export const REPORT: CommandDefinition = {
  name: 'report',
  summary: 'join, compare and show reports of certifications',
  description: 'What becomes of the reports that `certify --output json=FILE` writes.',
  arguments: [],
  options: [],
  examples: [],
  commands: [
    {
      name: 'merge',
      summary: 'join the reports of the parts of a run',
      description:
        'Joins what `certify --shard` made into the report of the whole run, with the same digest of the result as one run has. Parts that disagree, overlap or are missing are refused, and so is a report that lacks a row.',
      arguments: [{ name: '<report...>', description: 'the reports of all parts' }],
      options: [
        { flags: '--out <file>', description: 'where to write the report (default: standard output)' },
        { flags: '--partial', description: 'let parts be missing: their vectors count as not run' },
        VECTORS,
      ],
      examples: [{ line: 'merge part-*.json --out report.json', says: 'after the jobs of a CI matrix' }],
      load: async () => (await import('../commands/report-merge.ts')).runReportMerge,
    },
    {
      name: 'diff',
      summary: 'say what changed between two reports, and why',
      description:
        'Names each vector whose outcome changed, and the cause: the vector was revised, is new or retired, or the implementation, the suite, the isolation or the targets changed. The exit code is 1 where something got worse.',
      arguments: [
        { name: '<before>', description: 'a report' },
        { name: '<after>', description: 'a later one' },
      ],
      options: [TEXT_OR_JSON],
      examples: [{ line: 'diff released.json report.json', says: 'ahead of a release' }],
      load: async () => (await import('../commands/report-diff.ts')).runReportDiff,
    },
    {
      name: 'page',
      summary: 'show reports side by side on one page',
      description:
        'Writes one HTML page that needs no network: implementations by rules, and for each vector what was expected, what came, and the bytes in which it differs from its accepted twin.',
      arguments: [{ name: '<report...>', description: 'reports of any implementations' }],
      options: [{ flags: '--out <file>', description: 'the page to write', required: true }, VECTORS],
      examples: [{ line: 'page ours.json theirs.json --out matrix.html', says: 'to compare two implementations' }],
      load: async () => (await import('../commands/report-page.ts')).runReportPage,
    },
  ],
};

const SIGN: OptionDefinition = {
  flags: '--sign <file>',
  description: 'the private key, as keygen makes it; nobody else may read the file',
  required: true,
};

const HELD_AGAINST: readonly OptionDefinition[] = [
  {
    flags: '--key <file>',
    description: 'a public key to trust: that of the issuer, and of witnesses',
    repeatable: true,
  },
  { flags: '--artifact <file>', description: 'the implementation, which the certificate has to be about' },
  { flags: '--revocations <file>', description: 'the list of revocations of one of its signers' },
  { flags: '--minimum-counter <number>', description: 'the highest counter of that list that was seen before' },
  { flags: '--replay <adapter>', description: 'run it again with this adapter: the result has to be the same' },
  VECTORS,
  { flags: '--now <moment>', description: 'the moment to verify for, as 2026-07-01T00:00:00Z (default: now)' },
];

/** What a certificate says beside the report; for `certify` and `certificate issue`. */
export const SIGNING_OPTIONS: readonly OptionDefinition[] = [
  { flags: '--issuer <name>', description: 'who issues the certificate' },
  { flags: '--issued <moment>', description: 'when it begins to hold, as 2026-07-01T00:00:00Z' },
  { flags: '--expires <moment>', description: 'when it ceases to hold' },
  { flags: '--certificate <file>', description: 'where to write the certificate' },
];

export const CERTIFICATE: CommandDefinition = {
  name: 'certificate',
  summary: 'issue, verify, witness and revoke certificates',
  description:
    'A certificate is a signed statement that the implementation in a file passed every vector of its targets. docs/certification.md says what that promises.',
  arguments: [],
  options: [],
  examples: [],
  commands: [
    {
      name: 'keygen',
      summary: 'make a pair of keys',
      description:
        'Writes a private key of ed25519, which its owner alone may read, and the public one beside it as FILE.pub. Nothing is written over, and the private key is never printed.',
      arguments: [],
      options: [{ flags: '--out <file>', description: 'file of the private key', required: true }],
      examples: [{ line: 'keygen --out issuer.key', says: 'issuer.key and issuer.key.pub' }],
      load: async () => (await import('../commands/certificate-keygen.ts')).runCertificateKeygen,
    },
    {
      name: 'issue',
      summary: 'sign a certificate for a report',
      description:
        'Signs a certificate for a run whose report is at hand, for example one that `report merge` joined. `certify --sign` does it at once.',
      arguments: [{ name: '<report>', description: 'a whole report in which every vector passes' }],
      options: [SIGN, { flags: '--artifact <file>', description: 'the implementation' }, ...SIGNING_OPTIONS, VECTORS],
      examples: [
        {
          line: 'issue report.json --sign issuer.key --artifact reader.tar --issuer "Example Ltd" --issued 2026-07-01T00:00:00Z --expires 2027-07-01T00:00:00Z --certificate reader.certificate.json',
          says: 'after report merge',
        },
      ],
      load: async () => (await import('../commands/certificate-issue.ts')).runCertificateIssue,
    },
    {
      name: 'verify',
      summary: 'say whether a certificate holds',
      description:
        'Verifies a certificate offline: signatures, issuer, dates, file, revocation, and the verdict, which is computed from its rows. scripts/verify-certificate.sh decides the same with openssl, sha256sum and jq alone.',
      arguments: [{ name: '<certificate>', description: 'the certificate' }],
      options: [
        ...HELD_AGAINST,
        { flags: '--require-witness', description: 'refuse what nobody but its issuer signed' },
      ],
      examples: [
        { line: 'verify reader.certificate.json --key issuer.key.pub --artifact reader.tar', says: 'ahead of use' },
      ],
      load: async () => (await import('../commands/certificate-verify.ts')).runCertificateVerify,
    },
    {
      name: 'witness',
      summary: 'sign a certificate of somebody else, after a run of your own',
      description:
        'Adds a signature to a certificate, after a run by its owner came to the same result: one that is made now, or one whose report is at hand.',
      arguments: [{ name: '<certificate>', description: 'the certificate' }],
      options: [
        SIGN,
        ...HELD_AGAINST,
        {
          flags: '--report <file>',
          description: 'the report of your own run, instead of --replay: made with `certify --artifact`',
        },
        { flags: '--out <file>', description: 'where to write the witnessed certificate', required: true },
        { flags: '--force', description: 'write over what stands at --out' },
      ],
      examples: [
        {
          line: 'witness reader.certificate.json --key issuer.key.pub --sign witness.key --artifact reader.tar --replay ./reader --out witnessed.json',
          says: 'run and sign',
        },
      ],
      load: async () => (await import('../commands/certificate-witness.ts')).runCertificateWitness,
    },
    {
      name: 'revoke',
      summary: 'put a certificate on the list of those that no longer hold',
      description:
        'Adds a certificate to a signed list of revocations, which begins where there is none, and raises its counter by one. Who signed a certificate may revoke it.',
      arguments: [{ name: '<certificate>', description: 'the certificate' }],
      options: [
        SIGN,
        { flags: '--revocations <file>', description: 'the list, which is written anew', required: true },
        { flags: '--issuer <name>', description: 'who keeps the list', required: true },
        { flags: '--reason <text>', description: 'why, for people', required: true },
        { flags: '--at <moment>', description: 'when, as 2026-08-01T00:00:00Z', required: true },
      ],
      examples: [
        {
          line: 'revoke reader.certificate.json --sign issuer.key --revocations revocations.json --issuer "Example Ltd" --reason "built from other sources" --at 2026-08-01T00:00:00Z',
          says: 'and publish the list',
        },
      ],
      load: async () => (await import('../commands/certificate-revoke.ts')).runCertificateRevoke,
    },
  ],
};
