import type { Location } from '../../report/finding.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';
import { ContentDigest } from '../content-digest.ts';
import { DigestStore } from '../digest-store.ts';
import { envelopeKind } from '../envelope.ts';
import type { FormTally } from '../form-tally.ts';
import type { ChunkSink, MemberTap } from '../package-members.ts';
import { ArchiveEnd, NO_END } from './archive-end.ts';
import { type BlockConsumer, BlockStream } from './block-stream.ts';
import { createTally, type FormSubject } from './canonical-form.ts';
import { STREAM_RULES } from './end-checks.ts';
import { type Extension, type ExtensionType, isExtensionType } from './extension.ts';
import { ExtensionGathering } from './extension-gathering.ts';
import { isZero, isZeroBlock, readHeaderBlock, type TarHeader } from './header-block.ts';
import { type JudgedStages, prepareStages } from './judged-stages.ts';
import { MemberGathering } from './member-gathering.ts';
import { parsePaxRecords } from './pax-records.ts';
import { TAR_LIMITS, type TarLimits } from './tar-limits.ts';
import { type TarMember, toMemberSubject } from './tar-member.ts';
import { paddingOf } from './tar-records.ts';

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
  readonly #judge: JudgedStages;
  readonly #members: MemberGathering;
  readonly #extensions: ExtensionGathering = new ExtensionGathering();
  readonly #end: ArchiveEnd = new ArchiveEnd();

  #content: Content | undefined;
  /** Bytes of the content that are still to come, without its padding. */
  #contentLeft = 0;
  #isPaddingZero = true;

  constructor(collector: FindingCollector, options: TarReaderOptions) {
    this.#collector = collector;
    this.#options = options;
    this.#limits = options.limits ?? TAR_LIMITS;
    this.#stream = new BlockStream(this);
    this.#tally = createTally(collector);
    this.#judge = prepareStages(collector);
    this.#members = new MemberGathering({ collector, judge: this.#judge, tally: this.#tally, limits: this.#limits });
  }

  /** The next bytes of the tar; they are valid only during the call. */
  push(piece: Buffer): void {
    if (!this.hasStopped) this.#stream.push(piece);
  }

  /** After the last byte: judges the end, and all names together. */
  finish(): void {
    if (!this.hasStopped) this.#judgeEnd();
    this.#members.finish();
  }

  /** The members that are observed, of several with one path the last. To be asked once. */
  takeObserved(): TarMember[] {
    return this.#members.takeObserved();
  }

  takeBlock(block: Buffer, offset: number): void {
    if (this.hasStopped) return;
    if (this.#end.isReached) {
      this.#end.takeTail(block, offset);
    } else if (offset === 0 && this.#isNested(block)) {
      this.#stop();
    } else if (isZeroBlock(block)) {
      if (this.#extensions.pendingAt !== undefined) this.#dangle();
      this.#end.takeZeroBlock(offset);
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

  #takeHeader(block: Buffer, offset: number): void {
    const before = this.#collector.errorCount;
    const zeroAt = this.#end.takeLoneZeroBlock();
    if (zeroAt !== undefined) {
      this.#collector.add(STREAM_RULES.loneZeroBlock, { offset: zeroAt });
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
      if (this.#extensions.pendingAt !== undefined) this.#dangle();
      this.#members.takeGlobal(at);
    }
    const isRepeated = this.#extensions.isRepeated(type);
    this.#judge.extensionStart({ offset, type, size, isRepeated, limits: this.#limits });
    if (this.#collector.errorCount > before) {
      this.#stop();
      return;
    }
    // Where the rule on that is left out, what is too large is passed over.
    const pieces: Buffer[] = [];
    const extension = size > this.#limits.extensionHeader ? undefined : { offset, type, pieces };
    this.#beginContent({ at, size, member: undefined, extension, sink: undefined, digest: undefined });
  }

  #endExtension({ offset, type, pieces }: NonNullable<Content['extension']>): void {
    const content = Buffer.concat(pieces);
    const extension: Extension =
      type === 'x' || type === 'g' ? { offset, type, pax: parsePaxRecords(content) } : { offset, type, content };
    const before = this.#collector.errorCount;
    this.#judge.extension(extension);
    if (this.#collector.errorCount > before) this.#stop();
    else this.#extensions.keep(extension);
  }

  #takeMember(header: TarHeader): void {
    const subject = toMemberSubject(header, this.#extensions.take(), this.#extensions.globals);
    const member = this.#members.take(subject);
    if (member === undefined) {
      this.#stop();
      return;
    }
    const { at, path } = subject;
    const { kind, size } = member;
    const sink = kind === 'file' ? this.#options.tap?.({ path, type: 'file', size }) : undefined;
    const digest = kind === 'file' && this.#options.digest ? new ContentDigest(size) : undefined;
    this.#beginContent({ at, size, member, extension: undefined, sink, digest });
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
    this.#judge.end(this.#end.read(partial, position, this.#extensions.pendingAt));
  }

  #dangle(): void {
    const before = this.#collector.errorCount;
    this.#judge.end({ ...NO_END, dangling: this.#extensions.take().offset });
    if (this.#collector.errorCount > before) this.#stop();
  }

  #stop(): void {
    this.hasStopped = true;
    this.#content = undefined;
  }
}
