import { isMap, isScalar, parseDocument, type YAMLMap } from 'yaml';

/** What stands in the repository for a workflow to call. */
export interface LocalCommands {
  /** Names of the scripts of package.json. */
  readonly scripts: readonly string[];
  /** Paths of programs, `/`-separated. */
  readonly programs: readonly string[];
}

/**
 * Why a workflow is not to be trusted, or does what no local command does: actions that are not pinned, more
 * permissions than it needs, expressions where a shell would read them, jobs without an end, commands of its own.
 */
export function workflowProblems(text: string, local: LocalCommands): readonly string[] {
  const document = parseDocument(text);
  const [error] = [...document.errors, ...document.warnings];
  if (error !== undefined) return [`not YAML: ${error.message.split('\n')[0]}`];
  const root = document.contents;
  if (!isMap(root)) return ['not a mapping'];
  const problems = [...topProblems(root)];
  if (text.includes('secrets.')) problems.push('a secret: nothing here needs one');
  const jobs = mapAt(root, 'jobs');
  if (jobs === undefined || jobs.items.length === 0) return [...problems, 'no jobs'];
  for (const [name, job] of entriesOf(jobs)) {
    if (!isMap(job)) problems.push(`${name}: not a job`);
    else problems.push(...[...jobProblems(job, local)].map((problem) => `${name}: ${problem}`));
  }
  return problems;
}

const TRIGGERS = ['push', 'pull_request', 'workflow_dispatch', 'schedule'];
const NPM_COMMANDS = ['ci', 'pack', 'publish', 'test'];

function* topProblems(root: YAMLMap): Iterable<string> {
  const permissions = root.get('permissions');
  if (!isMap(permissions) || permissions.items.length > 0) yield 'permissions at the top are not {}';
  if (mapAt(root, 'concurrency') === undefined) yield 'no concurrency';
  const on = root.get('on');
  const triggers = isMap(on) ? entriesOf(on).map(([name]) => name) : [String(on)];
  for (const trigger of triggers) {
    // Others run with the rights of the repository on what strangers sent.
    if (!TRIGGERS.includes(trigger)) yield `trigger ${trigger}`;
  }
  if (root.has('env') || root.has('defaults')) yield 'env or defaults for all jobs';
}

function* jobProblems(job: YAMLMap, local: LocalCommands): Iterable<string> {
  const minutes = job.get('timeout-minutes');
  if (typeof minutes !== 'number' || !(minutes > 0 && minutes <= 60)) yield 'no timeout-minutes up to 60';
  const runner = String(job.get('runs-on') ?? '');
  if (!/^(ubuntu|macos|windows)-[0-9.]+$/.test(runner)) yield `runs-on ${runner || 'nothing'}: name a version`;
  for (const keyword of ['container', 'env', 'services', 'uses', 'continue-on-error']) {
    if (job.has(keyword)) yield `${keyword} of a job`;
  }
  const steps = job.get('steps');
  const list = steps !== null && typeof steps === 'object' && 'items' in steps ? steps.items : [];
  const maps = Array.isArray(list) ? list.filter((step) => isMap(step)) : [];
  if (maps.length === 0) yield 'no steps';
  yield* permissionProblems(job, maps);
  for (const step of maps) yield* stepProblems(step, local);
}

// The one thing that may be written is the proof of who publishes, and only where a tag was pushed.
function* permissionProblems(job: YAMLMap, steps: readonly YAMLMap[]): Iterable<string> {
  const permissions = job.get('permissions');
  if (!isMap(permissions)) {
    yield 'no permissions of its own';
    return;
  }
  const publishes = steps.some((step) => String(step.get('run') ?? '').includes('npm publish'));
  const onTags = /github\.ref_type == 'tag'/.test(String(job.get('if') ?? ''));
  for (const [scope, access] of entriesOf(permissions)) {
    const level = isScalar(access) ? access.value : access;
    if (level === 'read' || level === 'none') continue;
    if (scope === 'id-token' && level === 'write' && publishes && onTags) continue;
    yield `permission ${scope}: ${level}`;
  }
  if (publishes && !onTags) yield 'npm publish without a tag';
  if (publishes && !permissions.has('id-token')) yield 'npm publish without id-token';
}

function* stepProblems(step: YAMLMap, local: LocalCommands): Iterable<string> {
  const [uses, run] = [step.get('uses', true), step.get('run')];
  if (uses === undefined && typeof run !== 'string') yield 'a step that neither uses nor runs';
  if (step.has('continue-on-error')) yield 'continue-on-error';
  if (step.has('shell')) yield 'a shell of its own';
  if (uses !== undefined) {
    const action = isScalar(uses) ? String(uses.value) : '';
    const comment = isScalar(uses) ? (uses.comment ?? '') : '';
    if (!/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(action)) yield `${action}: not pinned by a full SHA`;
    else if (!/^ v[0-9]+\.[0-9]+\.[0-9]+$/.test(comment)) yield `${action}: no comment with its version`;
    const options = mapAt(step, 'with');
    if (action.startsWith('actions/checkout@') && options?.get('persist-credentials') !== false) {
      yield 'checkout that leaves its credentials behind';
    }
  }
  if (typeof run === 'string') yield* runProblems(run, local);
}

function* runProblems(run: string, local: LocalCommands): Iterable<string> {
  if (run.includes('${{')) yield 'an expression in a command: pass it through env';
  for (const line of run.split('\n').filter((text) => text.trim() !== '')) {
    // What a variable holds reaches the command as one word.
    if (/[;&|<>`(){}\\]/.test(line) || /\$/.test(line.replaceAll(/"\$[A-Z_]+"/g, ''))) {
      yield `more than a command: ${line.trim()}`;
      continue;
    }
    const [program = '', first = '', second = ''] = line.trim().split(/\s+/);
    const isScript = program === 'npm' && first === 'run' && local.scripts.includes(second);
    const isNpm = program === 'npm' && NPM_COMMANDS.includes(first);
    const isProgram = program === 'bash' && local.programs.includes(first);
    if (!isScript && !isNpm && !isProgram) yield `no local command: ${line.trim()}`;
    if (first === 'publish' && !line.includes('--provenance')) yield 'npm publish without provenance';
  }
}

function mapAt(map: YAMLMap, key: string): YAMLMap | undefined {
  const value = map.get(key);
  return isMap(value) ? value : undefined;
}

function entriesOf(map: YAMLMap): readonly (readonly [string, unknown])[] {
  return map.items.map(({ key, value }) => [String(isScalar(key) ? key.value : key), value] as const);
}
