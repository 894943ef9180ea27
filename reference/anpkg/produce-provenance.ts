import { EPOCH } from './produce-exported-at.ts';
import { toMapping } from './produce-mapping.ts';
import { toProvenanceText } from './provenance-text.ts';

export interface ProvenanceFacts {
  readonly sourceProject: string;
  /** Absent: the project has no usable date of creation. */
  readonly exportedAt: string | undefined;
  /** Sorted. */
  readonly omittedVariants: readonly string[];
  readonly tokenRemoved: boolean;
}

/** The text of a package's `meta/provenance.json` (section 4.3). */
export function writeProvenance({ sourceProject, exportedAt, omittedVariants, tokenRemoved }: ProvenanceFacts): string {
  return toProvenanceText(
    toMapping([
      ['exported_at', exportedAt ?? EPOCH],
      ['exported_variant', 'manual'],
      ['omitted_variants', omittedVariants],
      ['package_format_version', 1],
      [
        'redaction_policy',
        toMapping([
          ['deploy_time_env_var', 'INFLUXDB_TOKEN'],
          ['telemetry_influxdb_token_removed', tokenRemoved],
        ]),
      ],
      [
        'schema_versions',
        toMapping([
          ['machine-profile', 1],
          ['runtime-config', 1],
        ]),
      ],
      ['source_project', sourceProject],
    ]),
  );
}
