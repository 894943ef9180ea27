import type { DistributionContract } from '../../generated/types/distribution-contract.ts';

export type MatrixRow = DistributionContract['compatibility_matrix'][number];

/** What a target triple says of where its programs run. */
export interface Platform {
  readonly family: MatrixRow['platform_family'];
  readonly arch: string;
}

/** The system of a family, as it calls itself. */
export const SYSTEM_OF: Readonly<Record<MatrixRow['platform_family'], MatrixRow['os']>> = {
  linux: 'Linux',
  darwin: 'Darwin',
  windows: 'Windows',
};

const FAMILY_OF: Readonly<Record<string, MatrixRow['platform_family']>> = {
  'unknown-linux-gnu': 'linux',
  'unknown-linux-musl': 'linux',
  'apple-darwin': 'darwin',
  'pc-windows-msvc': 'windows',
  'pc-windows-gnu': 'windows',
};

/** The platform of a target triple; undefined for one of a form that section 3.4 does not know. */
export function platformOf(target: string): Platform | undefined {
  const at = target.indexOf('-');
  const rest = target.slice(at + 1);
  const family = at > 0 && Object.hasOwn(FAMILY_OF, rest) ? FAMILY_OF[rest] : undefined;
  return family === undefined ? undefined : { family, arch: target.slice(0, at) };
}

/** The row of the matrix that a target belongs to. */
export function matrixRowOf(
  target: string,
  matrix: DistributionContract['compatibility_matrix'],
): MatrixRow | undefined {
  const platform = platformOf(target);
  if (platform === undefined) return undefined;
  return matrix.find(
    ({ platform_family, arch }) => platform_family === platform.family && arch.includes(platform.arch),
  );
}

/** A platform as a host names itself, such as `Linux x86_64`. */
export function platformName({ family, arch }: Platform): string {
  return `${SYSTEM_OF[family]} ${arch}`;
}
