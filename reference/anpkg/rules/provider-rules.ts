import type { Check } from '../../report/check.ts';
import { childNode, entryNodes, itemNodes, placeOf, rootNode, stringAt } from '../document-walk.ts';
import { MACHINE_PROFILE, PROVIDERS_FOLDER, providerConfigPath, RUNTIME_CONFIG } from '../package-layout.ts';
import type { PackageModel } from '../package-model.ts';
import { configArgument } from '../package-references.ts';
import { eachRuntime } from './runtime-rules.ts';

/** Section 6: the providers of the machine profile and of the runtime configurations, and their arguments. */
export const providerRules: readonly Check<PackageModel>[] = [
  {
    rule: 'anpkg/provider-not-in-profile',
    check: eachRuntime((runtime, root, report, { profile }) => {
      if (profile === undefined) return;
      const known = new Set(profileProviders(profile.document).map(({ key }) => key));
      for (const provider of itemNodes(childNode(root, 'providers'))) {
        const id = stringAt(provider, 'id');
        if (id === undefined || known.has(id)) continue;
        report(placeOf(runtime.member, runtime.document, `${provider.pointer}/id`), { id });
      }
    }),
  },
  {
    rule: 'anpkg/provider-not-in-runtime',
    check: eachRuntime((runtime, root, report, { profile }) => {
      if (profile === undefined) return;
      const known = new Set(itemNodes(childNode(root, 'providers')).map((provider) => stringAt(provider, 'id')));
      for (const { key, pointer } of profileProviders(profile.document)) {
        if (known.has(key)) continue;
        report(placeOf(MACHINE_PROFILE, profile.document, pointer), { id: key, runtime: runtime.member });
      }
    }),
  },
  {
    rule: 'anpkg/missing-config-argument',
    check: eachRuntime((runtime, root, report) => {
      itemNodes(childNode(root, 'providers')).forEach((provider, index) => {
        if (configArgument(provider) !== undefined) return;
        const pointer = childNode(provider, 'args')?.pointer ?? provider.pointer;
        report(placeOf(runtime.member, runtime.document, pointer), { id: stringAt(provider, 'id') ?? `${index}` });
      });
    }),
  },
  {
    rule: 'anpkg/repeated-config-argument',
    check: eachRuntime((runtime, root, report) => {
      itemNodes(childNode(root, 'providers')).forEach((provider, index) => {
        const options = itemNodes(childNode(provider, 'args')).filter(
          ({ value }) => typeof value === 'string' && (value === '--config' || value.startsWith('--config=')),
        );
        const second = options[1];
        if (second === undefined || configArgument(provider) === undefined) return;
        report(placeOf(runtime.member, runtime.document, second.pointer), {
          id: stringAt(provider, 'id') ?? `${index}`,
        });
      });
    }),
  },
  {
    rule: 'anpkg/config-outside-providers',
    check({ references }, report) {
      for (const { kind, from, pointer, name, resolution } of references) {
        if (kind !== 'config-argument' || resolution.state !== 'file') continue;
        if (resolution.path.startsWith(PROVIDERS_FOLDER)) continue;
        report(placeOf(from.member, from.document, pointer), { id: name });
      }
    },
  },
  {
    rule: 'anpkg/provider-config-conflict',
    check({ references }, report) {
      const files = new Map(
        references.flatMap(({ kind, name, resolution }) =>
          kind === 'provider-config' && resolution.state === 'file' ? [[name, resolution.path] as const] : [],
        ),
      );
      for (const { kind, from, pointer, name, resolution } of references) {
        if (kind !== 'config-argument' || resolution.state !== 'file') continue;
        const expected = files.get(name);
        // A configuration outside of providers/ is a breach of its own.
        if (expected === undefined || expected === resolution.path || !resolution.path.startsWith(PROVIDERS_FOLDER))
          continue;
        report(placeOf(from.member, from.document, pointer), { id: name });
      }
    },
  },
  {
    rule: 'anpkg/runtime-profile-path',
    check({ references }, report) {
      for (const { kind, from, pointer, name, resolution } of references) {
        if (kind !== 'runtime-profile' || resolution.state !== 'file') continue;
        if (name === 'manual' && resolution.path === RUNTIME_CONFIG) continue;
        report(placeOf(from.member, from.document, pointer), { name });
      }
    },
  },
  {
    rule: 'anpkg/provider-config-name',
    check({ references }, report) {
      for (const { kind, from, pointer, name, resolution } of references) {
        if (kind !== 'provider-config' || resolution.state !== 'file') continue;
        if (resolution.path !== providerConfigPath(name))
          report(placeOf(from.member, from.document, pointer), { id: name });
      }
    },
  },
];

function profileProviders(document: Parameters<typeof rootNode>[0]) {
  return entryNodes(childNode(rootNode(document), 'providers'));
}
