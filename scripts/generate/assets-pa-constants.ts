import type { Layout } from './assets-pa-layout.ts';

const SOURCE = 'contracts/assets-pa/v1/layout.json of package-contracts';
const RUST_TYPES = { size: 'usize', u32: 'u32' };

/** The layout as a C header: macros alone, for C99 and C++. */
export function cConstants(layout: Layout): string {
  const blocks = [
    ...layout.constants.map(({ name, type, value, meaning }) => [
      `/* ${meaning} */`,
      `#define ${macro(name)} ${type === 'bytes' ? cBytes(value) : `UINT32_C(${value})`}`,
    ]),
    ...layout.fields.map(({ name, type, offset, size, meaning }) => [
      `/* ${name} (${type}): ${meaning} */`,
      `#define ${macro(name)}_OFFSET UINT32_C(${offset})`,
      `#define ${macro(name)}_SIZE UINT32_C(${size})`,
    ]),
    ...words(layout).map(({ constant, name, meaning }) => [`/* ${meaning} */`, `#define ${constant} "${name}"`]),
  ];
  return `/* Generated from ${SOURCE}. Do not edit.
 * All numbers of the prelude are ${layout.byteOrder}. The null behind a string is no part of its value. */
#ifndef ASSETS_PA_H
#define ASSETS_PA_H

#include <stdint.h>

${blocks.map((lines) => lines.join('\n')).join('\n\n')}

#endif
`;
}

/** The layout as a Rust module: constants alone, without dependencies. */
export function rustConstants(layout: Layout): string {
  const blocks = [
    ...layout.constants.map(({ name, type, value, meaning }) => [
      `/// ${meaning}`,
      type === 'bytes'
        ? `pub const ${macro(name)}: [u8; ${octets(value).length}] = [${octets(value).join(', ')}];`
        : `pub const ${macro(name)}: ${RUST_TYPES[type]} = ${value};`,
    ]),
    ...layout.fields.map(({ name, type, offset, size, meaning }) => [
      `/// Offset of \`${name}\` (${type}). ${meaning}`,
      `pub const ${macro(name)}_OFFSET: usize = ${offset};`,
      `/// Bytes of \`${name}\`.`,
      `pub const ${macro(name)}_SIZE: usize = ${size};`,
    ]),
    ...words(layout).map(({ constant, name, meaning }) => [
      `/// ${meaning}`,
      `pub const ${constant}: &str = "${name}";`,
    ]),
  ];
  return `// Generated from ${SOURCE}. Do not edit.

//! Constants of \`assets.pa\` version 1. All numbers of the prelude are ${layout.byteOrder}.

// No reader needs them all.
#![allow(dead_code)]

${blocks.map((lines) => lines.join('\n')).join('\n\n')}
`;
}

function words({ bankTypes, codecs }: Layout): { constant: string; name: string; meaning: string }[] {
  return [
    ...bankTypes.map((word) => ({ constant: macro(`bank_type_${word.name}`), ...word })),
    ...codecs.map((word) => ({ constant: macro(`codec_${word.name}`), ...word })),
  ];
}

function macro(name: string): string {
  return `ASSETS_PA_${name.toUpperCase()}`;
}

function cBytes(value: string | number): string {
  return `"${octets(value)
    .map((octet) => octet.replace('0x', '\\x'))
    .join('')}"`;
}

function octets(value: string | number): readonly string[] {
  return (`${value}`.match(/../g) ?? []).map((pair) => `0x${pair}`);
}
