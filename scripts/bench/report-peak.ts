/**
 * A module for `--import` that says the peak of a program's resident memory when it ends, on standard error. Read from
 * Linux's own record of the program (proc_pid_status): what getrusage gives begins with the memory of whoever started
 * the program, so that a test with a large heap would measure itself.
 */
export const REPORT_PEAK: string =
  'data:text/javascript,import{readFileSync,writeSync}from"node:fs";process.on("exit",()=>writeSync(2,"peak "+/VmHWM:\\s*([0-9]*)/.exec(readFileSync("/proc/self/status","latin1"))[1]+"\\n"))';

/** MiB of the peak that a program's standard error tells; NaN where it tells none. */
export function reportedPeak(stderr: string): number {
  return Number(/peak ([0-9]+)\n/.exec(stderr)?.[1]) / 1024;
}
