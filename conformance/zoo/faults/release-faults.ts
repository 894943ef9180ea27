import type { Fault } from '../fault.ts';
import { BLIND } from './blind-producer.ts';
import { refusalFaults } from './release-refusal-faults.ts';

const contracts = ['distribution'];

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
    id: 'release-alias-never-removed',
    title: 'the index under a legacy path stays, whatever the configuration says',
    file: 'distribution/produce/legacy-alias.ts',
    find: "config.legacy_alias !== 'remove'",
    replace: "config.legacy_alias !== undefined || now === ''",
  },
  {
    id: 'release-alias-beside-a-release-alone',
    title: 'the index is written under its legacy path only where something else is new',
    file: 'distribution/produce/produce-distribution.ts',
    find: 'await standsEverywhere(reader, indexPaths, indexText(index))',
    replace: 'await standsEverywhere(reader, indexPaths.slice(0, 1), indexText(index))',
  },
  {
    id: 'release-command-of-all-braces',
    title: 'a placeholder of a command is filled also behind a dollar sign',
    file: 'distribution/documents/templates.ts',
    find: '/(?<!\\$)\\{([a-z_]+)\\}/gu',
    replace: '/\\{([a-z_]+)\\}/gu',
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
