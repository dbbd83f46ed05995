import { printable, sizeText } from './printing.ts';

/** How far one transfer is; bytes and milliseconds. */
export interface BarState {
  label: string;
  done: number;
  total: number | undefined;
  /** Where this run began: what an earlier one moved says nothing of the speed. */
  from: number;
  elapsed: number;
}

/** One line of at most `columns` characters: label, bar, share, speed, time left. */
export function barLine({ label, done, total, from, elapsed }: BarState, columns: number): string {
  const speed = elapsed > 0 ? (Math.max(0, done - from) / elapsed) * 1000 : 0;
  const pace = `${sizeText(speed)}/s`;
  if (total === undefined) return fit(label, `${sizeText(done)}  ${pace}`, columns);
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const filled = Math.floor(share * 20);
  const left = speed > 0 ? timeText((total - done) / speed) : '';
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(20 - filled)}]`;
  return fit(label, `${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${pace}  ${left}`.trimEnd(), columns);
}

function fit(label: string, rest: string, columns: number): string {
  const room = Math.max(8, columns - rest.length - 3);
  const name = printable(label);
  const short = name.length <= room ? name.padEnd(Math.min(room, 32)) : `${name.slice(0, room - 1)}…`;
  return `${short}  ${rest}`.slice(0, columns - 1);
}

function timeText(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s left`;
  if (seconds < 3600) return `${Math.ceil(seconds / 60)} min left`;
  return `${(seconds / 3600).toFixed(1)} h left`;
}

/** A bar for each running transfer, redrawn in place. Silent where `out` is no terminal. */
export class Bars {
  #out: NodeJS.WriteStream;
  #running = new Map<object, { label: string; done: number; total: number | undefined; from: number; since: number }>();
  #drawn = 0;
  #next = 0;

  constructor(out: NodeJS.WriteStream) {
    this.#out = out;
  }

  /** Begins a bar; the result moves it, and ends it when called with nothing. */
  begin(label: string): (progress?: { done: number; total: number | undefined }) => void {
    const key = {};
    const since = Date.now();
    let from: number | undefined;
    return (progress) => {
      from ??= progress?.done;
      if (progress) this.#running.set(key, { label, since, from: from ?? 0, ...progress });
      else this.#running.delete(key);
      this.#draw(progress === undefined);
    };
  }

  /** Prints a line that stays, above the bars. */
  say(line: string): void {
    const up = this.#drawn > 0 ? `\u001b[${this.#drawn}A\u001b[J` : '';
    this.#out.write(`${up}${line}\n`);
    this.#drawn = 0;
    this.#draw(true);
  }

  #draw(now: boolean): void {
    const time = Date.now();
    if (!this.#out.isTTY || (!now && time < this.#next)) return;
    this.#next = time + 100;
    const columns = this.#out.columns || 80;
    const lines = [...this.#running.values()].map(({ since, ...state }) =>
      barLine({ ...state, elapsed: time - since }, columns),
    );
    if (this.#drawn === 0 && lines.length === 0) return;
    const up = this.#drawn > 0 ? `\u001b[${this.#drawn}A` : '';
    this.#out.write(`${up}\u001b[J${lines.map((line) => `${line}\n`).join('')}`);
    this.#drawn = lines.length;
  }
}
