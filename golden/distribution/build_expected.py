#!/usr/bin/python3
"""Writes what a distribution v1 producer must make of a golden's repository and builds: build_expected.py CASE FOLDER,
as expected/ in the folder: the repository as it stands afterwards.
Made from the text of contracts/distribution/v1 (sections 3.1, 3.4, 4, 6 and 8) alone; shares nothing with the reference."""

import hashlib, json, pathlib, re, shutil, sys, zlib

SCHEMAS = pathlib.Path(__file__).resolve().parents[2] / 'contracts/distribution/v1/schemas'
SYSTEMS = {'pc-windows-msvc', 'pc-windows-gnu'}
STORED = 65535

def sha256(data): return hashlib.sha256(data).hexdigest()

def text_of(value): return (json.dumps(value, ensure_ascii=False, indent=2) + '\n').encode()

def octal(value, width): return f'{value:0{width - 1}o}\0'.encode()

def tar_of(files, epoch):
    """Files as path, mode and bytes: ustar, sorted by the bytes of the paths, and two blocks of zeros."""
    tar = b''
    for path, mode, data in sorted(files, key=lambda file: file[0].encode()):
        head = path.encode().ljust(100, b'\0') + octal(int(mode, 8), 8) + octal(0, 8) + octal(0, 8) + octal(len(data), 12) + octal(epoch, 12)
        tail = b'0' + bytes(100) + b'ustar\x0000' + bytes(64) + octal(0, 8) + octal(0, 8) + bytes(167)
        check = sum(head) + 8 * 32 + sum(tail)
        tar += head + f'{check:06o}\0 '.encode() + tail + data + bytes(-len(data) % 512)
    return tar + bytes(1024)

def gzip_of(data):
    """One member of stored blocks; its header states neither a time nor a system."""
    blocks = b''
    for start in range(0, len(data), STORED):
        part = data[start:start + STORED]
        last = start + STORED >= len(data)
        blocks += bytes([last]) + len(part).to_bytes(2, 'little') + (STORED - len(part)).to_bytes(2, 'little') + part
    return bytes.fromhex('1f8b08000000000000ff') + blocks + zlib.crc32(data).to_bytes(4, 'little') + (len(data) % 2**32).to_bytes(4, 'little')

def precedence(version):
    """Clause 11 of Semantic Versioning: a prerelease is lower, its numbers are lower than its words."""
    core, _, pre = version.partition('-')
    words = [(0, int(word), '') if word.isdigit() else (1, 0, word) for word in pre.split('.')] if pre else []
    return [int(number) for number in core.split('.')], not pre, words

def rendered(template, values):
    for name, value in values.items(): template = template.replace('{' + name + '}', value)
    return template

class AlreadyPublished(Exception):
    """The identity is published with another digest: the digest that is, and that of the build."""

