import { described, EXIT, exitOf } from './failures.ts';
import { printable, printJson } from './printing.ts';

/** What came of several things done for one command: one that fails does not stop the others. */
export class Outcomes<T> {
  #done: (T | undefined)[] = [];
  #failed: { what: string; error: unknown }[] = [];
  #count = 0;

  /** Runs `act` for `what` and keeps what comes of it. Results are printed in the order of these calls. */
  async note(what: string, act: () => Promise<T>): Promise<void> {
    const place = this.#count++;
    try {
      this.#done[place] = await act();
    } catch (error) {
      this.#failed.push({ what, error });
    }
  }

  /** Prints all results, as JSON below `key` or a line each, and the failures; gives the exit status. */
  print(key: string | null, line: (result: T) => string): number {
    const done = this.#done.filter((result) => result !== undefined);
    if (key !== null) {
      const failed = this.#failed.map(({ what, error }) => ({ what, ...described(error) }));
      printJson({ [key]: done, failed });
    } else {
      for (const result of done) process.stdout.write(`${line(result)}\n`);
      for (const { what, error } of this.#failed) {
        process.stderr.write(`strongroom: ${printable(what)}: ${printable(described(error).message)}\n`);
      }
    }
    const [first] = this.#failed;
    return first ? exitOf(first.error) : EXIT.ok;
  }
}
