/** Milliseconds between the end of a look and the next one: at least, and at most. */
const REST = 700;
const LONGEST = 5_000;
/** A look may take one part in so many of the time: who works on a list that is asked for all the time gets the rest. */
const SHARE = 10;

/** Looks again when it is asked to, as often as that may be. */
export interface Refresh {
  ask(): void;
  /** Forgets what was asked. */
  stop(): void;
}

/**
 * Runs `load` at once when it is asked for, but never twice at a time, and rests after each the longer the longer it
 * took. What is asked meanwhile is one more look. `load` must not reject.
 */
export function createRefresh(load: () => Promise<void>): Refresh {
  let busy = false;
  let again = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function look(): Promise<void> {
    busy = true;
    const began = performance.now();
    await load();
    const rest = Math.min(LONGEST, (SHARE - 1) * (performance.now() - began));
    timer = setTimeout(rested, Math.max(REST, rest));
  }

  function rested(): void {
    busy = false;
    if (!again) return;
    again = false;
    void look();
  }

  return {
    ask() {
      if (busy) again = true;
      else void look();
    },
    stop() {
      clearTimeout(timer);
      busy = false;
      again = false;
    },
  };
}
