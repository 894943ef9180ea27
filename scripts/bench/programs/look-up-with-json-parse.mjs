// Looks one asset of a pack up and reads it with JSON.parse alone: nothing is checked.
import { closeSync, openSync, readSync } from 'node:fs';

const [file, id] = process.argv.slice(2);
const descriptor = openSync(file);
const prelude = Buffer.alloc(32);
readSync(descriptor, prelude, 0, 32, 0);
const header = Buffer.alloc(prelude.readUInt32LE(8));
readSync(descriptor, header, 0, header.length, 32);
const { asset_table } = JSON.parse(header.toString());
const asset = asset_table.find(({ asset_id }) => asset_id === Number(id));
readSync(descriptor, Buffer.alloc(asset.size), 0, asset.size, 32 + header.length + asset.offset);
closeSync(descriptor);
