import { expect } from 'vitest';
import { checksumLines, minimalFiles, type PackageFiles, withChecksums } from './minimal-package.test-fixture.ts';

export const PROFILE: string = 'machine-profile.yaml';
export const RUNTIME: string = 'runtime/anolis-runtime.yaml';
export const PROVENANCE: string = 'meta/provenance.json';
export const LIST: string = 'meta/checksums.sha256';

export type Edit = (files: PackageFiles) => PackageFiles;

/** Replaces a piece of a text that must be there. */
export function change(path: string, from: string, to: string): Edit {
  return (files) => {
    const text = String(files[path]);
    expect(text, path).toContain(from);
    return { ...files, [path]: text.replace(from, to) };
  };
}

export function add(path: string, content: string | Uint8Array): Edit {
  return (files) => ({ ...files, [path]: content });
}

export function remove(path: string): Edit {
  return (files) => Object.fromEntries(Object.entries(files).filter(([name]) => name !== path));
}

export function both(...edits: readonly Edit[]): Edit {
  return (files) => edits.reduce((edited, edit) => edit(edited), files);
}

/** An edit of the package as a whole, after its checksum list was written. */
export interface Whole {
  readonly afterwards: Edit;
}

export function edited(edit: Edit | Whole): PackageFiles {
  return 'afterwards' in edit ? edit.afterwards(withChecksums(minimalFiles())) : withChecksums(edit(minimalFiles()));
}

/** Edits the line of one path in the checksum list. */
export const line = (path: string, edit: (text: string) => string): Whole => ({
  afterwards: (files) => {
    const lines = checksumLines(files).map((text) => (text.endsWith(`  ${path}`) ? edit(text) : text));
    return { ...files, [LIST]: `${lines.join('\n')}\n` };
  },
});

export const automation =
  (body: string): Edit =>
  (files) => ({
    ...files,
    [RUNTIME]: `${files[RUNTIME]}automation:\n${body}`,
  });

export const withTree = (path: string): Edit =>
  both(
    add(path, '<root/>\n'),
    change(PROFILE, 'compatibility:', `behaviors:\n- ${path}\ncompatibility:`),
    automation(`  behavior_tree: ${path}\n`),
  );

/** A made-up credential. */
export const TOKEN: string = `ghp_${'0123456789abcdef'.repeat(3)}`;

/** Appends to the runtime configuration. */
export function extendRuntime(body: string): Edit {
  return (files) => ({ ...files, [RUNTIME]: `${files[RUNTIME]}${body}` });
}
