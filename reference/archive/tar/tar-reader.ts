import type { Location } from '../../report/finding.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';
import { DigestStore } from '../digest-store.ts';
import { envelopeKind } from '../envelope.ts';
import type { FormTally } from '../form-tally.ts';
import { type ComparedName, lastOfEachPath, toComparedName } from '../names/compared-name.ts';
import { isCutName } from '../names/member-name.ts';
import { NameStore } from '../names/name-store.ts';
import type { ChunkSink, MemberTap } from '../package-members.ts';
import { prepareChecks } from '../prepared-checks.ts';
import { type BlockConsumer, BlockStream } from './block-stream.ts';
import { createTally, type FormSubject, timeOf } from './canonical-form.ts';
import { ContentDigest } from './content-digest.ts';
import { type EndReading, STREAM_RULES } from './end-checks.ts';
import {
  type Extension,
  type ExtensionType,
  isExtensionType,
  NO_EXTENSIONS,
  type PendingExtensions,
} from './extension.ts';
import { isZero, isZeroBlock, readHeaderBlock, type TarHeader } from './header-block.ts';
import { parsePaxRecords } from './pax-records.ts';
import { tarChecks } from './tar-checks.ts';
import { TAR_LIMITS, type TarLimits } from './tar-limits.ts';
import { type MemberSubject, type TarMember, toMemberSubject } from './tar-member.ts';
import { BLOCK_BYTES, paddingOf } from './tar-records.ts';

export interface TarReaderOptions {
  /** Asked for each file before its content comes, in the order of the archive; not for directories. */
  readonly tap?: MemberTap;
  /** Whether the SHA-256 of each file is wanted. */
  readonly digest: boolean;
  /** Bounds other than those of the table of limits. */
  readonly limits?: TarLimits;
  /** Whether the tar comes out of an envelope. */
  readonly isEnveloped: boolean;
}

/** A content while it goes by: that of a member or of an extension header. */
interface Content {
  readonly at: Location;
  readonly size: number;
  readonly member: TarMember | undefined;
  readonly extension: { readonly offset: number; readonly type: ExtensionType; readonly pieces: Buffer[] } | undefined;
  readonly sink: ChunkSink | undefined;
  readonly digest: ContentDigest | undefined;
}

/**
 * Reads a tar as its bytes come, and judges it (contracts/strict-tar/v1, from "Headers" on). Findings go to the
 * collector; bad input never throws. What is held is bounded whatever comes: names, and one extension header.
 */
export class TarReader implements BlockConsumer {
  wanted = 0;
  /** Whether nothing that follows is judged any more. */
  hasStopped = false;
  /** By the index of the member. */
  readonly digests: DigestStore = new DigestStore();

  readonly #collector: FindingCollector;
  readonly #options: TarReaderOptions;
  readonly #limits: TarLimits;
  readonly #stream: BlockStream;
  readonly #tally: FormTally<FormSubject>;
  readonly #judge: ReturnType<typeof prepareStages>;
  readonly #store: NameStore = new NameStore();

  #names: ComparedName<TarMember>[] = [];
  #members = 0;
  #globals: Map<string, Buffer> = new Map();
  #pending: PendingExtensions = NO_EXTENSIONS;
  #content: Content | undefined;
  /** Bytes of the content that are still to come, without its padding. */
  #contentLeft = 0;
  #isPaddingZero = true;
  /** Where a zero block stands that may be the first of the two at the end. */
  #zeroAt: number | undefined;
  /** Where the two zero blocks end. */
  #endAt: number | undefined;
  #dataAt: number | undefined;
  #count = 0;
  #total = 0;
  #nameBytes = 0;
  #previousPath: string | undefined;
  #firstTime: number | undefined;

  constructor(collector: FindingCollector, options: TarReaderOptions) {
    this.#collector = collector;
    this.#options = options;
    this.#limits = options.limits ?? TAR_LIMITS;
    this.#stream = new BlockStream(this);
    this.#tally = createTally(collector);
    this.#judge = prepareStages(collector);
  }

  /** The next bytes of the tar; they are valid only during the call. */
  push(piece: Buffer): void {
    if (!this.hasStopped) this.#stream.push(piece);
  }

  /** After the last byte: judges the end, and all names together. */
  finish(): void {
    if (!this.hasStopped) this.#judgeEnd();
    this.#judge.collision(this.#names.filter(({ member }) => !member.isCut));
    this.#tally.report(this.#collector);
  }

  /**
   * The members that are observed, of several with one path the last. To be asked once: what is kept of names to be
   * compared is given up, since it is a third of what an archive of very many members takes.
   */
  takeObserved(): TarMember[] {
    const names = this.#names;
    this.#names = [];
    // What is not observed replaces nothing.
    return [...lastOfEachPath(names.filter(({ member }) => member.kind !== 'other')).values()];
  }

