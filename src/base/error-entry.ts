/** Process exit codes: 0 pass, 1 fail, 2 inconclusive only, 3 harness or bench error, 4 usage. */
export type ExitCode = 0 | 1 | 2 | 3 | 4;

/** One row of the error table; the reference page `docs/errors.md` is generated from all rows. */
export interface ErrorEntry {
  /** What happened, in one plain sentence without a full stop. */
  readonly title: string;
  /** What the reader does about it. */
  readonly cure: string;
  /** Exit code of a command that ends with this error. */
  readonly exit: ExitCode;
}
