import { parseStrictJson } from '../document/json/index.ts';
import { isJsonObject } from '../document/parsed-document.ts';
import { checkSchema } from '../document/schema-findings.ts';
import { catalogue } from '../generated/catalogue.ts';
import { validators } from '../generated/doctor-cli-package-validators.ts';
import type { Finding } from '../report/finding.ts';
import { FindingCollector } from '../report/finding-collector.ts';
import { toMessage } from '../report/message.ts';
import { HARDENED } from '../report/rule-selection.ts';

const REPORT_VERSION = 'doctor-core-report-v1';

/** What the output of the smoke run's command lacks of a report; nothing where it is one. */
export function checkSmokeReport(output: Buffer, binary: string): Finding | undefined {
  const collector = new FindingCollector(HARDENED);
  const document = parseStrictJson(output, collector);
  if (document === undefined) return otherOutput(binary, firstProblem(collector));
  const version = isJsonObject(document.value) ? document.value.schema_version : undefined;
  if (typeof version !== 'string') return otherOutput(binary, 'there is no schema_version');
  if (version !== REPORT_VERSION) return otherContract('it has another schema_version');
  checkSchema(
    document,
    validators['doctor-cli-package/core-report'],
    'doctor-cli-package/core-report-schema',
    collector,
  );
  return collector.errorCount > 0 ? otherContract(firstProblem(collector)) : undefined;
}

function otherOutput(binary: string, problem: string): Finding {
  return { rule: 'doctor-cli-package/smoke-other-output', at: {}, details: { binary, problem } };
}

function otherContract(problem: string): Finding {
  return { rule: 'doctor-cli-package/smoke-other-contract', at: {}, details: { expected: REPORT_VERSION, problem } };
}

function firstProblem(collector: FindingCollector): string {
  const [first] = collector.findings();
  return first === undefined ? 'it is no document' : toMessage(catalogue[first.rule].message, first.details);
}
