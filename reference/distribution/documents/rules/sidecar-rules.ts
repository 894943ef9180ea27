import type { Check } from '../../../report/check.ts';
import { compareCodePoints } from '../../../report/code-point-order.ts';
import { placeIn } from '../distribution-document.ts';
import type { DistributionModel } from '../distribution-model.ts';

/** Section 3.6: what a sidecar says of itself. */
export const sidecarRules: readonly Check<DistributionModel>[] = [
  {
    rule: 'distribution/file-order',
    check({ manifests }, report) {
      for (const manifest of manifests) {
        const { files } = manifest.value;
        for (const [at, { path }] of files.entries()) {
          const before = files[at - 1];
          if (before !== undefined && compareCodePoints(before.path, path) >= 0) {
            report(placeIn(manifest, `/files/${at}/path`));
          }
        }
      }
    },
  },
  {
    rule: 'distribution/rebuilds-mismatch',
    check({ provenances }, report) {
      for (const provenance of provenances) {
        const { reproducibility, subject } = provenance.value;
        const { artifact_sha256: digests, rebuilds } = reproducibility;
        if (digests.length !== rebuilds || digests.some((digest) => digest !== subject.artifact_sha256)) {
          report(placeIn(provenance, '/reproducibility/artifact_sha256'));
        }
      }
    },
  },
  {
    rule: 'distribution/source-mismatch',
    check({ provenances }, report) {
      for (const provenance of provenances) {
        const { source, tuple } = provenance.value;
        if (source.git_rev !== tuple.git_rev) report(placeIn(provenance, '/source/git_rev'));
      }
    },
  },
];
