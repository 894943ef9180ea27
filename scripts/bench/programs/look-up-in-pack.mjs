// Looks one asset of a pack up and reads it: FILE ID [KNOWN], where KNOWN says what is known of the header.
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { openPack } from 'package-contracts/assets-pa/reader';

const [file, id, known] = process.argv.slice(2);
const descriptor = openSync(file);
const source = {
  size: fstatSync(descriptor).size,
  read(position, target) {
    for (let filled = 0; filled < target.length; ) {
      filled += readSync(descriptor, target, filled, target.length - filled, position + filled);
    }
  },
};
const options = known === undefined ? {} : { knownHeader: JSON.parse(readFileSync(known, 'utf8')) };
const { pack } = await openPack(source, options);
const asset = pack.find(Number(id));
asset.source.read(0, new Uint8Array(asset.source.size));
closeSync(descriptor);
