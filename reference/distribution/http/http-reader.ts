import type { ByteSource } from '../../archive/byte-source.ts';
import { ContractsError } from '../../report/contracts-error.ts';
import type { OpenedFile, RepositoryReader } from '../resolve/repository-reader.ts';
import { fileUrl, parseBaseUrl } from './base-url.ts';
import { type Fetched, fetchFile } from './fetch-file.ts';
import { TRANSFER_LIMITS, type TransferLimits } from './transfer-limits.ts';

/** A reader that holds what it has fetched until it is closed. */
export interface HttpReader extends RepositoryReader {
  /** Lets go of everything; no source of the reader must be read afterwards. */
  close(): void;
}

/**
 * Reads a repository behind an address, file by file. Each file is fetched once, as a whole, before anything of it is
 * judged: whoever opens it again gets the same bytes. Of a file with more bytes than are wanted there is one byte more than
 * those, or none where the server says how many there are. Throws ContractsError `usage` for an address that is none; opening throws `io` where a server gives anything but
 * the file or the word that there is none.
 */
export function httpReader(address: string, given: Partial<TransferLimits> = {}): HttpReader {
  const base = parseBaseUrl(address);
  const limits = { ...TRANSFER_LIMITS, ...given };
  const fetched = new Map<string, Fetched>();
  let isClosed = false;
  return {
    async open(path, most) {
      if (isClosed) throw new ContractsError('internal', 'a reader that was closed');
      const known = fetched.get(path);
      if (known !== undefined && isEnough(known, most)) return toOpened(known, path);
      if (known !== undefined && 'spool' in known) known.spool.discard();
      const url = fileUrl(base, path);
      const file = await fetchFile(url, Math.min(most, limits.size), limits);
      fetched.set(path, file);
      // Where nothing says how large a file is, the limit does.
      if (most > limits.size && !isEnough(file, most)) {
        throw new ContractsError('io', `${url.host} has more than ${limits.size} bytes there: ${url.pathname}`);
      }
      return toOpened(file, path);
    },
    close() {
      isClosed = true;
      for (const file of fetched.values()) if ('spool' in file) file.spool.discard();
      fetched.clear();
    },
  };
}

/** Whether there is nothing more to be had for whoever wants so many bytes. */
function isEnough(file: Fetched, most: number): boolean {
  if (file.kind === 'cut') return most < file.spool.size;
  return file.kind === 'announced' ? most < file.size : true;
}

function toOpened(file: Fetched, path: string): OpenedFile {
  if (file.kind === 'absent') return file;
  // The spool is the reader's, and outlives this opening.
  return {
    kind: 'file',
    source: file.kind === 'announced' ? unread(file.size, path) : file.spool.source(path),
    close: () => {},
  };
}

/** What was not fetched has a size, and nobody gets its bytes. */
function unread(size: number, path: string): ByteSource {
  return {
    size,
    read() {
      throw new ContractsError('io', `the server has ${size} bytes where fewer are wanted: ${path}`);
    },
  };
}
