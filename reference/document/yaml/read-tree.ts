import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { RuleId } from '../../generated/catalogue.ts';
import { LIMITS } from '../../generated/limits.ts';
import type { Details } from '../../report/finding.ts';
import { BareObject } from '../bare-object.ts';
import type { DocumentFindings } from '../document-findings.ts';
import type { JsonValue } from '../parsed-document.ts';
import { PointerWriter } from '../pointer-writer.ts';
import { toShownKey } from '../shown-key.ts';
import { NESTING_CEILING } from './check-syntax-tree.ts';
import { readScalar } from './read-scalar.ts';

// Where the rule on nodes is left out, an alias beyond this stands for nothing.
const NODES_CEILING = 4 * LIMITS['yaml.expandedNodes'].value;

interface Reading {
  readonly value: JsonValue;
  /** What is written, where it is a scalar. */
  readonly text?: string;
  /** Whether that is a number, a truth value or null, as which it may be no key. */
  readonly isOtherType?: boolean;
  /** Nodes, itself included, once aliases are expanded. */
  readonly nodes: number;
  /** Levels of collections, itself included, once aliases are expanded. */
  readonly height: number;
}

const NOTHING: Reading = { value: null, nodes: 1, height: 0 };

/** Reads the value of a node tree, in document order, and checks what the nodes mean. */
export function readTree(root: unknown, text: string, findings: DocumentFindings): JsonValue {
  return new TreeReader(text, findings).read(root, 1).value;
}

class TreeReader {
  readonly #text: string;
  readonly #findings: DocumentFindings;
  /** What each anchor stands for; undefined while its node is being read. */
  readonly #anchors: Map<string, Reading | undefined> = new Map();
  readonly #path: (string | number)[] = [];
  readonly #pointers: PointerWriter = new PointerWriter();
  #aliases = 0;
  #nodes = 0;
  #nodesReported = false;

  constructor(text: string, findings: DocumentFindings) {
    this.#text = text;
    this.#findings = findings;
  }

  read(node: unknown, level: number): Reading {
    if (isAlias(node)) return this.#readAlias(node, level);
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (anchor !== undefined) this.#anchors.set(anchor, undefined);
    const reading = this.#readContent(node, level);
    if (anchor !== undefined) this.#anchors.set(anchor, reading);
    return reading;
  }

