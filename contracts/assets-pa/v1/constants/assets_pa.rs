// Generated from contracts/assets-pa/v1/layout.json of package-contracts. Do not edit.

//! Constants of `assets.pa` version 1. All numbers of the prelude are little-endian.

// No reader needs them all.
#![allow(dead_code)]

/// The four bytes that a pack begins with: `ASPA` in ASCII.
pub const ASSETS_PA_MAGIC: [u8; 4] = [0x41, 0x53, 0x50, 0x41];

/// Bytes of the prelude; the header begins behind it.
pub const ASSETS_PA_PRELUDE_SIZE: u32 = 32;

/// The version of the format that this contract describes.
pub const ASSETS_PA_SCHEMA_VERSION: u32 = 1;

/// The longest header that a reader takes, in bytes.
pub const ASSETS_PA_MAX_HEADER_LEN: u32 = 67108864;

/// The greatest id of an asset; the least is 1.
pub const ASSETS_PA_MAX_ASSET_ID: u32 = 2147483647;

/// The longest name of an asset, in bytes of UTF-8.
pub const ASSETS_PA_MAX_ASSET_NAME_LEN: u32 = 255;

/// The most assets that a pack holds.
pub const ASSETS_PA_MAX_ASSETS: u32 = 1048576;

/// Slots of each bank type, counted from 0.
pub const ASSETS_PA_SLOTS_PER_BANK_TYPE: u32 = 16;

/// Offset of `magic` (bytes). Marks the file as a pack.
pub const ASSETS_PA_MAGIC_OFFSET: usize = 0;
/// Bytes of `magic`.
pub const ASSETS_PA_MAGIC_SIZE: usize = 4;

/// Offset of `schema_version` (u32). Version of the format.
pub const ASSETS_PA_SCHEMA_VERSION_OFFSET: usize = 4;
/// Bytes of `schema_version`.
pub const ASSETS_PA_SCHEMA_VERSION_SIZE: usize = 4;

/// Offset of `header_len` (u32). Bytes of the JSON header.
pub const ASSETS_PA_HEADER_LEN_OFFSET: usize = 8;
/// Bytes of `header_len`.
pub const ASSETS_PA_HEADER_LEN_SIZE: usize = 4;

/// Offset of `payload_offset` (u64). Where the payload begins, from the start of the file: 32 + `header_len`.
pub const ASSETS_PA_PAYLOAD_OFFSET_OFFSET: usize = 12;
/// Bytes of `payload_offset`.
pub const ASSETS_PA_PAYLOAD_OFFSET_SIZE: usize = 8;

/// Offset of `flags` (u32). No flag is defined.
pub const ASSETS_PA_FLAGS_OFFSET: usize = 20;
/// Bytes of `flags`.
pub const ASSETS_PA_FLAGS_SIZE: usize = 4;

/// Offset of `reserved` (u32). Reserved.
pub const ASSETS_PA_RESERVED_OFFSET: usize = 24;
/// Bytes of `reserved`.
pub const ASSETS_PA_RESERVED_SIZE: usize = 4;

/// Offset of `reserved_checksum` (u32). Reserved: the place of the header checksum that the runtime allows and version 1 does not have.
pub const ASSETS_PA_RESERVED_CHECKSUM_OFFSET: usize = 28;
/// Bytes of `reserved_checksum`.
pub const ASSETS_PA_RESERVED_CHECKSUM_SIZE: usize = 4;

/// Glyph sheets.
pub const ASSETS_PA_BANK_TYPE_GLYPH: &str = "GLYPH";

/// Scenes.
pub const ASSETS_PA_BANK_TYPE_SCENE: &str = "SCENE";

/// Sounds.
pub const ASSETS_PA_BANK_TYPE_SOUNDS: &str = "SOUNDS";

/// The slice is stored as it is.
pub const ASSETS_PA_CODEC_NONE: &str = "NONE";
