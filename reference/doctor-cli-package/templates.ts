import type { ConfigTemplate } from '../generated/types/doctor-cli-package-config-template.ts';
import { type Profile, packagedBinaryPath } from './package-cli-layout.ts';

/** What a pipeline wants, and what a person at a terminal (section 3.3). */
export const PROFILE_SETTINGS = {
  ci: { output_format: 'json', color: 'never', strict_mode: true },
  local: { output_format: 'text', color: 'auto', strict_mode: false },
} as const;

/** The wrapper that every command with cargo goes through. */
export const RCH_BINARY = 'rch';

/** The config template of one profile. */
export function makeTemplate(binaryName: string, profile: Profile): ConfigTemplate {
  const { output_format, color, strict_mode } = PROFILE_SETTINGS[profile];
  return {
    schema_version: 'doctor-cli-package-config-v1',
    profile,
    binary_name: binaryName,
    output_format,
    color,
    doctor_command: 'report-contract',
    workspace_root: '.',
    report_out_dir: 'doctor-reports',
    strict_mode,
    rch_binary: RCH_BINARY,
  };
}

/** The members of a template that its command line is made of. */
export type Previewed = Pick<ConfigTemplate, 'binary_name' | 'output_format' | 'color' | 'doctor_command'>;

/** The command line that a template's values make, to be run in the folder of the package. */
export function commandPreview({ binary_name, output_format, color, doctor_command }: Previewed): string {
  return `${packagedBinaryPath(binary_name)} --format ${output_format} --color ${color} doctor ${doctor_command}`;
}
