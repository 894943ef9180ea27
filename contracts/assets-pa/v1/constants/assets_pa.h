/* Generated from contracts/assets-pa/v1/layout.json of package-contracts. Do not edit.
 * All numbers of the prelude are little-endian. The null behind a string is no part of its value. */
#ifndef ASSETS_PA_H
#define ASSETS_PA_H

#include <stdint.h>

/* The four bytes that a pack begins with: `ASPA` in ASCII. */
#define ASSETS_PA_MAGIC "\x41\x53\x50\x41"

/* Bytes of the prelude; the header begins behind it. */
#define ASSETS_PA_PRELUDE_SIZE UINT32_C(32)

/* The version of the format that this contract describes. */
#define ASSETS_PA_SCHEMA_VERSION UINT32_C(1)

/* The longest header that a reader takes, in bytes. */
#define ASSETS_PA_MAX_HEADER_LEN UINT32_C(67108864)

/* The greatest id of an asset; the least is 1. */
#define ASSETS_PA_MAX_ASSET_ID UINT32_C(2147483647)

/* The longest name of an asset, in bytes of UTF-8. */
#define ASSETS_PA_MAX_ASSET_NAME_LEN UINT32_C(255)

/* The most assets that a pack holds. */
#define ASSETS_PA_MAX_ASSETS UINT32_C(1048576)

/* Slots of each bank type, counted from 0. */
#define ASSETS_PA_SLOTS_PER_BANK_TYPE UINT32_C(16)

/* magic (bytes): Marks the file as a pack. */
#define ASSETS_PA_MAGIC_OFFSET UINT32_C(0)
#define ASSETS_PA_MAGIC_SIZE UINT32_C(4)

/* schema_version (u32): Version of the format. */
#define ASSETS_PA_SCHEMA_VERSION_OFFSET UINT32_C(4)
#define ASSETS_PA_SCHEMA_VERSION_SIZE UINT32_C(4)

/* header_len (u32): Bytes of the JSON header. */
#define ASSETS_PA_HEADER_LEN_OFFSET UINT32_C(8)
#define ASSETS_PA_HEADER_LEN_SIZE UINT32_C(4)

/* payload_offset (u64): Where the payload begins, from the start of the file: 32 + `header_len`. */
#define ASSETS_PA_PAYLOAD_OFFSET_OFFSET UINT32_C(12)
#define ASSETS_PA_PAYLOAD_OFFSET_SIZE UINT32_C(8)

/* flags (u32): No flag is defined. */
#define ASSETS_PA_FLAGS_OFFSET UINT32_C(20)
#define ASSETS_PA_FLAGS_SIZE UINT32_C(4)

/* reserved (u32): Reserved. */
#define ASSETS_PA_RESERVED_OFFSET UINT32_C(24)
#define ASSETS_PA_RESERVED_SIZE UINT32_C(4)

/* reserved_checksum (u32): Reserved: the place of the header checksum that the runtime allows and version 1 does not have. */
#define ASSETS_PA_RESERVED_CHECKSUM_OFFSET UINT32_C(28)
#define ASSETS_PA_RESERVED_CHECKSUM_SIZE UINT32_C(4)

/* Glyph sheets. */
#define ASSETS_PA_BANK_TYPE_GLYPH "GLYPH"

/* Scenes. */
#define ASSETS_PA_BANK_TYPE_SCENE "SCENE"

/* Sounds. */
#define ASSETS_PA_BANK_TYPE_SOUNDS "SOUNDS"

/* The slice is stored as it is. */
#define ASSETS_PA_CODEC_NONE "NONE"

#endif