class Release:
    """What is published of a repository at `root`: its options, and the folders that the builds left."""

    def __init__(self, told, root, builds):
        self.told, self.root, self.builds, self.made = told, root, builds, {}
        self.contract = json.loads((root / 'docs/distribution-contract.json').read_text('utf-8'))
        self.artifact = self.contract['artifact']
        self.orchestrator = self.artifact['release_artifacts']['orchestrator']
        self.config = json.loads((root / self.orchestrator['config']).read_text('utf-8'))
        self.epoch = self.moment()

    def moment(self):
        source = self.config.get('source_date_epoch', 'env')
        if isinstance(source, int): return source
        return int(self.told['sourceDateEpoch' if source == 'env' and 'sourceDateEpoch' in self.told else 'commitTime'])

    def files(self, target, profile, build):
        output = rendered(self.config.get('output', 'target/{target}/{profile}'), {'target': target, 'profile': profile})
        suffix = '.exe' if target.partition('-')[2] in SYSTEMS else ''
        programs = [(name + suffix, '0755', (build / output / (name + suffix)).read_bytes()) for name in self.artifact['entrypoints']]
        return programs + [(one['to'], one['mode'], (self.root / one['from']).read_bytes()) for one in self.config.get('include', [])]

    def environment(self):
        fixed = {'LC_ALL': 'C', 'TZ': 'UTC', **self.config.get('env', {}), 'SOURCE_DATE_EPOCH': str(self.epoch)}
        return {name: fixed[name] for name in sorted(fixed) if name != 'PATH'}

    def publish(self, rows, target, profile):
        files = self.files(target, profile, self.builds[0])
        tar = tar_of(files, self.epoch)
        archive = gzip_of(tar)
        identity = {'version': self.told['version'], 'target': target, 'profile': profile, 'toolchain': self.told['toolchain'], 'git_rev': self.told['gitRev']}
        gitsha = identity['git_rev'][:self.config.get('gitsha_length', 8)]
        known = [row for key, row in rows if key == (identity['version'], target, profile) and (row['toolchain'], row['git_rev']) == (identity['toolchain'], identity['git_rev'])]
        if any(row['artifact_sha256'] == sha256(archive) for row in known): return
        if known and not self.told.get('newRevision'): raise AlreadyPublished(known[-1]['artifact_sha256'], sha256(archive))
        identity['dist_revision'] = f"r{max([int(row['dist_revision'][1:]) for row in known], default=0) + 1}"
        values = {**identity, 'contract_version': self.contract['contract_version'], 'rust': identity['toolchain'], 'gitsha': gitsha, 'ext': 'tar.gz'}
        folder = rendered(self.artifact['release_artifacts']['artifact_directory_template'], values)
        path = f"{folder}/{rendered(self.artifact['naming']['canonical_pattern'], values)}"
        manifest = text_of({'schema_version': 'distribution-manifest-v1', 'contract_version': values['contract_version'], 'name': self.artifact['name'],
                            **identity_with(identity, gitsha), 'source_date_epoch': self.epoch, 'artifact_file': path, 'artifact_format': 'tar.gz',
                            'artifact_size': len(archive), 'artifact_sha256': sha256(archive), 'content_sha256': sha256(tar),
                            'files': [{'path': name, 'mode': mode, 'size': len(data), 'sha256': sha256(data)} for name, mode, data in sorted(files, key=lambda file: file[0].encode())]})
        provenance = text_of(self.provenance(identity, path, sha256(archive), len(self.builds)))
        checksums = text_of({'schema_version': 'distribution-checksums-v1', 'algorithm': 'sha256', 'artifact_file': path, 'artifact_sha256': sha256(archive),
                             'files': {'manifest.json': sha256(manifest), 'provenance.json': sha256(provenance)}})
        sidecars = {'manifest': manifest, 'provenance': provenance, 'checksums': checksums}
        self.made[path] = archive
        for name, data in sidecars.items(): self.made[f'{folder}/package/{name}.json'] = data
        row = {'toolchain': identity['toolchain'], 'git_rev': identity['git_rev'], 'gitsha': gitsha, 'dist_revision': identity['dist_revision'], 'artifact_file': path,
               **{f'{name}_file': f'{folder}/package/{name}.json' for name in sidecars}, 'artifact_sha256': sha256(archive), 'source_date_epoch': self.epoch}
        rows.append(((identity['version'], target, profile), row))

    def provenance(self, identity, path, digest, builds):
        lockfile = self.root / self.config.get('lockfile', 'Cargo.lock')
        words = {'target': identity['target'], 'profile': 'dev' if identity['profile'] == 'debug' else identity['profile']}
        return {'schema_version': 'distribution-provenance-v1', 'contract_version': self.contract['contract_version'],
                'subject': {'artifact_file': path, 'artifact_sha256': digest}, 'tuple': identity,
                'source': {'repository': self.told['repository'], 'git_rev': identity['git_rev'], 'tree_clean': True, 'lockfile_sha256': sha256(lockfile.read_bytes())},
                'build': {'orchestrator': self.orchestrator['name'], 'config': self.orchestrator['config'],
                          'config_sha256': sha256((self.root / self.orchestrator['config']).read_bytes()), 'command': [re.sub(r'(?<!\$)\{(target|profile)\}', lambda found: words[found[1]], word) for word in self.config['build_command']],
                          'source_date_epoch': self.epoch, 'env': self.environment(), 'toolchain_full': self.told['toolchainFull']},
                'reproducibility': {'rebuilds': builds, 'verified': True, 'artifact_sha256': [digest] * builds}}

    def make(self):
        """The files to write by path, in the order in which they are published; where everything is, the index under legacy paths."""
        index = self.artifact['distribution_index']
        canonical = self.root / index['canonical']
        before = json.loads(canonical.read_text('utf-8')) if canonical.exists() else {'contract_version': self.contract['contract_version'], 'name': self.artifact['name'], 'releases': []}
        rows = rows_of(before)
        for profile in self.config['profiles']:
            for target in self.config['targets']: self.publish(rows, target, profile)
        self.rows = rows
        text = canonical.read_bytes() if not self.made else text_of({'schema_version': 'distribution-index-v1', **{name: before[name] for name in ['contract_version', 'name', 'contract_sha256'] if name in before}, 'releases': releases_of(rows)})
        paths = [index['canonical']] + [rendered(one['path'], {'contract_version': self.contract['contract_version']}) for one in index['legacy']
                                        if self.told['now'] < one['deprecation_sunset'] or self.config.get('legacy_alias') == 'write']
        return {**self.made, **dict.fromkeys(paths if self.made else paths[1:], text)}

    def removed(self):
        """The legacy paths whose index goes beside what was made: behind their sunset, each row in the canonical index."""
        if self.config.get('legacy_alias') != 'remove': return []
        over = [rendered(one['path'], {'contract_version': self.contract['contract_version']}) for one in self.artifact['distribution_index']['legacy']
                if self.told['now'] >= one['deprecation_sunset']]
        return [path for path in over if (self.root / path).exists() and all(row in self.rows for row in rows_of(json.loads((self.root / path).read_text('utf-8'))))]

