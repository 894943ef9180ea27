import type { Fault } from '../fault.ts';

const contracts = ['distribution'];

/** What validators of repositories and of their documents get wrong. */
const repositoryFaults: readonly Fault[] = [
  {
    id: 'repository-revisions-as-text',
    title: 'revisions are sorted as texts, so that r10 comes ahead of r2',
    file: 'distribution/documents/versions.ts',
    find: 'return compareNumbers(left.slice(1), right.slice(1));',
    replace: 'return compareTexts(left, right);',
    contracts,
  },
  {
    id: 'repository-versions-as-text',
    title: 'the numbers of versions are compared as texts, so that 1.10.0 comes ahead of 1.9.0',
    file: 'distribution/documents/versions.ts',
    find: 'return isNumber ? compareNumbers(left, right) : compareTexts(left, right);',
    replace: 'return compareTexts(left, right);',
    contracts,
  },
  {
    id: 'repository-day-rolls-over',
    title: '30 February is taken for 2 March',
    file: 'distribution/documents/changelog.ts',
    find: 'return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);',
    replace: 'return !Number.isNaN(moment.getTime());',
    contracts,
  },
  {
    id: 'repository-upper-case-digest',
    title: 'digests are compared without regard to case',
    file: 'distribution/documents/document-kinds.ts',
    find: 'return DOCUMENT_KINDS[kind].validator(value);',
    replace: `return DOCUMENT_KINDS[kind].validator(
    JSON.parse(JSON.stringify(value).replace(/"[0-9A-F]{64}"/gi, (digest) => digest.toLowerCase())),
  );`,
    contracts,
  },
  {
    id: 'repository-short-commit-of-eight-digits',
    title: 'the short form of a commit is taken to have eight digits always',
    file: 'distribution/documents/rules/index-rules.ts',
    find: '!row.git_rev.startsWith(row.gitsha)',
    replace: 'row.git_rev.slice(0, 8) !== row.gitsha',
    contracts,
  },
  {
    id: 'repository-only-parents-are-unsafe',
    title: 'a path is unsafe only where it leads upwards',
    file: 'distribution/documents/dist-path.ts',
    find: 'return (path.length <= SURELY_SHORT || Buffer.byteLength(path) <= MOST_BYTES) && SAFE.test(path);',
    replace: `return path.startsWith('dist/') && !path.split('/').includes('..');`,
    contracts,
  },
  {
    id: 'repository-checksums-alone',
    title: 'the digest in the checksums is believed alone',
    file: 'distribution/verify/rules/verification-rules.ts',
    find: `['index', source.row.artifact_sha256],`,
    replace: '',
    also: [
      {
        file: 'distribution/verify/rules/verification-rules.ts',
        find: `['manifest', manifest?.value.artifact_sha256],`,
        replace: '',
      },
    ],
    contracts,
  },
  {
    id: 'repository-manifest-digest-unread',
    title: 'the digest in the manifest is not compared',
    file: 'distribution/verify/rules/verification-rules.ts',
    find: `['manifest', manifest?.value.artifact_sha256],`,
    replace: '',
    contracts,
  },
  {
    id: 'repository-manifest-without-revision',
    title: 'the manifest is compared with five parts of the identity',
    file: 'distribution/verify/rules/verification-rules.ts',
    find: '...source.identity,',
    replace: '...source.identity, dist_revision: undefined,',
    contracts,
  },
  {
    id: 'repository-provenance-unread',
    title: 'the provenance is never opened',
    file: 'distribution/verify/read-artifact.ts',
    find: `['provenance_file', 'provenance'],`,
    replace: '',
    contracts,
  },
  {
    id: 'repository-first-rebuild-alone',
    title: 'of the digests of the rebuilds the first alone is compared',
    file: 'distribution/documents/rules/sidecar-rules.ts',
    find: 'digests.some((digest) => digest !== subject.artifact_sha256)',
    replace: 'digests[0] !== subject.artifact_sha256',
    contracts,
  },
  {
    id: 'repository-members-unsorted',
    title: 'an archive may hold its files in any order',
    file: 'distribution/verify/canonical-scan.ts',
    find: `if (compareCodePoints(this.#last, path) >= 0) this.#deviate('the files are not sorted');`,
    replace: '',
    contracts,
  },
  {
    id: 'repository-modes-unread',
    title: 'the modes of the files in an archive are not compared',
    file: 'distribution/verify/rules/content-rules.ts',
    find: 'if (actual.mode !== undefined && actual.mode !== stated.mode)',
    replace: 'if (false)',
    contracts,
  },
  {
    id: 'repository-any-gzip',
    title: 'an archive may be compressed in any way',
    file: 'distribution/verify/canonical-scan.ts',
    find: `if (this.#envelope.digest('hex') !== sha256) this.#deviate('the envelope is not gzip with stored blocks');`,
    replace: '',
    contracts,
  },
];

