import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseStrictJson } from '../document/json/index.ts';
import { checkSchema } from '../document/schema-findings.ts';
import { catalogue } from '../generated/catalogue.ts';
import { validators } from '../generated/doctor-cli-package-validators.ts';
import type { Finding } from '../report/finding.ts';
import { FindingCollector } from '../report/finding-collector.ts';
import { toMessage } from '../report/message.ts';
import { HARDENED } from '../report/rule-selection.ts';
import type { TemplateFacts } from './package-cli-facts.ts';
import { writePackageFile } from './package-cli-files.ts';
import { PROFILES, templatePath, toDocumentText } from './package-cli-layout.ts';
import { commandPreview, makeTemplate } from './templates.ts';

/** Writes the templates of both profiles and reads each again: what stands on disk is what is judged. */
export function writeTemplates(stage: string, binaryName: string): readonly TemplateFacts[] | Finding {
  const written: TemplateFacts[] = [];
  for (const profile of PROFILES) {
    const template = makeTemplate(binaryName, profile);
    const path = templatePath(binaryName, profile);
    writePackageFile(stage, path, toDocumentText(template));
    const bytes = readFileSync(join(stage, path));
    const problem = templateProblem(bytes);
    if (problem !== undefined) {
      return { rule: 'doctor-cli-package/template-rejected', at: { member: path }, details: { path, problem } };
    }
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    written.push({ profile, path, size: bytes.length, sha256, preview: commandPreview(template) });
  }
  return written;
}

/** What the bytes of a template lack; nothing where they are one. */
function templateProblem(bytes: Uint8Array): string | undefined {
  const collector = new FindingCollector(HARDENED);
  const document = parseStrictJson(bytes, collector);
  if (document !== undefined) {
    const validator = validators['doctor-cli-package/config-template'];
    checkSchema(document, validator, 'doctor-cli-package/config-template-schema', collector);
  }
  const [first] = collector.findings();
  return first === undefined ? undefined : toMessage(catalogue[first.rule].message, first.details);
}
