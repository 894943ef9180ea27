import { bufferSource } from '../archive/byte-source.ts';
import type { Judgement } from '../report/judgement.ts';
import { HARDENED, type RuleSelection } from '../report/rule-selection.ts';
import { HEADER_A, PAYLOAD_A, packOf } from './pack.test-fixture.ts';
import { validateAssetsPa } from './validate.ts';

/** Judges and observes a pack. */
export function judge(pack: Uint8Array, selection: RuleSelection = HARDENED): Promise<Judgement> {
  return validateAssetsPa(
    { kind: 'bytes', name: 'assets.pa', source: bufferSource(pack) },
    { selection, observe: true },
  );
}

/** The rules of its findings, in order. */
export async function rulesOf(pack: Uint8Array, selection: RuleSelection = HARDENED): Promise<readonly string[]> {
  return (await judge(pack, selection)).findings.map(({ rule }) => rule);
}

/** Pack A with one place of its header written otherwise, which has to be there. */
export function edited(from: string, to: string, payload: Uint8Array = PAYLOAD_A): Buffer {
  if (!HEADER_A.includes(from)) throw new Error(`the header does not hold ${from}`);
  return packOf(HEADER_A.replace(from, to), payload);
}

/** A header with these entries. */
export function table(...entries: string[]): string {
  return `{"asset_table":[${entries.join(',')}],"preload":[]}`;
}

/** An entry of one byte, but for some fields. */
export function entry(id: number, fields: Readonly<Record<string, unknown>> = {}): string {
  const sound = {
    asset_id: id,
    asset_name: `a${id}`,
    bank_type: 'SOUNDS',
    codec: 'NONE',
    decoded_size: 1,
    metadata: {},
    offset: 0,
    size: 1,
  };
  return JSON.stringify({ ...sound, ...fields });
}
