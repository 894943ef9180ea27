import { toCollisionKey, toNameKey } from './member-name.ts';

/** A name as it is compared with those of the other members. Names are the same exactly where their keys are. */
export interface ComparedName<Member> {
  readonly member: Member;
  /** Key of the name as it stands. */
  readonly exact: string;
  /** Key of the name in normalization form C. */
  readonly composed: string;
  /** Key of the name without regard to case and normalization. */
  readonly folded: string;
  /** Key of the path: of the name without the slash that ends a directory's. */
  readonly path: string;
}

/** What is compared of a member's name; of one that is cut (README, Names), the path alone. */
export function toComparedName<Member>(
  member: Member,
  { name, path, isCut }: { readonly name: string; readonly path: string; readonly isCut: boolean },
): ComparedName<Member> {
  const exact = toNameKey(name);
  const pathKey = path === name ? exact : toNameKey(path);
  if (isCut) return { member, exact, composed: exact, folded: exact, path: pathKey };
  const normal = name.normalize('NFC');
  const composed = normal === name ? exact : toNameKey(normal);
  const folded = toCollisionKey(name);
  return { member, exact, composed, folded: folded === name ? exact : toNameKey(folded), path: pathKey };
}

/** The members that a reader takes, by the key of their path: of several with one path, the last. */
export function lastOfEachPath<Member>(names: readonly ComparedName<Member>[]): Map<string, Member> {
  const last = new Map<string, Member>();
  for (const { path, member } of names) last.set(path, member);
  return last;
}
