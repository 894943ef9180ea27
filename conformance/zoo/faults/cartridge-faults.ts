import type { Fault } from '../fault.ts';

const contracts = ['assets-pa'];

/** What readers of cartridges get wrong. */
export const cartridgeFaults: readonly Fault[] = [
  {
    id: 'cartridge-capability-lower-case-only',
    title: 'the capability is known in small letters alone',
    file: 'assets-pa/cartridge.ts',
    find: "= ['Asset', 'asset'];",
    replace: "= ['asset'];",
    contracts,
  },
  {
    id: 'cartridge-capability-in-any-case',
    title: 'the capability is known in any case',
    file: 'assets-pa/cartridge.ts',
    find: 'ASSET_CAPABILITY.includes(word) ?',
    replace: 'ASSET_CAPABILITY.includes(word.toLowerCase()) ?',
    contracts,
  },
  {
    id: 'cartridge-doubles-of-22-digits',
    title: 'numbers from 10^21 to 10^22 have all digits in the canonical form of the manifest',
    file: 'document/canonical-digest.ts',
    find: 'yield JSON.stringify(value);',
    replace:
      "yield typeof value === 'number' && value >= 1e21 && value < 1e22 ? String(BigInt(value)) : JSON.stringify(value);",
    contracts,
  },
  {
    id: 'cartridge-pack-in-another-profile',
    title: 'the pack of a cartridge is judged by all rules whatever the profile',
    file: 'assets-pa/cartridge.ts',
    find: 'const collector = new FindingCollector(selection);',
    replace: "const collector = new FindingCollector({ ...selection, profile: 'hardened' });",
    contracts,
  },
];
