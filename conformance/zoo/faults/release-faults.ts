import type { Fault } from '../fault.ts';

const contracts = ['distribution'];

/** A producer that reads back what it wrote would refuse some of its own work, and that says nothing of the vectors. */
const BLIND = [
  {
    file: 'distribution/produce/produce-distribution.ts',
    find: '    await readBack(reader, staged, { canonical, text }, request.now);\n',
    replace: '    void readBack;\n',
  },
] as const;

/** What producers of repositories take that they must refuse. */
const refusalFaults: readonly Fault[] = [
  {
    id: 'release-version-with-letter',
    title: 'a `v` ahead of the version of the sources is passed over',
    file: 'distribution/produce/plan-artifact.ts',
    find: '!isVersion(facts.version)',
    replace: "!isVersion(facts.version.replace(/^v/u, ''))",
    also: BLIND,
    contracts,
    breaks: ['distribution/source-version-invalid'],
  },
  {
    id: 'release-version-with-build-metadata',
    title: 'build metadata of the version of the sources is passed over',
    file: 'distribution/produce/plan-artifact.ts',
    find: '!isVersion(facts.version)',
    replace: "!isVersion(facts.version.replace(/\\+.*/u, ''))",
    also: BLIND,
    contracts,
    breaks: ['distribution/source-version-invalid'],
  },
  {
    id: 'release-toolchain-by-prefix',
    title: 'a compiler of another channel of the same release is taken',
    file: 'distribution/produce/plan-artifact.ts',
    find: 'config.toolchain !== facts.toolchain',
    replace: '!facts.toolchain.startsWith(config.toolchain)',
    contracts,
    breaks: ['distribution/toolchain-mismatch'],
  },
  {
    id: 'release-moment-of-the-clock',
    title: 'the clock is asked where nothing else gives a moment',
    file: 'distribution/produce/build-moment.ts',
    find: 'commitTime >= 0 ? commitTime : undefined',
    replace: 'commitTime >= 0 ? commitTime : Math.floor(Date.now() / 1000)',
    contracts,
    breaks: ['distribution/no-epoch'],
  },
  {
    id: 'release-moment-with-sign',
    title: 'whatever reads as a number is taken for a moment',
    file: 'distribution/produce/build-moment.ts',
    find: '/^[0-9]+$/u.test(stated)',
    replace: 'Number.isSafeInteger(Number(stated))',
    contracts,
    breaks: ['distribution/no-epoch'],
  },
  {
    id: 'release-moment-of-environment-always',
    title: 'the environment gives the moment, whatever the configuration asks for',
    file: 'distribution/produce/build-moment.ts',
    find: "source === 'env' && ",
    replace: '',
    contracts,
    breaks: ['distribution/no-epoch'],
  },
  {
    id: 'release-first-platform-alone',
    title: 'the platform of the first target alone is looked at',
    file: 'distribution/produce/produce-distribution.ts',
    find: 'for (const { target } of built) checkPlatform',
    replace: 'for (const { target } of built.slice(0, 1)) checkPlatform',
    contracts,
    breaks: ['distribution/platform-removed'],
  },
  {
    id: 'release-one-build',
    title: 'one build is enough',
    file: 'distribution/produce/plan-artifact.ts',
    find: 'builds.length < rebuildsOf(inputs)',
    replace: 'builds.length < 1',
    contracts,
    breaks: ['distribution/build-failed'],
  },
  {
    id: 'release-two-builds-compared',
    title: 'the first two builds are compared, however many there are',
    file: 'distribution/produce/plan-artifact.ts',
    find: 'const [first, ...others] = builds;',
    replace: 'const [first, ...others] = builds.slice(0, 2);',
    contracts,
    breaks: ['distribution/not-reproducible'],
  },
  {
    id: 'release-revision-unasked',
    title: 'another build of published sources gets the next revision without being asked for',
    file: 'distribution/produce/plan-artifact.ts',
    find: 'known === undefined && last !== undefined && !newRevision',
    replace: 'newRevision === undefined',
    contracts,
    breaks: ['distribution/artifact-immutable'],
  },
  {
    id: 'release-revision-of-the-same-bytes',
    title: 'bytes that are published get another revision where one is asked for',
    file: 'distribution/produce/plan-artifact.ts',
    find: '({ artifact_sha256 }) => artifact_sha256 === packed.sha256',
    replace: '({ artifact_sha256 }) => artifact_sha256 === packed.sha256 && !newRevision',
    contracts,
    breaks: ['distribution/artifact-immutable'],
  },
  {
    id: 'release-revisions-as-text',
    title: 'the highest revision is the last one by its text, so that r9 is taken for higher than r10',
    file: 'distribution/produce/plan-artifact.ts',
    find: 'compareRevisions(a.dist_revision, b.dist_revision)',
    replace: '(a.dist_revision < b.dist_revision ? -1 : 1)',
    also: BLIND,
    contracts,
    breaks: ['distribution/artifact-immutable'],
  },
  {
    id: 'release-index-by-value',
    title: 'white space of the index is passed over, and what another program wrote is written anew',
    file: 'distribution/produce/producer-inputs.ts',
    find: '!Buffer.from(documentText(inOrder(index.value))).equals(bytes)',
    replace:
      "documentText(inOrder(index.value)).replace(/\\s/gu, '') !== Buffer.from(bytes).toString().replace(/\\s/gu, '')",
    contracts,
    breaks: ['distribution/foreign-row'],
  },
  {
    id: 'release-index-sorted-in-silence',
    title: 'an index out of order is sorted, and its rows move',
    file: 'distribution/produce/producer-inputs.ts',
    find: 'documentText(inOrder(index.value))',
    replace: 'documentText(index.value)',
    contracts,
    breaks: ['distribution/foreign-row'],
  },
  {
    id: 'release-short-commits-unseen',
    title: 'nobody looks whether the short form of a commit is that of another one',
    file: 'distribution/produce/plan-artifact.ts',
    find: 'if (siblings.some(',
    replace: 'if (siblings.slice(siblings.length).some(',
    also: BLIND,
    contracts,
    breaks: ['distribution/short-commit-collision'],
  },
  {
    id: 'release-configuration-by-schema-alone',
    title: 'of the configuration the schema alone is asked',
    file: 'distribution/produce/producer-inputs.ts',
    find: '...configRules, ...matrixRules, ',
    replace: '',
    contracts,
    breaks: ['distribution/producer-input-invalid'],
  },
  {
    id: 'release-index-without-contract',
    title: 'an index is not held against the contract',
    file: 'distribution/produce/producer-inputs.ts',
    find: 'contract: contractDocument, indexes',
    replace: 'indexes',
    also: BLIND,
    contracts,
    breaks: ['distribution/producer-input-invalid'],
  },
  {
    id: 'release-target-by-target',
    title: 'what can be published is, ahead of the refusal of another target',
    file: 'distribution/produce/produce-distribution.ts',
    find: 'if (collector.errorCount > 0) return refused(collector);\n  const { canonical }',
    replace: 'const { canonical }',
    also: [
      {
        file: 'distribution/produce/produce-distribution.ts',
        find: "  return { outcome: fresh.length === 0 ? 'unchanged' : 'published', artifacts, findings: [] };",
        replace:
          "  return collector.errorCount > 0 ? refused(collector) : { outcome: fresh.length === 0 ? 'unchanged' : 'published', artifacts, findings: [] };",
      },
    ],
    contracts,
    breaks: ['distribution/failure-leaves-traces'],
  },
];

