/** Exit codes: 0 done, 2 wrong use, 65 the data or inputs cannot be used, 70 a fault of ours. */
export const EXIT_USAGE = 2;
export const EXIT_DATA = 65;

/** Ends the command with a sentence and an exit code. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT_USAGE) {
    super(message);
    this.exitCode = exitCode;
  }
}
