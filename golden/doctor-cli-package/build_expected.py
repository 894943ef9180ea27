#!/usr/bin/python3
"""Makes the package and the payload that a doctor-cli-package v1 packager must make of a golden's input:
build_expected.py CASE FOLDER [PROGRAM], as expected/ in the folder; the program is given where it is the packager's
own executable. Made from the text and the schemas of contracts/doctor-cli-package/v1 alone; shares nothing with the
reference."""
import hashlib, json, os, pathlib, subprocess, sys, tempfile

PROFILES = {'ci': ('json', 'never', True), 'local': ('text', 'auto', False)}
SMOKE = ['--format', 'json', '--color', 'never', 'doctor', 'report-contract']

def sha256(data): return hashlib.sha256(data).hexdigest()

def document(value): return (json.dumps(value, indent=2, ensure_ascii=False) + '\n').encode()

def write(path, data, mode=0o644):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    path.chmod(mode)

def smoke_of(program, name, version):
    with tempfile.TemporaryDirectory() as scratch:
        installed = pathlib.Path(scratch) / 'install-smoke' / 'bin' / name
        write(installed, program, 0o755)
        run = lambda *words: subprocess.run([installed, *words], env={'PATH': os.environ['PATH']}, stdin=subprocess.DEVNULL,
                                            cwd=installed.parents[1], stdout=subprocess.PIPE, check=True, timeout=30).stdout
        printed = run('--version').decode().split()
        assert version is None or version in printed, 'another version'
        output = run(*SMOKE)
        assert json.loads(output)['schema_version'] == 'doctor-core-report-v1', 'another contract'
    return {'install_root': 'install-smoke', 'installed_binary': f'install-smoke/bin/{name}', 'startup_status': 'ok',
            'command_status': 'ok', 'command_output_sha256': sha256(output), 'observed_contract_version': 'doctor-core-report-v1'}

def build(case, folder, executable=None):
    options = json.loads((case / 'case.json').read_text('utf-8'))['options']
    name, asked, default = options['binaryName'], options.get('packageVersion'), options['defaultProfile']
    source = options['sourceBinary']
    program = pathlib.Path(executable or case / 'input' / source).read_bytes()
    # A version that nobody asked for is the packager's own.
    version = asked or subprocess.run([executable, '--version'], stdout=subprocess.PIPE, check=True).stdout.decode().strip()
    package, binary = folder / 'expected' / 'package', f'bin/{name}'
    write(package / binary, program, 0o755)
    templates = []
    for profile in sorted(PROFILES):
        output_format, color, strict = PROFILES[profile]
        path = f'config/{name}.{profile}.json'
        data = document({'schema_version': 'doctor-cli-package-config-v1', 'profile': profile, 'binary_name': name,
                         'output_format': output_format, 'color': color, 'doctor_command': 'report-contract',
                         'workspace_root': '.', 'report_out_dir': 'doctor-reports', 'strict_mode': strict, 'rch_binary': 'rch'})
        write(package / path, data)
        templates.append({'profile': profile, 'path': path, 'size_bytes': len(data), 'sha256': sha256(data),
                          'command_preview': f'{binary} --format {output_format} --color {color} doctor report-contract'})
    smoke = {'install_smoke': smoke_of(program, name, asked)} if options['smoke'] else {}
    assert program.startswith(b'#!'), 'only scripts are expected here: they fit every platform'
    manifest = document({
        'schema_version': 'doctor-cli-release-manifest-v1', 'package_version': version, 'binary_name': name,
        'source_binary': {'name': source, 'size_bytes': len(program), 'sha256': sha256(program)},
        'packaged_binary': {'path': binary, 'size_bytes': len(program), 'sha256': sha256(program)},
        'default_profile': default, 'config_templates': templates,
        'supported_platforms': ['linux-aarch64', 'linux-x86_64', 'macos-aarch64', 'macos-x86_64'],
        'compatibility': {'config_version': 'doctor-cli-package-config-v1', 'config_evolution': 'additive',
                          'smoke_contract_version': 'doctor-core-report-v1', 'cargo_wrapper': 'rch exec --'},
        'upgrade_path': [
            {'step': 'build', 'instruction': 'Build a new binary, with cargo through the wrapper where cargo builds it.'},
            {'step': 'repackage',
             'instruction': 'Package the new binary and compare packaged_binary.sha256 of the two release manifests.'},
            {'step': 'promote',
             'instruction': 'Promote the new package only when smoke and end-to-end checks are deterministic and green.'}],
        **smoke})
    write(package / 'release-manifest.json', manifest)
    rerun = (f'package-contracts --format json doctor package-cli --source-binary {binary} --out-dir ../{name}-rerun%s '
             f'--binary-name {name} --default-profile {default}{f" --package-version {asked}" if asked else ""}%s')
    events = [('package-started', {'binary_name': name, 'package_version': version, 'default_profile': default,
                                   'source_binary_sha256': sha256(program)}, {})]
    events += [('template-materialized', {key: each[key] for key in ('profile', 'path', 'sha256')}, {}) for each in templates]
    for result in smoke.values():
        shown = ('installed_binary', 'command_output_sha256', 'observed_contract_version')
        advice = f"Should a later smoke run fail, run {binary} {' '.join(SMOKE)} and compare its output with this digest."
        events.append(('install-smoke-passed', {key: result[key] for key in shown}, {'remediation': advice}))
    events += [('manifest-written', {'path': 'release-manifest.json', 'sha256': sha256(manifest)}, {}),
               ('package-completed', {'packaged_binary': binary, 'packaged_binary_sha256': sha256(program)}, {})]
    write(folder / 'expected' / 'payload.json', document({
        'schema_version': 'doctor-cli-package-v1', 'package_version': version, 'binary_name': name,
        'source_binary': {'name': source, 'sha256': sha256(program)}, 'packaged_binary': binary,
        'packaged_binary_size_bytes': len(program), 'packaged_binary_sha256': sha256(program),
        'release_manifest': 'release-manifest.json', 'default_profile': default,
        'config_templates': [{key: each[key] for key in ('profile', 'path', 'command_preview')} for each in templates],
        **smoke, 'rerun_commands': [rerun % ('', ''), rerun % ('-smoke', ' --smoke')],
        'structured_logs': [{'sequence': number, 'event': event, 'details': details, **more}
                            for number, (event, details, more) in enumerate(events, 1)]}))

if __name__ == '__main__':
    build(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), *sys.argv[3:])
