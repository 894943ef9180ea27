import type { LimitRecipe } from '../case-recipe.ts';
import { limitCase } from './limit-case.ts';
import { emptyMembers, MOST_MEMBERS, oneByteTooMany, zeroMembers } from './zip-segments.ts';

const zip = limitCase('strict-zip@1', { seconds: 20, mebibytes: 1024 });

export const strictZipLimits: readonly LimitRecipe[] = [
  zip.accepted({
    name: 'limit-65534-members',
    cites: ['zip/too-many-members'],
    why: 'One member less than an archive may have.',
    segments: emptyMembers(MOST_MEMBERS - 1),
  }),
  zip.accepted({
    name: 'limit-65535-members',
    cites: ['zip/too-many-members'],
    why: 'An archive may have 65,535 members; the count fills the field of the end record.',
    segments: emptyMembers(MOST_MEMBERS),
  }),
  zip.rejected({
    name: 'limit-65536-members',
    rule: 'zip/too-many-members',
    why: 'One member more than an archive may have, counted by the zip64 end record.',
    segments: emptyMembers(MOST_MEMBERS + 1),
  }),
  zip.rejected({
    name: 'limit-16-gib-and-1',
    rule: 'zip/total-too-large',
    why: 'Five stored members have one byte more than 16 GiB together; that stands in the directory, ahead of any content.',
    segments: zeroMembers(oneByteTooMany()),
    budget: { seconds: 10, mebibytes: 512 },
  }),
];
