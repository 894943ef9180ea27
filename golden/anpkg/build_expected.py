#!/usr/bin/python3
"""Writes the package that an anpkg v1 producer must make of a golden's input: build_expected.py CASE FOLDER,
as expected.anpkg in the folder.
Made from the text of contracts/anpkg/v1 (section 9) and contracts/strict-yaml/v1 alone; shares nothing with the reference."""
import datetime, decimal, hashlib, io, json, pathlib, re, sys, zipfile
import yaml

def text_of(value):
    if isinstance(value, str):
        named = {'"': '\\"', '\\': '\\\\', '\n': '\\n', '\t': '\\t'}
        escape = lambda m: named.get(m[0]) or (f'\\x{ord(m[0]):02x}' if ord(m[0]) < 256 else f'\\u{ord(m[0]):04x}')
        return '"' + re.sub('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]', escape, value) + '"'
    if value is None or isinstance(value, bool): return {None: 'null', True: 'true', False: 'false'}[value]
    if isinstance(value, (dict, list)): return '{}' if isinstance(value, dict) else '[]'
    if float(value).is_integer() and abs(value) < 2**53: return str(int(value))
    exact = decimal.Decimal(repr(float(value)))
    if 1e-6 <= abs(value) < 1e21: return format(exact, 'f') + ('' if '.' in format(exact, 'f') else '.0')
    digits = ''.join(map(str, exact.as_tuple().digits)).rstrip('0')
    return f"{'-' * exact.is_signed()}{digits[0]}.{digits[1:] or '0'}e{exact.adjusted():+d}"

def key_text(key):
    plain = re.fullmatch('[A-Za-z_][A-Za-z0-9_-]*', key) and key.lower() not in 'y n yes no on off true false null'.split()
    return key if plain else text_of(key)

def lines_of(value):
    if isinstance(value, dict) and value:
        index = lambda key: int(key) if re.fullmatch('0|[1-9][0-9]{0,9}', key) and int(key) < 2**32 - 1 else 2**32
        for key in sorted(value, key=index):
            inner = lines_of(value[key])
            block = isinstance(value[key], (dict, list)) and value[key]
            yield from [f'{key_text(key)}:', *('  ' + line for line in inner)] if block else [f'{key_text(key)}: {next(inner)}']
    elif isinstance(value, list) and value:
        for item in value: yield from (('  ' if n else '- ') + line for n, line in enumerate(lines_of(item)))
    else: yield text_of(value)

def exported_at(created):
    if not re.fullmatch(r'[0-9]{4}(-[0-9]{2}){2}(T[0-9]{2}(:[0-9]{2}){2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?)?', str(created), re.ASCII): return
    try: moment = datetime.datetime.fromisoformat(re.sub(r'\.[0-9]+', '', created).replace('Z', '+00:00'))
    except ValueError: return
    moment = moment if moment.tzinfo else moment.replace(tzinfo=datetime.timezone.utc)
    return moment.astimezone(datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ')

def build(case):
    options, project = json.loads((case / 'case.json').read_text('utf-8'))['options'], case / 'input'
    load = lambda path: yaml.safe_load((project / path).read_text('utf-8')) if (project / path).exists() else {}
    profile, files = load('machine-profile.yaml'), {}
    variants = {name: path for name, path in profile['runtime_profiles'].items() if (project / path).exists()}
    runtime = load(variants.pop('manual'))
    for provider in runtime['providers']:
        args, path = [str(arg) for arg in provider.get('args') or []], f"providers/{provider['id']}.yaml"
        at = args.index('--config') if '--config' in args[:-1] else len(args)
        provider['args'] = args[:at] + ['--config', path] + args[at + 2:]
        files[path] = load(profile['providers'][provider['id']]['config'])
    profile['providers'] = {provider['id']: {'config': f"providers/{provider['id']}.yaml"} for provider in runtime['providers']}
    profile['runtime_profiles'], automation = {'manual': 'runtime/anolis-runtime.yaml'}, runtime.get('automation', {})
    tree = (automation.get('behavior_tree') or automation.get('behavior_tree_path') or '').strip()
    if tree:
        found = [root / tree for root in (project, case / options.get('dataRoot', 'input')) if (root / tree).exists()]
        automation['behavior_tree'] = f"runtime/behaviors/{tree.split('/')[-1]}"
        automation.pop('behavior_tree_path', None)
        profile['behaviors'], files[automation['behavior_tree']] = [automation['behavior_tree']], found[0].read_bytes()
    else: profile.pop('behaviors', None)
    telemetry = runtime.get('telemetry', {})
    removed = [where.pop(key) for where, key in ((telemetry, 'influx_token'), (telemetry.get('influxdb', {}), 'token')) if key in where]
    files |= {'machine-profile.yaml': profile, 'runtime/anolis-runtime.yaml': runtime}
    files = {path: ''.join(f'{line}\n' for line in lines_of(value)).encode() if isinstance(value, dict) else value for path, value in files.items()}
    sidecar = json.loads((project / 'workbench.json').read_text('utf-8')) if (project / 'workbench.json').exists() else {}
    files['meta/provenance.json'] = (json.dumps({
        'exported_at': exported_at(sidecar.get('meta', {}).get('created')) or '1970-01-01T00:00:00Z',
        'exported_variant': 'manual', 'omitted_variants': sorted(variants), 'package_format_version': 1,
        'redaction_policy': {'deploy_time_env_var': 'INFLUXDB_TOKEN', 'telemetry_influxdb_token_removed': bool(removed)},
        'schema_versions': {'machine-profile': 1, 'runtime-config': 1},
        'source_project': options['sourceProject']}, indent=2, sort_keys=True) + '\n').encode()
    files['meta/checksums.sha256'] = ''.join(f'{hashlib.sha256(files[path]).hexdigest()}  {path}\n' for path in sorted(files)).encode()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, 'w') as package:
        for path in sorted(files):
            info = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o100644 << 16
            package.writestr(info, files[path])
    return archive.getvalue()

if __name__ == '__main__':
    (pathlib.Path(sys.argv[2]) / 'expected.anpkg').write_bytes(build(pathlib.Path(sys.argv[1])))
