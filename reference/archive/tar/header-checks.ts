import type { Check } from '../../report/check.ts';
import type { TarHeader } from './header-block.ts';

/** Rules on one header block, in normative order; a header that breaks one ends the reading. */
export const headerChecks: readonly Check<TarHeader>[] = [
  {
    rule: 'tar/header-checksum-mismatch',
    check: ({ offset, checksum, sum }, report) => {
      if (checksum.form === 'octal' && checksum.value === sum) return;
      report({ offset }, { declared: checksum.form === 'octal' ? checksum.value : checksum.form, actual: sum });
    },
  },
  {
    rule: 'tar/unknown-magic',
    check: ({ offset, form, magic }, report) => {
      if (form === undefined) report({ offset }, { actual: magic });
    },
  },
  {
    rule: 'tar/invalid-number',
    check: ({ offset, numbers }, report) => {
      for (const [field, number] of Object.entries(numbers)) {
        if (number.form === 'invalid' || (field === 'size' && number.form === 'empty')) report({ offset }, { field });
      }
    },
  },
  {
    rule: 'tar/negative-size',
    check: ({ offset, numbers }, report) => {
      if (numbers.size.value < 0) report({ offset });
    },
  },
  {
    rule: 'tar/text-after-nul',
    check: ({ offset, overlong }, report) => {
      for (const field of overlong) report({ offset }, { field });
    },
  },
  {
    rule: 'tar/nonzero-reserved',
    check: ({ offset, hasReserved }, report) => {
      if (hasReserved) report({ offset });
    },
  },
];