def identity_with(identity, gitsha):
    """The parts in the order of a manifest, the short form of the commit behind the full one."""
    return {name: value for part in identity for name, value in [(part, identity[part]), *([('gitsha', gitsha)] if part == 'git_rev' else [])]}

def rows_of(index):
    return [((release['version'], target['target'], profile['profile']), row)
            for release in index['releases'] for target in release['targets'] for profile in target['profiles'] for row in profile['artifacts']]

def releases_of(rows):
    """Rows in their lists: releases by version, targets and profiles by their bytes, rows by toolchain, commit and revision."""
    schema = json.loads((SCHEMAS / 'index.schema.json').read_text('utf-8'))
    for name in ['releases', 'targets', 'profiles', 'artifacts']: schema = schema['properties'][name]['items']
    members = list(schema['properties'])
    releases = {}
    for (version, target, profile), row in rows: releases.setdefault(version, {}).setdefault(target, {}).setdefault(profile, []).append(row)
    order = lambda row: (precedence(row['toolchain']), row['git_rev'], int(row['dist_revision'][1:]))
    return [{'version': version, 'targets': [
        {'target': target, 'profiles': [
            {'profile': profile, 'artifacts': [{name: row[name] for name in members if name in row} for row in sorted(artifacts, key=order)]}
            for profile, artifacts in sorted(profiles.items())]}
        for target, profiles in sorted(targets.items())]}
        for version, targets in sorted(releases.items(), key=lambda one: precedence(one[0]))]

if __name__ == '__main__':
    case, root = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]) / 'expected'
    told = json.loads((case / 'case.json').read_text('utf-8'))['options']
    shutil.copytree(case / 'input/repository', root, dirs_exist_ok=True)
    release = Release(told, root, sorted((case / 'input/builds').iterdir(), key=lambda one: int(one.name)))
    for path, data in release.make().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    for path in release.removed(): (root / path).unlink()
