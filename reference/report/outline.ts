/** The types of the JSON data model, which YAML documents are read into as well. */
export type OutlineType = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';

/** One node of a document. Nothing in it is secret: keys are masked, and values that may be are left out. */
export interface OutlineNode {
  /** RFC 6901 pointer. */
  readonly pointer: string;
  /** Name of a member or index of an item; absent for the root. */
  readonly key?: string | number;
  readonly type: OutlineType;
  /** Where the value stands: line and column from 1, column in code points. */
  readonly line: number;
  readonly column: number;
  /** Members of an object, items of an array. */
  readonly count?: number;
  /** Code points of a string that may be known. */
  readonly length?: number;
  /** A scalar that is short and may be shown. */
  readonly value?: string | number | boolean | null;
  /** Whether the value is kept back because it is, or may be, a secret. */
  readonly hidden?: true;
  /** Members and items that are shown, in the order of the document; `count` says how many there are. */
  readonly children: readonly OutlineNode[];
}

/** What a document consists of, within bounds. */
export interface Outline {
  readonly root: OutlineNode;
  /** Members and items of the shown nodes that are not shown themselves. */
  readonly leftOut: number;
}

/** How many nodes an outline shows, unless another number is asked for. */
export const OUTLINE_NODES = 200;

/** The most nodes that may be asked for (interfaces, Inspection). */
export const MOST_OUTLINE_NODES = 10_000;
