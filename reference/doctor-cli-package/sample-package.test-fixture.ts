import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Pointer → new value; `undefined` takes a member out. */
export type Changes = Readonly<Record<string, unknown>>;

/** What makes a package from the sample. The manifest follows the files unless it is changed itself. */
export interface PackageEdit {
  readonly program?: Uint8Array | string;
  readonly ci?: Changes;
  readonly local?: Changes;
  /** Made once the manifest has sizes, digests and command lines. */
  readonly manifest?: Changes;
  /** Files that are written over, or added, once the manifest is made; `undefined` takes one out. */
  readonly files?: Readonly<Record<string, string | undefined>>;
  /** Mode of the program. */
  readonly mode?: number;
}

export const PROGRAM = '#!/bin/sh\nexit 0\n';
const examples = join(import.meta.dirname, '../../contracts/doctor-cli-package/v1/examples');

/** An example of the contract, with changes. */
export function exampleDocument(name: string, changes: Changes = {}): string {
  return changedText(readFileSync(join(examples, `${name}.json`), 'utf8'), changes);
}

/** Calls back with a folder that holds the sample package with the edit, and removes it afterwards. */
export async function inPackage<T>(edit: PackageEdit, use: (path: string) => T | Promise<T>): Promise<T> {
  const root = mkdtempSync(join(tmpdir(), 'doctor-package-test-'));
  try {
    for (const [path, content] of packageFiles(edit)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
      chmodSync(join(root, path), path.startsWith('bin/') ? (edit.mode ?? 0o755) : 0o644);
    }
    return await use(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function packageFiles({ program = PROGRAM, ci = {}, local = {}, manifest = {}, files = {} }: PackageEdit) {
  const made = new Map<string, string | Uint8Array>([
    ['bin/doctor_demo', program],
    ['config/doctor_demo.ci.json', exampleDocument('config-template', ci)],
    ['config/doctor_demo.local.json', exampleDocument('config-template.local', local)],
  ]);
  const [binary, ...templates] = [...made].map(([path, content]) => ({ path, ...factsOf(content), content }));
  const followed = {
    '/source_binary/size_bytes': binary?.size_bytes,
    '/source_binary/sha256': binary?.sha256,
    '/packaged_binary/size_bytes': binary?.size_bytes,
    '/packaged_binary/sha256': binary?.sha256,
    ...Object.fromEntries(
      templates.flatMap(({ content, size_bytes, sha256 }, index) => [
        [`/config_templates/${index}/size_bytes`, size_bytes],
        [`/config_templates/${index}/sha256`, sha256],
        [`/config_templates/${index}/command_preview`, previewOf(String(content))],
      ]),
    ),
  };
  made.set('release-manifest.json', exampleDocument('release-manifest', { ...followed, ...manifest }));
  for (const [path, content] of Object.entries(files)) {
    if (content === undefined) made.delete(path);
    else made.set(path, content);
  }
  return made;
}

function factsOf(content: string | Uint8Array) {
  return {
    size_bytes: Buffer.byteLength(content),
    sha256: createHash('sha256').update(content).digest('hex'),
  };
}

// The form of section 4 of the contract.
function previewOf(template: string): string {
  const { binary_name, output_format, color, doctor_command } = JSON.parse(template);
  return `bin/${binary_name} --format ${output_format} --color ${color} doctor ${doctor_command}`;
}

function changedText(text: string, changes: Changes): string {
  const document: unknown = JSON.parse(text);
  for (const [pointer, value] of Object.entries(changes)) change(document, pointer.split('/').slice(1), value);
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function change(container: unknown, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (!isContainer(container)) throw new Error(`nothing to change at ${name}`);
  if (rest.length > 0) change(container[name], rest, value);
  else if (value !== undefined) container[name] = value;
  else if (Array.isArray(container)) container.splice(Number(name), 1);
  else delete container[name];
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
