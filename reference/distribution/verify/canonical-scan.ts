import { createHash, type Hash } from 'node:crypto';
import { gzipWriter } from '../../archive/gzip/write-gzip.ts';
import { writtenHeader } from '../../archive/tar/written-header.ts';
import { compareCodePoints } from '../../report/code-point-order.ts';

const BLOCK = 512;
const OCTAL = /^[0-7]+/u;

/**
 * Takes the content of an archive piece by piece and compares it with what a producer writes (section 6): each header
 * with the one that follows from the file and the moment, the order, the end, and at last the envelope.
 */
export class CanonicalScan {
  /** Modes of the files whose headers could be read, as four octal digits. */
  readonly modes: Map<string, string> = new Map();
  readonly #epoch: number;
  readonly #content: Hash = createHash('sha256');
  readonly #envelope: Hash = createHash('sha256');
  readonly #gzip: ReturnType<typeof gzipWriter>;
  readonly #header: Buffer = Buffer.alloc(BLOCK);
  #filled = 0;
  #skip = 0;
  #endBlocks = 0;
  #last = '';
  #isLost = false;
  #deviation: string | undefined;

  constructor(epoch: number) {
    this.#epoch = epoch;
    this.#gzip = gzipWriter((bytes) => this.#envelope.update(bytes));
  }

  push(piece: Uint8Array): void {
    this.#content.update(piece);
    this.#gzip.write(piece);
    for (let at = 0; at < piece.length && !this.#isLost; ) {
      if (this.#skip > 0) {
        const count = Math.min(this.#skip, piece.length - at);
        this.#skip -= count;
        at += count;
        continue;
      }
      const part = piece.subarray(at, at + BLOCK - this.#filled);
      this.#header.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === BLOCK) this.#takeBlock();
    }
  }

  /** Ends the content; `sha256` is that of the archive. */
  finish(sha256: string): { readonly sha256: string; readonly deviation: string | undefined } {
    this.#gzip.end();
    if (this.#endBlocks !== 2) this.#deviate('the tar does not end in exactly two blocks of zeros');
    if (this.#envelope.digest('hex') !== sha256) this.#deviate('the envelope is not gzip with stored blocks');
    return { sha256: this.#content.digest('hex'), deviation: this.#deviation };
  }

  #takeBlock(): void {
    this.#filled = 0;
    if (this.#header.every((byte) => byte === 0)) {
      this.#endBlocks += 1;
      return;
    }
    const type = this.#header.toString('latin1', 156, 157);
    const size = this.#number(124, 136);
    if (this.#endBlocks > 0 || size === undefined || !['0', '\0', '5'].includes(type)) {
      // What follows an extension has a name that the header does not say.
      this.#deviate('there are records that no producer writes');
      this.#isLost = true;
      return;
    }
    this.#skip = type === '5' ? 0 : Math.ceil(size / BLOCK) * BLOCK;
    this.#takeHeader(size, this.#text(0, 100));
  }

  #takeHeader(size: number, path: string): void {
    const mode = this.#number(100, 108);
    if (mode !== undefined) this.modes.set(path, mode.toString(8).padStart(4, '0'));
    if (compareCodePoints(this.#last, path) >= 0) this.#deviate('the files are not sorted');
    this.#last = path;
    if (path === '') {
      this.#deviate('there is a file without a name');
      return;
    }
    const expected = writtenHeader({ path, size, isExecutable: mode === 0o755, time: this.#epoch });
    if (!this.#header.equals(expected)) this.#deviate(`the header of ${path} is not the one that a producer writes`);
  }

  #deviate(what: string): void {
    this.#deviation ??= what;
  }

  #text(start: number, stop: number): string {
    const [text = ''] = this.#header.toString('utf8', start, stop).split('\0', 1);
    return text;
  }

  #number(start: number, stop: number): number | undefined {
    const digits = OCTAL.exec(this.#text(start, stop).trim());
    return digits === null ? undefined : Number.parseInt(digits[0], 8);
  }
}
