import { join } from 'node:path';
import { node, OURS, openssl, PYTHON, program, validate } from './contenders.ts';
import type { Contender } from './measure.ts';
import type { MemoryRow, Row } from './row.ts';

const FORMS = ['.tar', '.tar.gz', '.tar.zst'] as const;

type Form = (typeof FORMS)[number];

/** The comparisons over tars (`tar_inputs.py`). There are no goals: they are measured and printed. */
export function tarRows(
  inputs: string,
  { big, members }: { readonly big: string; readonly members: number },
): readonly Row[] {
  const file = (name: string): string => join(inputs, name);
  const folder = file('members');
  return [
    ...FORMS.map((form) => ({
      title: `judge a ${form} of ${members} members of 100 KiB`,
      contenders: [...readers(form, file(`many${form}`)), differ(file(`many${form}`), folder)],
      goals: [],
    })),
    ...FORMS.map((form) => ({
      title: `judge a ${form} of ${big}`,
      rounds: 3,
      contenders: readers(form, file(`big${form}`)),
      goals: [],
    })),
    ...(['.tar', '.tar.gz'] as const).map((form) => ({
      title: `write a ${form} of ${members} members of 100 KiB (ours, in gzip: stored)`,
      contenders: writers(form, folder, file(`ours${form}`), file(`gnu${form}`)),
      goals: [],
    })),
  ];
}

/** What is run over the tars for its memory. */
export function tarMemoryRows(inputs: string): readonly MemoryRow[] {
  return ['many', 'big'].flatMap((name) =>
    FORMS.map((form): MemoryRow => {
      const argv = [OURS, 'validate', '--contract', 'strict-tar@1', join(inputs, `${name}${form}`)];
      return [`judge ${name}${form}`, undefined, argv];
    }),
  );
}

function readers(form: Form, file: string): readonly Contender[] {
  const common: readonly Contender[] = [
    validate('strict-tar@1', file),
    { name: 'tar -t', argv: ['tar', '-tf', file] },
    { name: 'bsdtar -t', argv: ['bsdtar', '-tf', file] },
    openssl(file),
  ];
  // tarfile of Python 3.11 does not know zstd.
  if (form === '.tar.zst') return [...common, { name: 'zstd -t', argv: ['zstd', '-tq', file] }];
  const python = { name: 'tarfile', argv: [PYTHON, program('read_tar_with_tarfile.py'), file] };
  return form === '.tar' ? [...common, python] : [...common, python, { name: 'gzip -t', argv: ['gzip', '-t', file] }];
}

function differ(file: string, folder: string): Contender {
  return { name: 'tar -d', argv: ['tar', '-df', file, '-C', folder] };
}

function writers(form: '.tar' | '.tar.gz', folder: string, ours: string, gnu: string): readonly Contender[] {
  const canonical = ['--format=ustar', '--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner'];
  return [
    { name: 'ours', argv: node(program('write-tar-ours.mjs'), folder, ours), makes: ours },
    {
      name: 'gnu tar',
      argv: ['tar', form === '.tar' ? '-cf' : '-czf', gnu, ...canonical, '-C', folder, '.'],
      makes: gnu,
    },
  ];
}