  takeBlock(block: Buffer, offset: number): void {
    if (this.hasStopped) return;
    if (this.#endAt !== undefined) {
      if (this.#dataAt === undefined && !isZeroBlock(block)) this.#dataAt = offset;
    } else if (offset === 0 && this.#isNested(block)) {
      this.#stop();
    } else if (isZeroBlock(block)) {
      this.#takeZeroBlock(offset);
    } else {
      this.#takeHeader(block, offset);
    }
  }

  takeBytes(bytes: Buffer): void {
    const content = this.#content;
    if (content === undefined) return;
    this.wanted -= bytes.length;
    const ofContent = Math.min(bytes.length, this.#contentLeft);
    if (ofContent > 0) {
      const piece = bytes.subarray(0, ofContent);
      this.#contentLeft -= ofContent;
      content.extension?.pieces.push(Buffer.from(piece));
      content.digest?.update(piece);
      content.sink?.(piece);
    }
    if (ofContent < bytes.length) {
      this.#isPaddingZero &&= isZero(bytes, ofContent, bytes.length);
    }
    if (this.wanted === 0) this.#endContent(content);
  }

  #isNested(head: Buffer): boolean {
    const kind = this.#options.isEnveloped ? envelopeKind(head) : 'none';
    if (kind === 'none' || !this.#collector.isInForce(STREAM_RULES.nested)) return false;
    this.#collector.add(STREAM_RULES.nested, { offset: 0 }, { kind });
    return true;
  }

  #takeZeroBlock(offset: number): void {
    if (this.#pending.offset !== undefined) this.#dangle();
    if (this.#zeroAt === undefined) this.#zeroAt = offset;
    else this.#endAt = offset + BLOCK_BYTES;
  }

  #takeHeader(block: Buffer, offset: number): void {
    const before = this.#collector.errorCount;
    if (this.#zeroAt !== undefined) {
      this.#collector.add(STREAM_RULES.loneZeroBlock, { offset: this.#zeroAt });
      this.#zeroAt = undefined;
      if (this.#collector.errorCount > before) {
        this.#stop();
        return;
      }
    }
    const header = readHeaderBlock(block, offset);
    this.#judge.header(header);
    if (this.#collector.errorCount > before) {
      this.#stop();
      return;
    }
    if (isExtensionType(header.typeflag)) this.#takeExtension(header, header.typeflag);
    else this.#takeMember(header);
  }

  #takeExtension(header: TarHeader, type: ExtensionType): void {
    const { offset } = header;
    const at = { offset };
    const size = Math.max(0, header.numbers.size.value);
    const before = this.#collector.errorCount;
    this.#tally.add('tar/extension-header', at);
    if (header.form !== 'ustar') this.#tally.add('tar/not-ustar', at);
    if (type === 'g') {
      if (this.#pending.offset !== undefined) this.#dangle();
      this.#count += 1;
      this.#judge.count({ at, members: this.#count, total: this.#total, limits: this.#limits });
    }
    this.#judge.extensionStart({ offset, type, size, isRepeated: this.#isRepeated(type), limits: this.#limits });
    if (this.#collector.errorCount > before) {
      this.#stop();
      return;
    }
    // Where the rule on that is left out, what is too large is passed over.
    const pieces: Buffer[] = [];
    const extension = size > this.#limits.extensionHeader ? undefined : { offset, type, pieces };
    this.#beginContent({ at, size, member: undefined, extension, sink: undefined, digest: undefined });
  }

  #isRepeated(type: ExtensionType): boolean {
    const { pax, longName, longLink } = this.#pending;
    if (type === 'x') return pax !== undefined;
    if (type === 'L') return longName !== undefined;
    return type === 'K' && longLink !== undefined;
  }

  #endExtension({ offset, type, pieces }: NonNullable<Content['extension']>): void {
    const content = Buffer.concat(pieces);
    const extension: Extension =
      type === 'x' || type === 'g' ? { offset, type, pax: parsePaxRecords(content) } : { offset, type, content };
    const before = this.#collector.errorCount;
    this.#judge.extension(extension);
    if (this.#collector.errorCount > before) {
      this.#stop();
      return;
    }
    if (extension.type === 'g') {
      for (const [keyword, value] of extension.pax.values) this.#globals.set(keyword, value);
      this.#boundGlobals();
      return;
    }
    const pending = { ...this.#pending, offset: this.#pending.offset ?? offset };
    if ('pax' in extension) this.#pending = { ...pending, pax: extension.pax.values };
    else if (extension.type === 'L') this.#pending = { ...pending, longName: extension.content };
    else this.#pending = { ...pending, longLink: extension.content };
  }

  /** Of what global headers say only so much is kept as one header may say: no member is the better for more. */
  #boundGlobals(): void {
    const kept = ['path', 'linkpath', 'size'].flatMap((keyword) => {
      const value = this.#globals.get(keyword);
      return value === undefined ? [] : [[keyword, value] as const];
    });
    this.#globals = new Map(kept);
  }

