import type { Fault } from '../fault.ts';

const contracts = ['doctor-cli-package'];

function breaking(rule: string, fault: Omit<Fault, 'contracts' | 'breaks'>): Fault {
  return { ...fault, file: `doctor-cli-package/${fault.file}`, contracts, breaks: [`doctor-cli-package/${rule}`] };
}

const UNJUDGED = {
  file: 'doctor-cli-package/package-cli.ts',
  find: 'if (rejected !== undefined) return toRefusal(rejected);',
  replace: 'void rejected;',
};

/** What packagers of programs get wrong. */
export const packagerFaults: readonly Fault[] = [
  breaking('unsupported-profile', {
    id: 'packager-any-profile',
    title: 'a profile that is not known is taken for local',
    file: 'package-cli-request.ts',
    find: `if (defaultProfile !== 'ci' && defaultProfile !== 'local') {`,
    replace: `if (defaultProfile === '') {`,
  }),
  breaking('invalid-binary-name', {
    id: 'packager-name-in-capitals',
    title: 'the name of a program may have capitals',
    file: 'package-cli-request.ts',
    find: '{0,63}$/u;',
    replace: '{0,63}$/iu;',
  }),
  breaking('source-binary-missing', {
    id: 'packager-missing-is-empty',
    title: 'a program that is missing is called empty',
    file: 'package-cli-binary.ts',
    find: `found('source-binary-missing',`,
    replace: `found('source-binary-empty',`,
  }),
  breaking('source-binary-not-file', {
    id: 'packager-folder-is-missing',
    title: 'a folder in the place of the program is called missing',
    file: 'package-cli-binary.ts',
    find: `found('source-binary-not-file',`,
    replace: `found('source-binary-missing',`,
  }),
  breaking('source-binary-empty', {
    id: 'packager-empty-program',
    title: 'the size of the program is not looked at',
    file: 'package-cli-binary.ts',
    find: 'if (status.size === 0)',
    replace: 'if (status.size < 0)',
  }),
  breaking('source-binary-not-executable', {
    id: 'packager-makes-executable',
    title: 'a program that nobody may execute is made executable',
    file: 'package-cli-binary.ts',
    find: 'accessSync(path, constants.X_OK);',
    replace: 'accessSync(path, constants.F_OK);',
  }),
  breaking('package-not-canonical', {
    id: 'packager-four-spaces',
    title: 'documents are indented by four spaces',
    file: 'package-cli-layout.ts',
    find: 'undefined, 2)',
    replace: 'undefined, 4)',
  }),
  breaking('package-not-deterministic', {
    id: 'packager-leaks-its-folder',
    title: 'the payload names the private folder of the smoke run',
    file: 'smoke.ts',
    find: 'install_root: INSTALL_ROOT,',
    replace: 'install_root: request.scratch,',
  }),
  breaking('package-not-deterministic', {
    id: 'packager-time-in-its-logs',
    title: 'the log of the payload says when the package was made',
    file: 'payload-logs.ts',
    find: 'details: { packaged_binary: binary,',
    replace: 'details: { packaged_at: new Date().toISOString(), packaged_binary: binary,',
  }),
  breaking('template-unknown-member', {
    id: 'packager-signs-its-templates',
    title: 'templates have a member more than the contract lists',
    file: 'templates.ts',
    find: 'rch_binary: RCH_BINARY,',
    replace: `rch_binary: RCH_BINARY, generated_by: 'packager',`,
  }),
  breaking('template-rejected', {
    id: 'packager-template-without-root',
    title: 'templates have an empty root of the workspace, and nobody reads them again',
    file: 'templates.ts',
    find: `workspace_root: '.',`,
    replace: `workspace_root: '',`,
    also: [
      {
        file: 'doctor-cli-package/package-cli-templates.ts',
        find: 'if (problem !== undefined) {',
        replace: `if (problem === '') {`,
      },
      UNJUDGED,
    ],
  }),
  breaking('package-rejected', {
    id: 'packager-platforms-unsorted',
    title: 'platforms stand in another order than the contract asks for, and the package is not judged',
    file: 'manifest.ts',
    find: 'supported_platforms: [...platforms],',
    replace: 'supported_platforms: [...platforms].reverse(),',
    also: [UNJUDGED],
  }),
  breaking('failure-leaves-output', {
    id: 'packager-publishes-failures',
    title: 'what was made until a failure is published',
    file: 'package-cli.ts',
    find: 'return outcome.packaged;',
    replace: 'return true;',
  }),
  breaking('smoke-failed', {
    id: 'packager-ignores-exit-code',
    title: 'the exit code of the smoke run is not looked at',
    file: 'smoke.ts',
    find: `if (outcome.kind === 'signal' || outcome.code !== 0) {`,
    replace: `if (outcome.kind === 'signal') {`,
  }),
  breaking('smoke-not-started', {
    id: 'packager-not-started-is-failed',
    title: 'a program that does not start counts as one that failed',
    file: 'smoke.ts',
    find: `found('doctor-cli-package/smoke-not-started',`,
    replace: `found('doctor-cli-package/smoke-failed',`,
  }),
  breaking('smoke-output-too-large', {
    id: 'packager-cuts-output',
    title: 'output beyond the limit is cut off',
    file: 'smoke.ts',
    find: 'if (outcome.isCut || outcome.output.length + outcome.errors.length > OUTPUT_LIMIT) {',
    replace: 'if (outcome.output.length < 0) {',
  }),
  breaking('smoke-no-version', {
    id: 'packager-first-line-is-version',
    title: 'of several lines the first is the version',
    file: 'smoke.ts',
    find: `if (lines.length !== 1 || line.trim() === '') {`,
    replace: `if (line.trim() === '') {`,
  }),
  breaking('smoke-other-version', {
    id: 'packager-any-version',
    title: 'the version that the program prints is not compared',
    file: 'smoke.ts',
    find: 'if (expectedVersion === undefined || words.some(',
    replace: `if (expectedVersion !== '' || words.some(`,
  }),
  breaking('smoke-other-output', {
    id: 'packager-any-output',
    title: 'output that is no JSON document is accepted as a report',
    file: 'smoke-report.ts',
    find: 'if (document === undefined) return otherOutput(binary, firstProblem(collector));',
    replace: 'if (document === undefined) return undefined;',
  }),
  breaking('smoke-other-contract', {
    id: 'packager-other-report-is-no-report',
    title: 'a report of another version counts as no report',
    file: 'smoke-report.ts',
    find: `{ rule: 'doctor-cli-package/smoke-other-contract',`,
    replace: `{ rule: 'doctor-cli-package/smoke-other-output',`,
  }),
];
