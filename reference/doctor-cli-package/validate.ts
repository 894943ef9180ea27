import type { Artifact } from '../archive/artifact.ts';
import { type ByteSource, readBytes } from '../archive/byte-source.ts';
import { DocumentFindings } from '../document/document-findings.ts';
import { checkJsonSize } from '../document/json/parse-strict-json.ts';
import { runChecks } from '../report/check.ts';
import { FindingCollector } from '../report/finding-collector.ts';
import type { Judgement } from '../report/judgement.ts';
import type { ValidateOptions } from '../report/validate-options.ts';
import type { DoctorModel } from './doctor-model.ts';
import { doctorRules } from './doctor-rules.ts';
import { observeDoctorPackage } from './observe-doctor-package.ts';
import { readDoctorDocument } from './read-doctor-document.ts';
import { readDoctorFolder } from './read-doctor-folder.ts';

/**
 * Judges by contracts/doctor-cli-package/v1: a package folder from its release manifest alone, or one of the contract's
 * documents by itself. Nothing of the package is run.
 * Throws ContractsError `io` and `source-changed` while reading.
 */
export async function validateDoctorCliPackage(artifact: Artifact, options: ValidateOptions): Promise<Judgement> {
  const collector = new FindingCollector(options.selection);
  const model =
    artifact.kind === 'folder'
      ? readDoctorFolder(artifact.path, collector)
      : readDocumentSource(artifact.source, collector);
  if (model !== undefined) runChecks(doctorRules, model, collector);
  return {
    findings: collector.findings(),
    dropped: collector.droppedCount,
    ...(options.observe && model !== undefined && { observation: observeDoctorPackage(model) }),
    secrets: [],
  };
}

function readDocumentSource(source: ByteSource, collector: FindingCollector): DoctorModel | undefined {
  if (!checkJsonSize(source.size, new DocumentFindings(collector, undefined))) return undefined;
  return readDoctorDocument(readBytes(source, 0, source.size), collector);
}