  #readContent(node: unknown, level: number): Reading {
    this.#countNodes(1, node);
    if (isMap<ParsedNode, ParsedNode | null>(node)) return this.#readMap(node, level);
    if (isSeq(node)) return this.#readSequence(node, level);
    if (!isScalar(node)) return NOTHING;
    const { text, type, value, problem } = readScalar(node);
    if (problem !== undefined) this.#add(problem.rule, node, problem.details);
    return { value, text, isOtherType: type !== 'string', nodes: 1, height: 0 };
  }

  #readSequence(node: YAMLSeq, level: number): Reading {
    const value: JsonValue[] = [];
    let nodes = 1;
    let height = 0;
    node.items.forEach((item, index) => {
      const reading = this.#within(index, item, level);
      value.push(reading.value);
      nodes += reading.nodes;
      height = Math.max(height, reading.height);
    });
    return { value, nodes, height: height + 1 };
  }

  #readMap(node: YAMLMap<ParsedNode, ParsedNode | null>, level: number): Reading {
    const value = new BareObject();
    let nodes = 1;
    let height = 0;
    for (const pair of node.items) {
      const key = this.#readKey(pair.key, level);
      if (key.text !== undefined && value[key.text] !== undefined) {
        this.#add('yaml/duplicate-key', pair.key, { key: toShownKey(key.text) }, key.text);
      }
      const reading = this.#within(key.text ?? '', pair.value, level);
      if (key.text !== undefined) value[key.text] = reading.value;
      nodes += key.nodes + reading.nodes;
      height = Math.max(height, key.height, reading.height);
    }
    return { value, nodes, height: height + 1 };
  }

  #within(token: string | number, node: unknown, level: number): Reading {
    this.#path.push(token);
    const reading = this.read(node, level + 1);
    this.#path.pop();
    return reading;
  }

  /** The key as text; a key that is a collection has none. A key breaks at most one of the rules on keys. */
  #readKey(node: unknown, level: number): { text: string | undefined; nodes: number; height: number } {
    if (!isScalar(node)) {
      const { value, text = 'null', isOtherType = false, nodes, height } = this.read(node, level + 1);
      if (typeof value === 'string' && !isOtherType) return { text, nodes, height };
      if (isAlias(node) && (value === null || typeof value !== 'object')) {
        this.#add('yaml/non-string-key', node, { type: nameOfType(value) });
        return { text, nodes, height };
      }
      this.#add('yaml/complex-key', node, { kind: Array.isArray(value) ? 'sequence' : 'mapping' });
      return { text: undefined, nodes, height };
    }
    this.#countNodes(1, node);
    const { text, type, value, problem } = readScalar(node);
    if (node.anchor !== undefined) {
      this.#anchors.set(node.anchor, { value, text, isOtherType: type !== 'string', nodes: 1, height: 0 });
    }
    if (isLeftOut(node)) this.#addAt('yaml/empty-key', nextToken(this.#text, startOf(node, this.#text) ?? 0), {});
    else if (type !== 'string') this.#add('yaml/non-string-key', node, { type });
    else if (isMergeKey(node)) this.#add('yaml/merge-key', node, {});
    else if (problem !== undefined) this.#add(problem.rule, node, problem.details);
    return { text, nodes: 1, height: 0 };
  }

  #readAlias(node: Alias, level: number): Reading {
    const name = node.source;
    this.#aliases += 1;
    const aliasLimit = LIMITS['yaml.aliases'].value;
    if (this.#aliases === aliasLimit + 1) {
      this.#add('yaml/too-many-aliases', node, { aliases: this.#aliases, limit: aliasLimit });
    }
    const target = this.#anchors.get(name);
    if (target === undefined) {
      this.#countNodes(1, node);
      this.#add(this.#anchors.has(name) ? 'yaml/cyclic-alias' : 'yaml/undefined-alias', node, { name });
      return NOTHING;
    }
    const deepest = level - 1 + target.height;
    const limit = LIMITS['yaml.nesting'].value;
    if (deepest > limit) {
      this.#findings.add('yaml/nesting-too-deep', startOf(node, this.#text) ?? 0, { level: deepest, limit });
    }
    this.#countNodes(target.nodes, node);
    return deepest > NESTING_CEILING || this.#nodes > NODES_CEILING ? NOTHING : target;
  }

  #countNodes(nodes: number, node: unknown): void {
    this.#nodes += nodes;
    const limit = LIMITS['yaml.expandedNodes'].value;
    if (this.#nodes <= limit || this.#nodesReported) return;
    this.#nodesReported = true;
    this.#add('yaml/too-many-nodes', node, { nodes: this.#nodes, limit });
  }

  #add(rule: RuleId, node: unknown, details: Details, key?: string): void {
    this.#addAt(rule, startOf(node, this.#text) ?? 0, details, key);
  }

  #addAt(rule: RuleId, index: number, details: Details, key?: string): void {
    this.#findings.add(rule, index, details, () =>
      this.#pointers.write(key === undefined ? this.#path : [...this.#path, key]),
    );
  }
}

/** Index where the content of a node begins, behind its anchor and tag. */
export function startOf(node: unknown, text: string): number | undefined {
  if (!isScalar(node) && !isMap(node) && !isSeq(node) && !isAlias(node)) return undefined;
  const start = node.range?.[0];
  if (start === undefined || !isMap(node) || text[start] === '{') return start;
  // A mapping without braces begins with its first key; the parser has it begin behind what stands before the key.
  const key = Math.min(start, startOf(node.items[0]?.key, text) ?? start);
  const line = text.slice(text.lastIndexOf('\n', key - 1) + 1, key);
  return key - (KEY_PROPERTIES.exec(line)?.[0].length ?? 0);
}

const KEY_PROPERTIES = /(?:[&!][^ \t\r\n,[\]{}]*[ \t]+|!<[^ \t\r\n>]*>[ \t]+)+$/;

/** Whether neither content nor anchor nor tag is written. */
export function isLeftOut({ source, type, anchor, tag }: Scalar): boolean {
  return source === '' && type === 'PLAIN' && anchor === undefined && tag === undefined;
}

const BETWEEN = /(?:[ \t\r\n]|#.*)*/y;

/** Index of the token that follows white space and comments. */
function nextToken(text: string, index: number): number {
  BETWEEN.lastIndex = index;
  BETWEEN.test(text);
  return BETWEEN.lastIndex;
}

function isMergeKey(node: Scalar): boolean {
  return node.type === 'PLAIN' && node.value === '<<' && node.tag === undefined;
}

function nameOfType(value: JsonValue): string {
  return value === null ? 'null' : typeof value;
}
