import type { DoctorDocument, DoctorModel } from './doctor-model.ts';

/** A path that a manifest or a payload states. */
export interface StatedPath {
  readonly kind: 'program' | 'template' | 'installed-program';
  readonly document: DoctorDocument<'package-payload'> | DoctorDocument<'release-manifest'>;
  readonly pointer: string;
  readonly path: string;
  /** Where the path must be by the layout of sections 2 and 6. */
  readonly expected: string;
}

/** Every path in the documents that are judged. */
export function statedPaths({ manifest, payload }: DoctorModel): readonly StatedPath[] {
  const paths: StatedPath[] = [];
  for (const document of [manifest, payload]) {
    if (document === undefined) continue;
    const {
      binary_name: name,
      packaged_binary: program,
      config_templates: templates,
      install_smoke: smoke,
    } = document.value;
    const isPayload = typeof program === 'string';
    paths.push({
      kind: 'program',
      document,
      pointer: isPayload ? '/packaged_binary' : '/packaged_binary/path',
      path: isPayload ? program : program.path,
      expected: `bin/${name}`,
    });
    for (const [index, { profile, path }] of templates.entries()) {
      const pointer = `/config_templates/${index}/path`;
      paths.push({ kind: 'template', document, pointer, path, expected: `config/${name}.${profile}.json` });
    }
    if (smoke === undefined) continue;
    paths.push({
      kind: 'installed-program',
      document,
      pointer: '/install_smoke/installed_binary',
      path: smoke.installed_binary,
      expected: `${smoke.install_root}/bin/${name}`,
    });
  }
  return paths;
}
