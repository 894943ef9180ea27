import type { Check, ReportBreach } from '../../../report/check.ts';
import { placeIn } from '../../documents/distribution-document.ts';
import type { DistributionModel } from '../../documents/distribution-model.ts';
import type { ArtifactFacts } from '../artifact-facts.ts';

/** Section 5.5 (K1 to K6, K8): whether the files of an artifact are those that its row means. */
export const verificationRules: readonly Check<DistributionModel>[] = [
  {
    rule: 'distribution/missing-file',
    check: forArtifacts(({ missing }, report) => {
      for (const member of missing) report({ member });
    }),
  },
  {
    rule: 'distribution/digest-algorithm',
    check({ checksums }, report) {
      for (const document of checksums) {
        if (!isSha256(document.value.algorithm)) report(placeIn(document, '/algorithm'));
      }
    },
  },
  {
    rule: 'distribution/artifact-digest-mismatch',
    check: forArtifacts((artifact, report) => {
      const { archive, source, manifest } = artifact;
      if (archive === undefined) return;
      const sources = disagreeing(archive.sha256, [
        ['index', source.row.artifact_sha256],
        ['checksums', usableChecksums(artifact)?.value.artifact_sha256],
        ['manifest', manifest?.value.artifact_sha256],
      ]);
      if (sources.length > 0) report({ member: archive.path }, { actual: archive.sha256, sources });
    }),
  },
  {
    rule: 'distribution/artifact-size-mismatch',
    check: forArtifacts(({ archiveSize: actual, paths, source, manifest }, report) => {
      const member = paths.artifact_file;
      if (member === undefined || actual === undefined) return;
      const sources = disagreeing(actual, [
        ['index', source.row.artifact_size],
        ['manifest', manifest?.value.artifact_size],
      ]);
      if (sources.length > 0) report({ member }, { actual, sources });
    }),
  },
  {
    rule: 'distribution/checksums-digest-mismatch',
    check: forArtifacts(({ files, source }, report) => {
      const expected = source.row.checksums_sha256;
      const file = files.checksums_file;
      if (expected === undefined || file === undefined || file.sha256 === expected) return;
      report({ member: file.path }, { actual: file.sha256, expected });
    }),
  },
  {
    rule: 'distribution/sidecar-digest-mismatch',
    check: forArtifacts((artifact, report) => {
      const stated = usableChecksums(artifact)?.value.files;
      const { files } = artifact;
      const pairs = [
        [files.manifest_file, stated?.['manifest.json']],
        [files.provenance_file, stated?.['provenance.json']],
      ] as const;
      for (const [file, expected] of pairs) {
        if (file === undefined || expected === undefined || file.sha256 === expected) continue;
        report({ member: file.path }, { actual: file.sha256, expected });
      }
    }),
  },
  {
    rule: 'distribution/artifact-file-mismatch',
    check: forArtifacts(({ source, manifest, checksums, provenance }, report) => {
      const expected = source.row.artifact_file;
      if (manifest !== undefined && manifest.value.artifact_file !== expected) {
        report(placeIn(manifest, '/artifact_file'));
      }
      if (checksums !== undefined && (checksums.value.artifact_file ?? expected) !== expected) {
        report(placeIn(checksums, '/artifact_file'));
      }
      if (provenance !== undefined && provenance.value.subject.artifact_file !== expected) {
        report(placeIn(provenance, '/subject/artifact_file'));
      }
    }),
  },
  {
    rule: 'distribution/manifest-mismatch',
    check({ artifacts, contract }, report) {
      for (const { source, manifest } of artifacts) {
        if (manifest === undefined) continue;
        const expected = {
          ...source.identity,
          gitsha: source.row.gitsha,
          name: contract?.value.artifact.name,
          contract_version: contract?.value.contract_version,
        };
        for (const property of differing(manifest.value, expected)) {
          report(placeIn(manifest, `/${property}`), { property });
        }
      }
    },
  },
  {
    rule: 'distribution/provenance-mismatch',
    check({ artifacts, contract }, report) {
      for (const { source, provenance } of artifacts) {
        if (provenance === undefined) continue;
        const { tuple, subject } = provenance.value;
        for (const property of differing(tuple, source.identity)) {
          report(placeIn(provenance, `/tuple/${property}`), { property });
        }
        const { artifact_sha256 } = source.row;
        for (const property of differing(subject, { artifact_sha256 })) {
          report(placeIn(provenance, `/subject/${property}`), { property });
        }
        const contract_version = contract?.value.contract_version;
        for (const property of differing(provenance.value, { contract_version })) {
          report(placeIn(provenance, `/${property}`), { property });
        }
      }
    },
  },
  {
    rule: 'distribution/epoch-mismatch',
    check: forArtifacts(({ source, manifest, provenance }, report) => {
      const expected = source.row.source_date_epoch;
      if (manifest !== undefined && manifest.value.source_date_epoch !== expected) {
        const actual = manifest.value.source_date_epoch;
        report(placeIn(manifest, '/source_date_epoch'), { actual, expected });
      }
      if (provenance !== undefined && provenance.value.build.source_date_epoch !== expected) {
        const actual = provenance.value.build.source_date_epoch;
        report(placeIn(provenance, '/build/source_date_epoch'), { actual, expected });
      }
    }),
  },
];

function forArtifacts(
  check: (artifact: ArtifactFacts, report: ReportBreach) => void,
): Check<DistributionModel>['check'] {
  return ({ artifacts }, report) => {
    for (const artifact of artifacts) check(artifact, report);
  };
}

function isSha256(algorithm: string | undefined): boolean {
  return algorithm === undefined || algorithm === 'sha256';
}

// Digests of another algorithm are compared with nothing, whether the rule on it is in force or not.
function usableChecksums({ checksums }: ArtifactFacts): ArtifactFacts['checksums'] {
  return isSha256(checksums?.value.algorithm) ? checksums : undefined;
}

type Stated = string | number | undefined;

function disagreeing(actual: Stated, stated: readonly (readonly [string, Stated])[]): readonly string[] {
  return stated.filter(([, value]) => value !== undefined && value !== actual).map(([name]) => name);
}

/** The members of `expected` that `value` has another of; one that is not known is not compared. */
function differing(
  value: Readonly<Record<string, unknown>>,
  expected: Readonly<Record<string, Stated>>,
): readonly string[] {
  return Object.entries(expected)
    .filter(([name, one]) => one !== undefined && value[name] !== one)
    .map(([name]) => name);
}