/** What programs get wrong that look for an artifact. */
const resolverFaults: readonly Fault[] = [
  {
    id: 'resolver-prefix-without-boundary',
    title: 'any beginning of a toolchain is one, so that 1.8 means 1.84.0',
    file: 'distribution/resolve/select-rows.ts',
    find: `if (!['', '.', '-', '+', ' '].includes(actual.charAt(wanted.length))) return false;`,
    replace: '',
    contracts,
  },
  {
    id: 'resolver-release-means-prerelease',
    title: '1.84.0 means 1.84.0-nightly as well',
    file: 'distribution/resolve/select-rows.ts',
    find: `return wanted.includes('-') || !actual.includes('-');`,
    replace: 'return true;',
    contracts,
  },
  {
    id: 'resolver-compatible-unasked',
    title: 'prefixes are read in the compatible way where nobody asks for it',
    file: 'distribution/resolve/resolve.ts',
    find: `const { prefix = 'strict' } = request.options;`,
    replace: `const prefix = 'compat';`,
    contracts,
  },
  {
    id: 'resolver-revision-by-its-beginning',
    title: 'a revision is compared by its beginning, so that r1 means r10',
    file: 'distribution/resolve/select-rows.ts',
    find: `return part === 'git_rev' ?`,
    replace: `return part === 'git_rev' || part === 'dist_revision' ?`,
    contracts,
  },
  {
    id: 'resolver-first-of-several',
    title: 'the first of several matching rows wins',
    file: 'distribution/resolve/resolve.ts',
    find: `if (selected.length > 1) collector.add('distribution/ambiguous-match', {}, { count: selected.length });`,
    replace: '',
    contracts,
  },
  {
    id: 'resolver-passes-over-yanked-rows',
    title: 'a row that was withdrawn is taken for one that is not there',
    file: 'distribution/resolve/select-rows.ts',
    find: 'return rows.filter(({ identity }) => differingParts(requested, identity, prefix).length === 0);',
    replace: `return rows.filter(
    ({ identity, row }) => row.yanked === undefined && differingParts(requested, identity, prefix).length === 0,
  );`,
    contracts,
  },
  {
    id: 'resolver-upper-case-commit',
    title: 'a commit may be asked for in upper case',
    file: 'distribution/resolve/requested-identity.ts',
    find: '/^[0-9a-f]{7,64}$/u',
    replace: '/^[0-9a-f]{7,64}$/iu',
    contracts,
  },
  {
    id: 'resolver-legacy-instead-of-broken',
    title: 'the legacy index is read where the canonical one is no JSON',
    file: 'distribution/resolve/find-index.ts',
    find: `if (found !== 'absent') return found && { path: canonical, bytes: found, isLegacy: false };`,
    replace: `const isBroken = (bytes: Uint8Array): boolean => {
    try {
      return JSON.parse(Buffer.from(bytes).toString('utf8')).releases === undefined;
    } catch {
      return true;
    }
  };
  if (found === undefined) return undefined;
  if (found !== 'absent' && !isBroken(found)) return { path: canonical, bytes: found, isLegacy: false };`,
    contracts,
  },
  {
    id: 'resolver-holds-at-the-sunset',
    title: 'the legacy index still holds at its sunset',
    file: 'distribution/resolve/find-index.ts',
    find: 'if (now < sunset) {',
    replace: 'if (now <= sunset) {',
    contracts,
  },
  {
    id: 'resolver-sunset-by-the-day',
    title: 'the legacy index holds until the day of its sunset is over',
    file: 'distribution/resolve/find-index.ts',
    find: 'if (now < sunset) {',
    replace: 'if (now.slice(0, 10) <= sunset.slice(0, 10)) {',
    contracts,
  },
  {
    id: 'resolver-link-followed-out',
    title: 'symbolic links are followed wherever they lead',
    file: 'distribution/resolve/folder-reader.ts',
    find: `if (!real.startsWith(\`\${fence}\${sep}\`)) return { kind: 'escapes' };`,
    replace: '',
    contracts,
  },
  {
    id: 'resolver-link-followed-out-of-dist',
    title: 'symbolic links are followed to any file of the repository',
    file: 'distribution/resolve/folder-reader.ts',
    find: `const fence = path.startsWith('dist/') ? join(home, 'dist') : home;`,
    replace: 'const fence = home;',
    contracts,
  },
  {
    id: 'resolver-host-by-its-system',
    title: 'of the host the system alone is compared',
    file: 'distribution/resolve/judge-row.ts',
    find: 'options.host !== actual)',
    replace: `options.host.split(' ')[0] !== actual.split(' ')[0])`,
    contracts,
  },
  {
    id: 'resolver-locked-by-size',
    title: 'of what is locked the size alone is compared',
    file: 'distribution/resolve/resolve-locked.ts',
    find: 'if (actual.size !== size || actual.sha256 !== sha256) {',
    replace: 'if (actual.size !== size) {',
    contracts,
  },
  {
    id: 'resolver-first-of-several-locked',
    title: 'the first of several locked artifacts wins',
    file: 'distribution/resolve/resolve-locked.ts',
    find: 'if (matching.length !== 1) collector',
    replace: 'if (matching.length === 0) collector',
    contracts,
  },
];

