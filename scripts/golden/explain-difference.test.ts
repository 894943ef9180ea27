import { expect, test } from 'vitest';
import { bufferSource } from '../../reference/archive/byte-source.ts';
import { writeZip } from '../../reference/archive/zip/index.ts';
import { explainDifference } from './explain-difference.ts';

function archive(members: Readonly<Record<string, string>>): Buffer {
  const chunks: Buffer[] = [];
  const inputs = Object.entries(members).map(([path, text]) => ({ path, source: bufferSource(Buffer.from(text)) }));
  writeZip(inputs, (chunk) => chunks.push(Buffer.from(chunk)));
  return Buffer.concat(chunks);
}

test('equal bytes do not differ', async () => {
  expect(await explainDifference(archive({ a: '1' }), archive({ a: '1' }))).toEqual([]);
});

test('members that one archive lacks are named', async () => {
  const differences = await explainDifference(archive({ a: '1', b: '2' }), archive({ b: '2', c: '3' }));
  expect(differences).toEqual(['a: no longer there', 'c: new']);
});

test('documents differ by field', async () => {
  const before = archive({ 'x.yaml': 'a: [1, 2]\nb: { c: yes-man }\n', 'y.json': '{"k":1}' });
  const after = archive({ 'x.yaml': 'a: [1, 3]\nb: { d: 4 }\n', 'y.json': '{"k":{}}' });
  expect(await explainDifference(before, after)).toEqual([
    'x.yaml: /a/1: 2 became 3',
    'x.yaml: /b/c: "yes-man" became nothing',
    'x.yaml: /b/d: nothing became 4',
    'y.json: /k: 1 became {}',
  ]);
});

test('a document that says the same otherwise, and any other text, differs by line', async () => {
  const before = archive({ 'x.yaml': 'a: 1\nb: 2\n', list: 'one\ntwo\n' });
  const after = archive({ 'x.yaml': 'a: 1\n"b": 2\n', list: 'one\n' });
  expect(await explainDifference(before, after)).toEqual([
    'list: line 2: "two" became ""',
    'x.yaml: line 2: "b: 2" became "\\"b\\": 2"',
  ]);
});

test('archives with the same members differ by byte', async () => {
  const before = archive({ a: '1' });
  const after = Buffer.from(before);
  // External attributes: 38 bytes into the central header, behind 32 bytes of local header, name and data.
  after[30 + 1 + 1 + 38] = 1;
  expect(await explainDifference(before, after)).toEqual(['the same members; the archives differ from byte 70 on']);
});

test('an archive that cannot be read is named by the rule that it breaks', async () => {
  const before = archive({ a: '1' });
  const after = Buffer.from(before);
  after[31] = '2'.charCodeAt(0);
  expect(await explainDifference(before, after)).toEqual([
    'the later archive breaks zip/crc-mismatch; the archives differ from byte 31 on',
  ]);
});

test('against a golden that is not there yet, every member is new', async () => {
  expect(await explainDifference(Buffer.alloc(0), archive({ a: '1' }))).toEqual(['a: new']);
});
