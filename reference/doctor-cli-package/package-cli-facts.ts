import type { Profile } from './package-cli-layout.ts';
import type { Platform } from './platform-of-binary.ts';

export interface FileFacts {
  readonly size: number;
  readonly sha256: string;
}

export interface TemplateFacts extends FileFacts {
  readonly profile: Profile;
  readonly path: string;
  /** The command line that the template's values make. */
  readonly preview: string;
}

/** What the documents of one package are made from. */
export interface PackageFacts {
  readonly binaryName: string;
  readonly packageVersion: string;
  /** Whether the version was asked for; it is the packager's own otherwise. */
  readonly isVersionGiven: boolean;
  readonly defaultProfile: Profile;
  readonly source: FileFacts & { readonly name: string };
  readonly packaged: FileFacts;
  /** Whether an interpreter runs the program: nothing compiles it then. */
  readonly isScript: boolean;
  readonly platforms: readonly Platform[];
  /** Sorted by profile. */
  readonly templates: readonly TemplateFacts[];
}
