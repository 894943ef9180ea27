import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readLayout } from './assets-pa-layout.ts';

const root = join(import.meta.dirname, '../..');
const constants = join(root, 'contracts/assets-pa/v1/constants');
const folder = mkdtempSync(join(tmpdir(), 'assets-pa-constants-'));
afterAll(() => rmSync(folder, { recursive: true }));

const layout = readLayout(root);
const name = (word: string): string => `ASSETS_PA_${word.toUpperCase()}`;
const texts = layout.constants.flatMap((one) => (one.type === 'bytes' ? [[name(one.name), one.value] as const] : []));
const numbers = [
  ...layout.constants.flatMap((one) => (one.type === 'bytes' ? [] : [[name(one.name), one.value] as const])),
  ...layout.fields.flatMap((field) => [
    [name(`${field.name}_offset`), field.offset] as const,
    [name(`${field.name}_size`), field.size] as const,
  ]),
];
const words = [
  ...layout.bankTypes.map((word) => [name(`bank_type_${word.name}`), word.name] as const),
  ...layout.codecs.map((word) => [name(`codec_${word.name}`), word.name] as const),
];
// Every constant by its name, from the table and not from the files.
const expected = [...texts, ...numbers, ...words].map(([constant, value]) => `${constant}=${value}\n`).join('');

test('the header for C compiles without a warning and says what the table says', () => {
  const source = join(folder, 'constants.c');
  writeFileSync(
    source,
    `#include "${join(constants, 'assets_pa.h')}"
#include "${join(constants, 'assets_pa.h')}"
#include <stdio.h>
int main(void) {
${texts.map(([constant]) => `printf("${constant}="); for (unsigned i = 0; i + 1 < sizeof ${constant}; i += 1) printf("%02x", (unsigned char)${constant}[i]); printf("\\n");`).join('\n')}
${numbers.map(([constant]) => `printf("${constant}=%lu\\n", (unsigned long)${constant});`).join('\n')}
${words.map(([constant]) => `printf("${constant}=%s\\n", ${constant});`).join('\n')}
return 0;
}
`,
  );
  expect(compileAndRun('cc', ['-std=c99', '-Wall', '-Wextra', '-Wpedantic', '-Werror', '-o'], source)).toBe(expected);
});

test('the module for Rust compiles without a warning and says what the table says', () => {
  const source = join(folder, 'constants.rs');
  writeFileSync(
    source,
    `#[path = "${join(constants, 'assets_pa.rs')}"]
mod assets_pa;
use assets_pa::*;
fn main() {
${texts.map(([constant]) => `let hex: Vec<String> = ${constant}.iter().map(|byte| format!("{:02x}", byte)).collect(); println!("${constant}={}", hex.concat());`).join('\n')}
${[...numbers, ...words].map(([constant]) => `println!("${constant}={}", ${constant});`).join('\n')}
}
`,
  );
  expect(compileAndRun('rustc', ['--edition=2021', '--deny=warnings', '-o'], source)).toBe(expected);
});

test('a program in Rust that uses one constant compiles without a warning', () => {
  const source = join(folder, 'one.rs');
  writeFileSync(
    source,
    `#[path = "${join(constants, 'assets_pa.rs')}"]
mod assets_pa;
fn main() {
println!("{}", assets_pa::ASSETS_PA_PRELUDE_SIZE);
}
`,
  );
  expect(compileAndRun('rustc', ['--edition=2021', '--deny=warnings', '-o'], source)).toBe('32\n');
});

function compileAndRun(compiler: string, options: readonly string[], source: string): string {
  const program = `${source}.out`;
  execFileSync(compiler, [...options, program, source], { stdio: ['ignore', 'ignore', 'inherit'] });
  return execFileSync(program, { encoding: 'utf8' });
}
