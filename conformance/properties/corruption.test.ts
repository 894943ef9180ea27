import { describe, expect, it } from 'vitest';
import { HARDENED } from '../../reference/report/rule-selection.ts';
import { VALIDATORS } from './judge-bytes.ts';
import { smallAnpkg } from './small-anpkg.ts';

const whole = smallAnpkg();
const OPTIONS = { selection: HARDENED, observe: true };

async function findingsOf(bytes: Uint8Array): Promise<number> {
  return (await VALIDATORS.anpkg(bytes, OPTIONS)).findings.length;
}

// In a canonical package every byte is covered: content by CRC-32 and the checksum list, metadata by the canonical form.
describe('a canonical package', () => {
  it('has no finding as it stands', async () => {
    expect((await VALIDATORS.anpkg(whole, OPTIONS)).findings).toEqual([]);
  });

  it('has findings when it is cut anywhere', async () => {
    const unnoticed: number[] = [];
    for (let length = 0; length < whole.length; length += 1) {
      if ((await findingsOf(whole.subarray(0, length))) === 0) unnoticed.push(length);
    }
    expect(unnoticed).toEqual([]);
  });

  it('has findings when any one of its bits is turned over', async () => {
    const unnoticed: string[] = [];
    const bytes = whole.slice();
    for (const [offset, byte] of whole.entries()) {
      for (let bit = 0; bit < 8; bit += 1) {
        bytes[offset] = byte ^ (1 << bit);
        if ((await findingsOf(bytes)) === 0) unnoticed.push(`bit ${bit} of byte ${offset}`);
      }
      bytes[offset] = byte;
    }
    expect(unnoticed).toEqual([]);
  });

  it('has findings when a byte is added anywhere', async () => {
    const unnoticed: number[] = [];
    for (let offset = 0; offset <= whole.length; offset += 1) {
      const longer = Buffer.concat([whole.subarray(0, offset), Buffer.of(0), whole.subarray(offset)]);
      if ((await findingsOf(longer)) === 0) unnoticed.push(offset);
    }
    expect(unnoticed).toEqual([]);
  });
});
