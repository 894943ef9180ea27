/** Where the parts of a package lie in its folder (contracts/doctor-cli-package/v1, layout). */
export const RELEASE_MANIFEST = 'release-manifest.json';

export type Profile = 'ci' | 'local';

/** Every profile, in the order in which documents list them. */
export const PROFILES: readonly Profile[] = ['ci', 'local'];

export function packagedBinaryPath(binaryName: string): string {
  return `bin/${binaryName}`;
}

export function templatePath(binaryName: string, profile: Profile): string {
  return `config/${binaryName}.${profile}.json`;
}

/** Text of a document: two spaces a level, members in the order of the contract, one line break at the end. */
export function toDocumentText(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
