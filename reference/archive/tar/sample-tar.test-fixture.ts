/** A header as a test writes it; what is not given is canonical. */
export interface SampleHeader {
  readonly name?: string | Uint8Array;
  readonly prefix?: string;
  readonly mode?: string;
  readonly uid?: string;
  readonly size?: string | Uint8Array;
  readonly mtime?: string;
  readonly checksum?: string;
  readonly typeflag?: string;
  readonly linkName?: string;
  readonly magic?: string;
  readonly uname?: string;
  /** Bytes at other places, written before the checksum is made. */
  readonly at?: readonly (readonly [offset: number, bytes: string | Uint8Array])[];
}

/** A member or an extension header, with its content. */
export interface SampleMember extends SampleHeader {
  readonly content?: string | Uint8Array;
  /** Written behind the content in place of zeros. */
  readonly padding?: string;
}

/** Two zero blocks. */
export const END: Buffer = Buffer.alloc(1024);

/** A header and its content, as POSIX lays them out. */
export function memberOf(member: SampleMember): Buffer {
  const content = Buffer.from(member.content ?? '');
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
  padding.write(member.padding ?? '', 'latin1');
  return Buffer.concat([headerOf(member, content.length), content, padding]);
}

/** A whole tar: the members and two zero blocks. */
export function tarOf(...members: readonly SampleMember[]): Buffer {
  return Buffer.concat([...members.map(memberOf), END]);
}

/** A record of a pax header: its length counts its own digits. */
export function paxRecord(keyword: string, value: string): string {
  const rest = ` ${keyword}=${value}\n`;
  const length = Buffer.byteLength(rest);
  const digits = String(length + String(length).length).length;
  return `${length + digits}${rest}`;
}

/** A pax header before a member. */
export function pax(...records: readonly (readonly [keyword: string, value: string])[]): SampleMember {
  return { name: 'pax', typeflag: 'x', content: records.map(([keyword, value]) => paxRecord(keyword, value)).join('') };
}

function headerOf(header: SampleHeader, size: number): Buffer {
  const block = Buffer.alloc(512);
  const put = (at: number, bytes: string | Uint8Array): void => {
    block.set(typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes, at);
  };
  put(0, header.name ?? 'a.txt');
  put(100, header.mode ?? '0000644\0');
  put(108, header.uid ?? '0000000\0');
  put(116, '0000000\0');
  put(124, header.size ?? `${size.toString(8).padStart(11, '0')}\0`);
  put(136, header.mtime ?? '00000000000\0');
  put(156, header.typeflag ?? '0');
  put(157, header.linkName ?? '');
  put(257, header.magic ?? 'ustar\x0000');
  put(265, header.uname ?? '');
  put(329, '0000000\x000000000\0');
  put(345, header.prefix ?? '');
  for (const [offset, bytes] of header.at ?? []) put(offset, bytes);
  put(148, '        ');
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(148, header.checksum ?? `${sum.toString(8).padStart(6, '0')}\0 `);
  return block;
}
