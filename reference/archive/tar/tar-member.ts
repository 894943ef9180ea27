import type { Location } from '../../report/finding.ts';
import { decodeName } from '../names/member-name.ts';
import type { KeptName } from '../names/name-store.ts';
import { isSparseKeyword, longText, type PendingExtensions, paxNumber, paxValue } from './extension.ts';
import type { TarHeader } from './header-block.ts';

/** How a member is read: links, devices and FIFOs are not observed and have no content. */
export type MemberKind = 'file' | 'directory' | 'other';

/** What is kept of a member; there may be 65,535 of these, so it is small. */
export interface TarMember {
  /** Position in the tar, from 0 on. */
  readonly index: number;
  /** Where its header stands in the tar. */
  readonly offset: number;
  readonly kind: MemberKind;
  /** The path as `NameStore` keeps it; `memberPath` gives it as text. */
  readonly keptPath: KeptName;
  readonly isCut: boolean;
  /** Bytes of content. */
  readonly size: number;
  readonly contentStart: number;
}

/** A member while it is judged. */
export interface MemberSubject {
  readonly header: TarHeader;
  readonly extensions: PendingExtensions;
  readonly at: Location;
  readonly kind: MemberKind;
  /** The name as it stands, whoever gives it. */
  readonly nameBytes: Buffer;
  readonly isNamedByHeader: boolean;
  /** The name without the slash that ends a directory's, and without `./` before it. */
  readonly pathBytes: Buffer;
  readonly path: string;
  readonly isValidUtf8: boolean;
  /** Whether it is the entry of the folder that everything else is in. */
  readonly isRoot: boolean;
  readonly hasLinkName: boolean;
  readonly isSparse: boolean;
  /** The size that a pax header gives. */
  readonly paxSize: number | undefined;
  /** The size that counts, whatever the member's type. */
  readonly declaredSize: number;
}

/** Keywords of global headers that are in force. */
export type GlobalValues = ReadonlyMap<string, Buffer>;

/** Puts a member together from its header and what stands before it. */
export function toMemberSubject(
  header: TarHeader,
  extensions: PendingExtensions,
  globals: GlobalValues,
): MemberSubject {
  const paxOf = (keyword: string): Buffer | undefined =>
    paxValue(extensions.pax?.has(keyword) === true ? extensions.pax : globals, keyword);
  const longName = extensions.longName && longText(extensions.longName);
  // An empty one is as good as none.
  const given = paxOf('path') ?? (longName?.length === 0 ? undefined : longName);
  const nameBytes = given ?? headerName(header);
  const kind = kindOf(header, nameBytes);
  const pathBytes = pathOf(nameBytes, kind);
  const { text: path, isValid: isValidUtf8 } = decodeName(pathBytes, 'utf-8');
  const paxSize = paxNumber(paxOf('size'));
  return {
    header,
    extensions,
    at: path === '' ? { offset: header.offset } : { member: path, offset: header.offset },
    kind,
    nameBytes,
    isNamedByHeader: given === undefined,
    pathBytes,
    path,
    isValidUtf8,
    isRoot: kind === 'directory' && ROOTS.includes(nameBytes.toString('latin1', 0, 3)),
    hasLinkName:
      header.hasLinkName ||
      paxOf('linkpath') !== undefined ||
      (extensions.longLink !== undefined && longText(extensions.longLink).length > 0),
    isSparse: header.typeflag === 'S' || [...(extensions.pax?.keys() ?? [])].some(isSparseKeyword),
    paxSize,
    // Below zero only where the rule on that is left out.
    declaredSize: paxSize ?? Math.max(0, header.numbers.size.value),
  };
}

/** The path of a kept member. */
export function memberPath({ keptPath }: TarMember): string {
  return typeof keptPath === 'string' ? keptPath : decodeName(keptPath.bytes, 'utf-8').text;
}

/** Location of a finding on a kept member. */
export function memberLocation(member: TarMember): Location {
  const path = memberPath(member);
  return path === '' ? { offset: member.offset } : { member: path, offset: member.offset };
}

const ROOTS: readonly string[] = ['.', './'];
const SLASH = 0x2f;
const DOT = 0x2e;

function headerName({ prefix, name }: TarHeader): Buffer {
  return prefix.length === 0 ? name : Buffer.concat([prefix, Buffer.of(SLASH), name]);
}

function kindOf({ typeflag, form }: TarHeader, name: Buffer): MemberKind {
  if (typeflag === '5') return 'directory';
  // Version 7 has no type for them.
  if (form === 'v7' && typeflag === '\0' && name.at(-1) === SLASH) return 'directory';
  return typeflag === '1' || typeflag === '2' || isSpecial(typeflag) ? 'other' : 'file';
}

/** Whether a typeflag is that of a device or a FIFO. */
export function isSpecial(typeflag: string): boolean {
  return typeflag === '3' || typeflag === '4' || typeflag === '6';
}

function pathOf(name: Buffer, kind: MemberKind): Buffer {
  const path = kind === 'directory' && name.at(-1) === SLASH ? name.subarray(0, -1) : name;
  if (kind === 'directory' && path.length === 1 && path[0] === DOT) return path.subarray(1);
  return path[0] === DOT && path[1] === SLASH ? path.subarray(2) : path;
}
