/** What a command is given. */
export interface Call {
  /** The words behind the command's name. */
  args: string[];
  /** Aborts at Ctrl-C. */
  signal: AbortSignal;
}

/** One command of the command line. */
export interface Command {
  name: string;
  /** One line for the list of commands. */
  summary: string;
  /** The whole of `strongroom <command> --help`. */
  help: string;
  /** Resolves with the exit status. */
  run(call: Call): Promise<number>;
}