/** What producers of repositories write otherwise. */
const productFaults: readonly Fault[] = [
  {
    id: 'release-gzip-of-a-system',
    title: 'the header of gzip names the system that it was made on',
    file: 'archive/gzip/write-gzip.ts',
    find: "'1f8b08000000000000ff'",
    replace: "'1f8b0800000000000003'",
  },
  {
    id: 'release-programs-not-executable',
    title: 'programs have the mode of other files',
    file: 'distribution/produce/pack-artifact.ts',
    find: 'isExecutable: true',
    replace: 'isExecutable: false',
  },
  {
    id: 'release-files-as-configured',
    title: 'the manifest lists files in the order of the configuration',
    file: 'distribution/produce/pack-artifact.ts',
    find: 'files: files.sort((a, b) => compareCodePoints(a.path, b.path)),',
    replace: 'files,',
  },
  {
    id: 'release-documents-without-line-feed',
    title: 'no line feed ends a document',
    file: 'distribution/produce/write-sidecars.ts',
    find: 'JSON.stringify(value, undefined, 2)}\\n',
    replace: 'JSON.stringify(value, undefined, 2)}',
  },
  {
    id: 'release-profile-debug-to-cargo',
    title: 'the command in the provenance calls the profile debug as the paths do',
    file: 'distribution/produce/write-sidecars.ts',
    find: "profile === 'debug' ? 'dev' : profile",
    replace: 'profile',
  },
  {
    id: 'release-environment-as-configured',
    title: 'the environment stands in the provenance in the order of the configuration',
    file: 'distribution/produce/write-sidecars.ts',
    find: '.sort(([a], [b]) => compareCodePoints(a, b))',
    replace: '',
  },
  {
    id: 'release-eight-digits-always',
    title: 'the short form of a commit has eight digits, whatever the configuration says',
    file: 'distribution/produce/plan-artifact.ts',
    find: 'config.gitsha_length ?? SHORT_COMMIT',
    replace: 'config.gitsha_length === 0 ? 0 : SHORT_COMMIT',
  },
  {
    id: 'release-alias-at-the-sunset',
    title: 'the legacy path is written at the moment of its sunset',
    file: 'distribution/produce/legacy-alias.ts',
    find: 'now < (legacy',
    replace: 'now <= (legacy',
  },
  {
    id: 'release-alias-never-behind-sunset',
    title: 'behind its sunset the legacy path is not written, whatever the configuration says',
    file: 'distribution/produce/legacy-alias.ts',
    find: " || legacy_alias === 'write'",
    replace: " || legacy_alias === undefined && now === ''",
  },
  {
    id: 'release-index-of-the-last-release',
    title: 'the index holds what was published last, and no other version',
    file: 'distribution/produce/merge-index.ts',
    find: 'return toIndex(index, [...rowsOf(index), added]);',
    replace:
      'return toIndex(index, [...rowsOf(index).filter(({ identity }) => identity.version === added.identity.version), added]);',
  },
].map((fault) => ({ ...fault, also: BLIND, contracts, breaks: ['distribution/product-not-canonical'] }));

/** What follows from the machine. */
const machineFaults: readonly Fault[] = [
  {
    id: 'release-moment-in-local-time',
    title: 'the environment of the provenance has the moment in local time',
    file: 'distribution/produce/write-sidecars.ts',
    find: 'SOURCE_DATE_EPOCH: String(epoch)',
    replace: 'SOURCE_DATE_EPOCH: String(epoch - new Date(0).getTimezoneOffset() * 60)',
  },
  {
    id: 'release-mode-of-the-umask',
    title: 'the mode of files in the manifest follows the umask',
    file: 'distribution/produce/pack-artifact.ts',
    find: "mode: isExecutable ? '0755' : '0644',",
    replace: "mode: process.umask() === 0o077 ? '0600' : isExecutable ? '0755' : '0644',",
  },
].map((fault) => ({ ...fault, also: BLIND, contracts, breaks: ['distribution/product-not-deterministic'] }));

/** What producers of repositories get wrong. */
export const releaseFaults: readonly Fault[] = [...refusalFaults, ...productFaults, ...machineFaults];
