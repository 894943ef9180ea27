import { ContractsError } from '../../report/contracts-error.ts';

const SCHEME = /^https?:\/\//iu;

/** Whether what was given as a root is meant as the address of a server. */
function isHttpUrl(text: string): boolean {
  return SCHEME.test(text);
}

/**
 * The address that paths of a repository are put behind. Throws ContractsError `usage` for one that is none, or that holds
 * more than a host and a path: a name and a password would end up in messages, and a query belongs to one file.
 */
export function parseBaseUrl(text: string): URL {
  const url = isHttpUrl(text) && URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined)
    throw new ContractsError('usage', 'the address of a repository begins with http:// or https://');
  if (url.username !== '' || url.password !== '') {
    throw new ContractsError('usage', 'the address of a repository holds no name and no password');
  }
  if (url.search !== '' || url.hash !== '' || /[?#]/u.test(text)) {
    throw new ContractsError('usage', 'the address of a repository holds no query and no fragment');
  }
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

/** The address of a file; its path consists of segments that are names. */
export function fileUrl(base: URL, path: string): URL {
  const segments = path.split('/');
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) {
    throw new ContractsError('internal', 'a path that leads elsewhere');
  }
  return new URL(base.href + segments.map(encodeURIComponent).join('/'));
}