  #takeMember(header: TarHeader): void {
    const subject = toMemberSubject(header, this.#pending, this.#globals);
    this.#pending = NO_EXTENSIONS;
    const member = this.#keep(subject);
    const { at } = subject;
    this.#count += 1;
    this.#total += member.size;
    const before = this.#collector.errorCount;
    this.#judge.assembly(subject);
    this.#judge.count({ at, members: this.#count, total: this.#total, limits: this.#limits });
    const mustStop = this.#collector.errorCount > before;
    this.#judgeMember(subject);
    if (subject.path !== '') {
      const { path } = subject;
      this.#names.push(toComparedName(member, { name: path, path, isCut: member.isCut }));
    }
    this.#nameBytes += subject.pathBytes.length;
    // Some name is too long then, or the members are too many.
    if (mustStop || this.#nameBytes > this.#limits.members * this.#limits.name) {
      this.#stop();
      return;
    }
    const { kind, size } = member;
    const sink = kind === 'file' ? this.#options.tap?.({ path: subject.path, type: 'file', size }) : undefined;
    const digest = kind === 'file' && this.#options.digest ? new ContentDigest(size) : undefined;
    this.#beginContent({ at, size, member, extension: undefined, sink, digest });
  }

  #keep({ header, kind, path, pathBytes, declaredSize }: MemberSubject): TarMember {
    this.#members += 1;
    return {
      index: this.#members - 1,
      offset: header.offset,
      kind,
      keptPath: this.#store.keep(pathBytes, path),
      isCut: isCutName(pathBytes.length),
      // Links, special files and directories have no content, whatever their size says.
      size: kind === 'file' ? declaredSize : 0,
      contentStart: header.offset + BLOCK_BYTES,
    };
  }

  #judgeMember(subject: MemberSubject): void {
    const { header, path, kind, pathBytes } = subject;
    this.#judge.type(subject);
    if (!subject.isRoot) {
      const name = kind === 'directory' && path !== '' ? `${path}/` : path;
      this.#judge.name({
        at: subject.at,
        name,
        byteLength: pathBytes.length,
        isValidUtf8: subject.isValidUtf8,
        limits: this.#limits,
      });
      this.#judge.slash(subject);
    }
    this.#firstTime ??= timeOf(header);
    this.#tally.see({ member: subject, previousPath: this.#previousPath, firstTime: this.#firstTime });
    this.#previousPath = path;
  }

  #beginContent(content: Content): void {
    this.#content = content;
    this.#contentLeft = content.size;
    this.#isPaddingZero = true;
    this.wanted = content.size + paddingOf(content.size);
    if (this.wanted === 0) this.#endContent(content);
  }

  #endContent({ at, member, extension, digest }: Content): void {
    this.#content = undefined;
    if (!this.#isPaddingZero) this.#collector.add(STREAM_RULES.padding, at);
    if (member !== undefined && digest !== undefined) this.digests.set(member.index, digest.digest());
    if (extension !== undefined) this.#endExtension(extension);
  }

  #judgeEnd(): void {
    const { partial, position } = this.#stream;
    if (this.#content !== undefined) {
      const { at, size: declared } = this.#content;
      this.#collector.add(STREAM_RULES.truncatedMember, at, { declared });
      return;
    }
    if (position === partial.length && partial.length > 0 && this.#isNested(partial)) return;
    this.#judge.end(this.#readEnd(partial, position));
  }

  #readEnd(partial: Buffer, position: number): EndReading {
    if (this.#endAt !== undefined) {
      const start = position - partial.length;
      const dataAt = this.#dataAt ?? (isZeroBlock(partial) ? undefined : start);
      const tail = { offset: this.#endAt, length: position - this.#endAt, dataAt, partial: partial.length };
      return { ...NO_END, tail };
    }
    if (partial.length > 0) {
      return { ...NO_END, truncatedHeader: { offset: position - partial.length, count: partial.length } };
    }
    return { ...NO_END, dangling: this.#pending.offset, missingEnd: position };
  }

  #dangle(): void {
    const before = this.#collector.errorCount;
    this.#judge.end({ ...NO_END, dangling: this.#pending.offset });
    this.#pending = NO_EXTENSIONS;
    if (this.#collector.errorCount > before) this.#stop();
  }

  #stop(): void {
    this.hasStopped = true;
    this.#content = undefined;
  }
}

const NO_END: EndReading = { truncatedHeader: undefined, dangling: undefined, missingEnd: undefined, tail: undefined };

/** The checks that are in force, stage by stage. */
function prepareStages(collector: FindingCollector) {
  return {
    header: prepareChecks(tarChecks.header, collector),
    extensionStart: prepareChecks(tarChecks.extensionStart, collector),
    extension: prepareChecks(tarChecks.extension, collector),
    assembly: prepareChecks(tarChecks.assembly, collector),
    count: prepareChecks(tarChecks.count, collector),
    type: prepareChecks(tarChecks.type, collector),
    name: prepareChecks(tarChecks.name, collector),
    slash: prepareChecks(tarChecks.slash, collector),
    collision: prepareChecks(tarChecks.collision, collector),
    end: prepareChecks(tarChecks.end, collector),
  };
}
