import type { Fault } from '../fault.ts';

const contracts = ['distribution'];

/** What programs get wrong that look for an artifact. */
export const resolverFaults: readonly Fault[] = [
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
export const trustFaults: readonly Fault[] = [
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
