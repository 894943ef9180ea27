#!/usr/bin/python3
"""Writes what an assets-pa v1 packer must make of a golden's workspace: build_expected.py CASE FOLDER,
as expected/ in the folder: the pack and its three companions.
Made from the text of contracts/assets-pa/v1 (sections 2, 3, 11 and 13 to 16) alone; shares nothing with the reference."""

import decimal, hashlib, json, pathlib, sys

CONTRACT = pathlib.Path(__file__).resolve().parents[2] / 'contracts/assets-pa/v1'

def canonical(value):
    """RFC 8785: names by their UTF-16 code units, numbers as ECMAScript writes them."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode('utf-16-be'))
        return '{' + ','.join(f'{canonical(name)}:{canonical(value[name])}' for name in names) + '}'
    if isinstance(value, list): return '[' + ','.join(map(canonical, value)) + ']'
    if isinstance(value, float): return canonical_number(value)
    return json.dumps(value, ensure_ascii=False)

def canonical_number(value):
    # Only what tools are told of may have a fraction or be great. Both languages write the shortest digits that read
    # back alike; they part where the exponent begins, and in how it is written.
    if value == int(value) and abs(value) < 1e21: return str(int(value))
    if 1e-6 <= abs(value) < 1e-4: return format(decimal.Decimal(repr(value)), 'f')
    return repr(value).replace('e-0', 'e-')

def slice_of(root, declared):
    """The stored bytes of an asset, and the index of its artifacts by role."""
    roles = {path: role for role, paths in declared['inputs'].items() for path in paths}
    artifacts = declared['output'].get('artifacts')
    if artifacts is None: return (root / [*roles][0]).read_bytes(), {}
    stored, index = b'', {}
    for artifact in sorted(artifacts, key=lambda one: one['index']):
        part = (root / artifact['input']).read_bytes()
        index.setdefault(roles[artifact['input']], {})[artifact['id']] = {'offset': len(stored), 'length': len(part)}
        stored += part
    return stored, index

def told(entry, root, declared):
    """What tools are told of an asset: inputs by role, in the order of the code points of the roles."""
    output = declared['output']
    inputs = [{'role': role, 'path': path, 'size': len((root / path).read_bytes()), 'sha256': hashlib.sha256((root / path).read_bytes()).hexdigest()}
              for role in sorted(declared['inputs']) for path in declared['inputs'][role]]
    return {'asset_id': entry['asset_id'], 'asset_uuid': entry['asset_uuid'], 'root': entry['root'], 'type': declared['type'],
            'kind': 'virtual' if 'artifacts' in output else 'direct', 'format': output['format'], 'inputs': inputs,
            **({'pipeline': output['pipeline']} if 'pipeline' in output else {}), **({'build': declared['build']} if 'build' in declared else {})}

def build(case):
    assets = case / 'input/assets'
    registry = json.loads((assets / '.prometeu/index.json').read_text('utf-8'))
    table, preload, tools, payload, slots = [], [], [], b'', {}
    for entry in sorted(registry['assets'], key=lambda one: one['asset_id']):
        if not entry['included_in_build']: continue
        root = assets / entry['root']
        declared = json.loads((root / 'asset.json').read_text('utf-8'))
        output = declared['output']
        stored, index = slice_of(root, declared)
        bank = output['format'].split('/')[0]
        codec = {'codec': output['codec_configuration']} if 'codec_configuration' in output else {}
        table.append({'asset_id': entry['asset_id'], 'asset_name': declared['name'], 'bank_type': bank, 'codec': output['codec'],
                      'decoded_size': output.get('decoded_size', len(stored)), 'metadata': {**output.get('metadata', {}), **codec, **index},
                      'offset': len(payload), 'size': len(stored)})
        payload += stored
        if declared['preload']['enabled']:
            preload.append({'asset_id': entry['asset_id'], 'slot': slots.get(bank, 0)})
            slots[bank] = slots.get(bank, 0) + 1
        tools.append(told(entry, root, declared))
    header = canonical({'asset_table': table, 'preload': preload}).encode()
    return {'assets.pa': prelude(len(header)) + header + payload, 'asset_table.json': canonical(table).encode(), 'preload.json': canonical(preload).encode(),
            'asset_table_metadata.json': canonical({'schema_version': 1, 'assets': tools}).encode()}

def prelude(header_len):
    layout = json.loads((CONTRACT / 'layout.json').read_text('utf-8'))
    size = next(one['value'] for one in layout['constants'] if one['name'] == 'prelude_size')
    stated = {'header_len': header_len, 'payload_offset': size + header_len}
    fields = sorted(layout['fields'], key=lambda field: field['offset'])
    return b''.join(bytes.fromhex(field['value']) if field['type'] == 'bytes' else stated.get(field['name'], field['value']).to_bytes(field['size'], 'little') for field in fields)

if __name__ == '__main__':
    folder = pathlib.Path(sys.argv[2]) / 'expected'
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in build(pathlib.Path(sys.argv[1])).items(): (folder / name).write_bytes(data)
