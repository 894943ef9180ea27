import { join } from 'node:path';
import { BARE, node, OURS, openssl, PYTHON, program, validate, validateAndDigest } from './contenders.ts';
import type { Contender } from './measure.ts';
import { type MemoryRow, of, type Row, ratio } from './row.ts';

const verifiers = (file: string): readonly Contender[] => [
  validateAndDigest('strict-zip@1', file),
  openssl(file),
  { name: 'python', argv: [PYTHON, program('verify_with_zipfile.py'), file] },
  { name: 'unzip', argv: ['unzip', '-tqq', file] },
  { name: 'yauzl', argv: node(program('verify-with-yauzl.mjs'), file) },
];

/** The comparisons over the inputs in the folder (`inputs.py`). */
export function rows(
  inputs: string,
  { big, members }: { readonly big: string; readonly members: number },
): readonly Row[] {
  const file = (name: string): string => join(inputs, name);
  const pack = file('assets.pa');
  return [
    {
      title: `verify a stored zip of ${big}`,
      contenders: verifiers(file('big.zip')),
      goals: [{ text: 'ours / openssl', most: 1.4, value: ratio('ours', 'openssl') }],
    },
    {
      title: `verify ${members} stored members of 100 KiB`,
      contenders: [...verifiers(file('stored.zip')), BARE],
      goals: [
        {
          text: '(ours - node) / openssl',
          most: 1.5,
          value: (medians) => (of(medians, 'ours') - of(medians, 'node')) / of(medians, 'openssl'),
        },
      ],
    },
    {
      title: `verify ${members} deflated members of 100 KiB`,
      contenders: verifiers(file('deflated.zip')),
      goals: [
        { text: 'ours / python', most: 0.9, value: ratio('ours', 'python') },
        { text: 'ours / yauzl', most: 0.35, value: ratio('ours', 'yauzl') },
      ],
    },
    {
      title: `write ${members} members of 100 KiB, stored`,
      contenders: [
        {
          name: 'ours',
          argv: node(program('write-ours.mjs'), file('members'), file('ours.zip')),
          makes: file('ours.zip'),
        },
        { name: 'info-zip', argv: ['zip', '-0qrX', file('zip.zip'), file('members')], makes: file('zip.zip') },
        {
          name: 'yazl',
          argv: node(program('write-with-yazl.mjs'), file('members'), file('yazl.zip')),
          makes: file('yazl.zip'),
        },
      ],
      goals: [
        { text: 'ours / info-zip', most: 0.9, value: ratio('ours', 'info-zip') },
        { text: 'ours / yazl', most: 0.3, value: ratio('ours', 'yazl') },
      ],
    },
    {
      title: '--help',
      contenders: [{ name: 'ours', argv: node(OURS, '--help') }, BARE],
      goals: [{ text: 'ours / node', most: 1.25, value: ratio('ours', 'node') }],
    },
    {
      title: 'validate one small package',
      contenders: [validate('anpkg@1', file('small.anpkg')), BARE],
      goals: [{ text: 'ours / node', most: 2, value: ratio('ours', 'node') }],
    },
    {
      title: 'validate one package with 500 YAML files of 2 KB (Python: digests and PyYAML alone, no rules)',
      contenders: [
        validate('anpkg@1', file('yaml.anpkg')),
        { name: 'python', argv: [PYTHON, program('load_yaml_with_pyyaml.py'), file('yaml.anpkg')] },
      ],
      goals: [{ text: 'ours / python', most: 0.35, value: ratio('ours', 'python') }],
    },
    {
      title: 'look one asset up among 100,000 in a pack of 1 GiB (json.parse: nothing is checked)',
      contenders: [
        { name: 'ours', argv: node(program('look-up-in-pack.mjs'), pack, '150001', `${pack}.known.json`) },
        { name: 'judging', argv: node(program('look-up-in-pack.mjs'), pack, '150001') },
        { name: 'json.parse', argv: node(program('look-up-with-json-parse.mjs'), pack, '150001') },
        BARE,
      ],
      goals: [
        { text: 'ours, of a known header / node', most: 1.6, value: ratio('ours', 'node') },
        { text: 'judging the header / node', most: 6, value: ratio('judging', 'node') },
      ],
    },
    {
      title: 'validate a pack of 1 GiB with 100,000 assets',
      contenders: [validateAndDigest('assets-pa@1', pack), openssl(pack)],
      goals: [{ text: 'ours / openssl', most: 1.4, value: ratio('ours', 'openssl') }],
    },
    {
      title: 'validate a pack of 128 MiB with as many assets',
      contenders: [validateAndDigest('assets-pa@1', file('smaller.pa')), openssl(file('smaller.pa')), BARE],
      goals: [],
    },
  ];
}

/** What is run for its memory. */
export function memoryRows(inputs: string): readonly MemoryRow[] {
  const run = (name: string, contract = 'strict-zip@1'): readonly string[] => [
    OURS,
    'validate',
    '--contract',
    contract,
    join(inputs, name),
  ];
  return [
    ['verify the large stored zip', 64, run('big.zip')],
    ['verify many stored members', 64, run('stored.zip')],
    ['verify many deflated members', 100, run('deflated.zip')],
    ['validate a pack with 100,000 assets', 128, run('assets.pa', 'assets-pa@1')],
  ];
}
