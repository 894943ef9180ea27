import type { SeededDraws } from '../suite/seeded-draws.ts';
import type { Told } from './case-origin.ts';
import { pick } from './mutate-bytes.ts';
import type { CaseInput } from './mutate-package.ts';

type Request = Told & { readonly op: 'resolve' };

/** A request for an artifact with one thing changed: a part of the identity, the moment, or an option. */
export function mutateRequest(told: Request, input: CaseInput, draws: SeededDraws): Request {
  const kind = draws.below(5);
  if (kind === 0) return { ...told, now: pick(MOMENTS, draws) };
  if (kind < 3) return { ...told, options: mutateOptions(told.options, input, draws) };
  return { ...told, identity: mutateIdentity(told.identity, draws) };
}

/** Around the sunset and the expiry of the vectors, and at the ends of the calendar. */
const MOMENTS = [
  ...['2026-06-30T23:59:59Z', '2026-07-01T00:00:00Z', '2026-07-01T00:00:01Z', '2026-06-01T00:00:00Z'],
  ...['2026-12-31T23:59:59Z', '2027-01-01T00:00:00Z', '2027-01-01T00:00:01Z', '2024-02-29T12:00:00Z'],
  ...['1970-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z'],
];

const TELLING_PARTS: Readonly<Record<string, readonly string[]>> = {
  version: ['0.1.0', '0.1', '0.1.0-rc.1', '0.1.0+1', '00.1.0', 'v0.1.0', '0.1.1', '0.1.0 '],
  target: ['x86_64-unknown-linux-gnu', 'x86_64-unknown-linux-musl', 'aarch64-apple-darwin', 'x86_64', 'X86_64-a-b'],
  profile: ['release', 'debug', 'Release', 'dev'],
  toolchain: [
    '1',
    '1.',
    '1.8',
    '1.84',
    '1.84.',
    '1.84.0',
    '1.84.0-',
    '1.84.0-beta',
    '1.84.0-beta.1',
    '01.84',
    '1.84.0.0',
  ],
  git_rev: ['ab12cd3', 'ab12cd', 'ab12cd34', 'AB12CD34', 'ab12cd34012345', 'ab12cd35', 'ghijklm', 'a'.repeat(65)],
  dist_revision: ['r1', 'r2', 'r0', 'r01', 'r', 'R1', '1', 'r1 '],
};

function mutateIdentity(identity: Request['identity'], draws: SeededDraws): Request['identity'] {
  const part = pick(Object.keys(TELLING_PARTS), draws);
  const { [part]: own, ...others } = identity;
  if (draws.below(12) === 0) return others;
  const text = typeof own === 'string' ? own : '';
  const nearby = [text.slice(0, draws.below(text.length + 1)), `${text}0`, `${text}-`, `${text}\n`, `${text}é`, ''];
  return { ...identity, [part]: draws.below(2) === 0 ? pick(nearby, draws) : pick(TELLING_PARTS[part] ?? [''], draws) };
}

const HOSTS = [
  'Linux x86_64',
  'Linux aarch64',
  'Darwin x86_64',
  'Darwin aarch64',
  'Windows x86_64',
  'linux x86_64',
  '',
];

function mutateOptions(options: Request['options'], input: CaseInput, draws: SeededDraws): Request['options'] {
  const files = input instanceof Uint8Array ? [] : Object.keys(input).filter((path) => !path.includes('/'));
  const option = pick(['prefix', 'prefix', 'allowSunsetLegacy', 'allowYanked', 'host', 'deep', 'lock', 'trust'], draws);
  if (Object.hasOwn(options, option) && draws.below(2) === 0) {
    return Object.fromEntries(Object.entries(options).filter(([name]) => name !== option));
  }
  switch (option) {
    case 'prefix':
      return { ...options, prefix: pick(['strict', 'compat', 'compat'], draws) };
    case 'host':
      return { ...options, host: pick(HOSTS, draws) };
    case 'lock':
    case 'trust':
      return files.length === 0 ? options : { ...options, [option]: pick(files, draws) };
    default:
      return { ...options, [option]: draws.below(4) > 0 };
  }
}
