import { bufferSource } from '../../reference/archive/byte-source.ts';
import { readZip } from '../../reference/archive/zip/index.ts';
import { parseStrictJson } from '../../reference/document/json/index.ts';
import { isJsonObject, type JsonValue, joinPointer } from '../../reference/document/parsed-document.ts';
import { parseStrictYaml } from '../../reference/document/yaml/index.ts';
import { compareCodePoints } from '../../reference/report/code-point-order.ts';
import { FindingCollector } from '../../reference/report/finding-collector.ts';
import { HARDENED } from '../../reference/report/rule-selection.ts';

const SHOWN = 160;

/**
 * How two packages differ, in words: members that one lacks, fields of documents, the first line that differs where
 * values are equal, and at last the first byte where all members are equal. Nothing where the bytes are equal.
 */
export async function explainDifference(before: Uint8Array, after: Uint8Array): Promise<readonly string[]> {
  if (Buffer.compare(before, after) === 0) return [];
  const [old, young] = [await readArchive(before), await readArchive(after)];
  const offset = before.findIndex((byte, index) => byte !== after[index]);
  const atByte = `the archives differ from byte ${offset < 0 ? before.length : offset} on`;
  // Nothing can be said of the members of an archive that cannot be read; an absent one has none.
  if (before.length > 0 && old.problem !== undefined) return [`the earlier archive breaks ${old.problem}; ${atByte}`];
  if (young.problem !== undefined) return [`the later archive breaks ${young.problem}; ${atByte}`];
  const paths = [...new Set([...old.members.keys(), ...young.members.keys()])].sort(compareCodePoints);
  const differences = paths.flatMap((path) => explainMember(path, old.members.get(path), young.members.get(path)));
  return differences.length > 0 ? differences : [`the same members; ${atByte}`];
}

interface ReadArchive {
  readonly members: ReadonlyMap<string, Buffer>;
  /** The rule that it breaks, where it cannot be read. */
  readonly problem: string | undefined;
}

async function readArchive(bytes: Uint8Array): Promise<ReadArchive> {
  const chunks = new Map<string, Buffer[]>();
  const collector = new FindingCollector(HARDENED);
  await readZip(bufferSource(bytes), collector, {
    digest: false,
    tap({ path }) {
      const own: Buffer[] = [];
      chunks.set(path, own);
      return (chunk) => own.push(Buffer.from(chunk));
    },
  });
  const problem = collector.errorCount > 0 ? collector.findings()[0]?.rule : undefined;
  return { members: new Map([...chunks].map(([path, own]) => [path, Buffer.concat(own)])), problem };
}

/** How two files of the same path differ, in words: fields of documents, or the first line. */
export function explainMember(path: string, before: Buffer | undefined, after: Buffer | undefined): readonly string[] {
  if (before === undefined) return [`${path}: new`];
  if (after === undefined) return [`${path}: no longer there`];
  if (before.equals(after)) return [];
  const fields = explainValues(readValue(path, before), readValue(path, after), '');
  return (fields.length > 0 ? fields : [explainLines(before, after)]).map((field) => `${path}: ${field}`);
}

function readValue(path: string, bytes: Buffer): JsonValue | undefined {
  const parse = path.endsWith('.yaml') ? parseStrictYaml : path.endsWith('.json') ? parseStrictJson : undefined;
  return parse?.(bytes, new FindingCollector(HARDENED))?.value;
}

function explainValues(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  pointer: string,
): readonly string[] {
  if (isContainer(before) && isContainer(after) && Array.isArray(before) === Array.isArray(after)) {
    const [old, young] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
    const keys = [...new Set([...old.keys(), ...young.keys()])];
    return keys.flatMap((key) => explainValues(old.get(key), young.get(key), joinPointer(pointer, key)));
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  return [`${pointer || '(root)'}: ${toText(before)} became ${toText(after)}`];
}

function explainLines(before: Buffer, after: Buffer): string {
  const [old, young] = [before.toString('utf8').split('\n'), after.toString('utf8').split('\n')];
  const line = old.findIndex((text, index) => text !== young[index]);
  const at = line < 0 ? old.length : line;
  return `line ${at + 1}: ${toText(old[at])} became ${toText(young[at])}`;
}

function isContainer(value: JsonValue | undefined): value is Exclude<JsonValue, string | number | boolean | null> {
  return Array.isArray(value) || isJsonObject(value);
}

function toText(value: JsonValue | undefined): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
