/** Everything of the process that a command may touch: it comes in as an argument, so that tests can stand in for it. */
export interface Edge {
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the working folder. */
  readonly cwd: string;
  /** Path of the running executable, where there is one. */
  readonly executable?: string;
  /** Milliseconds of a clock that only rises; for progress, never for output. */
  readonly elapsed: () => number;
  /** Settles the process before a command works; help and version do without. */
  readonly beforeWork?: () => Promise<void>;
  /** Settles the process before an archive with no more members than most have. */
  readonly beforeOrdinaryMembers?: () => Promise<void>;
  /** Settles the process before work that keeps very many small values, and that should stay within little memory. */
  readonly beforeManyMembers?: () => Promise<void>;
  /** Resolves when the program is told to stop. */
  readonly interrupted: () => Promise<void>;
}

export interface TextSink {
  readonly isTTY: boolean;
  write(text: string): void;
  /** Resolves once what was written is on its way, and whoever writes much may go on. At once where absent. */
  readonly drained?: () => Promise<void>;
}