/** What programs get wrong that insist on a signed index. */
const trustFaults: readonly Fault[] = [
  {
    id: 'trust-one-key-twice',
    title: 'a key that has signed twice counts as two',
    file: 'distribution/authenticity/resolve-trusting.ts',
    find: 'signersOf(signed, trustedKeys(trust)).size',
    replace: 'signed.signatures.filter(({ keyid }) => signersOf(signed, trustedKeys(trust)).has(keyid)).length',
    contracts,
  },
  {
    id: 'trust-one-key-is-enough',
    title: 'one signature is enough, whatever the threshold is',
    file: 'distribution/authenticity/resolve-trusting.ts',
    find: 'if (actual < trust.threshold) {',
    replace: 'if (actual < 1) {',
    contracts,
  },
  {
    id: 'trust-signature-unverified',
    title: 'a signature counts by the name of its key',
    file: 'integrity/dsse.ts',
    find: 'if (key !== undefined && bytes !== undefined && verify(null, encoding, key, bytes)) signers.add(keyid);',
    replace: 'if (key !== undefined && bytes !== undefined) signers.add(keyid);',
    contracts,
  },
  {
    id: 'trust-expiry-in-local-time',
    title: 'the expiry is compared with a local time, an hour behind',
    file: 'distribution/authenticity/judge-signed-index.ts',
    find: 'if (now >= expires)',
    replace: `if (Date.parse(now.replace('Z', '+01:00')) >= Date.parse(expires))`,
    contracts,
  },
  {
    id: 'trust-holds-at-its-expiry',
    title: 'a signed index still holds at its expiry',
    file: 'distribution/authenticity/judge-signed-index.ts',
    find: 'if (now >= expires)',
    replace: 'if (now > expires)',
    contracts,
  },
  {
    id: 'trust-same-version-is-rollback',
    title: 'a version that was seen before is refused',
    file: 'distribution/authenticity/judge-signed-index.ts',
    find: 'version < seen.version)',
    replace: 'version <= seen.version)',
    contracts,
  },
  {
    id: 'trust-version-alone',
    title: 'of what was seen the version alone is compared',
    file: 'distribution/authenticity/judge-signed-index.ts',
    find: 'version === seen.version && sha256 !== seen.sha256)',
    replace: 'false)',
    contracts,
  },
  {
    id: 'trust-legacy-for-canonical',
    title: 'the path of the index that was signed is not compared',
    file: 'distribution/authenticity/judge-signed-index.ts',
    find: 'const actual = textOf(signed.name, signed.contract_version, index.path);',
    replace: 'const actual = textOf(signed.name, signed.contract_version, found.path);',
    contracts,
  },
];

/** Faults of everything that reads repositories. */
export const distributionFaults: readonly Fault[] = [...repositoryFaults, ...resolverFaults, ...trustFaults];
