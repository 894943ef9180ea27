/** Every `count`-th item, from `index` on: the share of one process. */
export interface Part {
  readonly index: number;
  readonly count: number;
}

export function takePart<T>(items: readonly T[], { index, count }: Part): readonly T[] {
  return items.filter((_, position) => position % count === index);
}
