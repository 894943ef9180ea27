import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { comparePackages } from './compare-packages.ts';
import { RELEASE_MANIFEST } from './package-cli-layout.ts';
import { inPackage } from './sample-package.test-fixture.ts';

test.each([
  ['written over', (manifest: string) => writeFileSync(manifest, '{}')],
  ['taken away', (manifest: string) => rmSync(manifest)],
])('what is compared is what was judged, also where a manifest is %s in between', (_what, change) =>
  inPackage({}, (older) =>
    inPackage({ manifest: { '/package_version': '1.5.0' } }, async (newer) => {
      const comparison = comparePackages(older, newer);
      change(join(older, RELEASE_MANIFEST));
      const { differences } = await comparison;
      expect(differences).toEqual([{ pointer: '/package_version', old: '1.4.0', new: '1.5.0' }]);
    }),
  ),
);
