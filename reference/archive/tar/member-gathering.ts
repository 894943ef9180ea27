import type { Location } from '../../report/finding.ts';
import type { FindingCollector } from '../../report/finding-collector.ts';
import type { FormTally } from '../form-tally.ts';
import { type ComparedName, lastOfEachPath, toComparedName } from '../names/compared-name.ts';
import { isCutName } from '../names/member-name.ts';
import { NameStore } from '../names/name-store.ts';
import { type FormSubject, timeOf } from './canonical-form.ts';
import type { JudgedStages } from './judged-stages.ts';
import type { TarLimits } from './tar-limits.ts';
import type { MemberSubject, TarMember } from './tar-member.ts';
import { BLOCK_BYTES } from './tar-records.ts';

/** What members are judged with. */
export interface MemberJudging {
  readonly collector: FindingCollector;
  readonly judge: JudgedStages;
  readonly tally: FormTally<FormSubject>;
  readonly limits: TarLimits;
}

/** The members of a tar as they come: each is judged by itself, counted, and kept to be compared with the others. */
export class MemberGathering {
  readonly #with: MemberJudging;
  readonly #store: NameStore = new NameStore();
  #names: ComparedName<TarMember>[] = [];
  #members = 0;
  /** Members and global headers. */
  #count = 0;
  #total = 0;
  #nameBytes = 0;
  #previousPath: string | undefined;
  #firstTime: number | undefined;

  constructor(judging: MemberJudging) {
    this.#with = judging;
  }

  /** A global header counts as a member does. */
  takeGlobal(at: Location): void {
    this.#count += 1;
    this.#judgeCount(at);
  }

  /** The member as it is kept; nothing where the reading ends at it. */
  take(subject: MemberSubject): TarMember | undefined {
    const { collector, judge, limits } = this.#with;
    const member = this.#keep(subject);
    this.#count += 1;
    this.#total += member.size;
    const before = collector.errorCount;
    judge.assembly(subject);
    this.#judgeCount(subject.at);
    const mustStop = collector.errorCount > before;
    this.#judgeMember(subject);
    if (subject.path !== '') {
      const { path } = subject;
      this.#names.push(toComparedName(member, { name: path, path, isCut: member.isCut }));
    }
    this.#nameBytes += subject.pathBytes.length;
    // Some name is too long beyond that, or the members are too many.
    return mustStop || this.#nameBytes > limits.members * limits.name ? undefined : member;
  }

  /** Judges all names together, and tells what was counted of the canonical form. */
  finish(): void {
    const { collector, judge, tally } = this.#with;
    judge.collision(this.#names.filter(({ member }) => !member.isCut));
    tally.report(collector);
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

  #judgeCount(at: Location): void {
    const { judge, limits } = this.#with;
    judge.count({ at, members: this.#count, total: this.#total, limits });
  }

  #judgeMember(subject: MemberSubject): void {
    const { judge, tally, limits } = this.#with;
    const { header, path, kind, pathBytes, isValidUtf8 } = subject;
    judge.type(subject);
    if (!subject.isRoot) {
      const name = kind === 'directory' && path !== '' ? `${path}/` : path;
      judge.name({ at: subject.at, name, byteLength: pathBytes.length, isValidUtf8, limits });
      judge.slash(subject);
    }
    this.#firstTime ??= timeOf(header);
    tally.see({ member: subject, previousPath: this.#previousPath, firstTime: this.#firstTime });
    this.#previousPath = path;
  }
}
