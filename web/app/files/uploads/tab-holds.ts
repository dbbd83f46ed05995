/** Which tab of this browser sends an upload: only one may, or two would take it from each other for ever. */
export interface TabHolds {
  /** Takes an upload for this tab; null while another tab has it. What it gives lets go; so does the tab's end. */
  take(key: string): Promise<(() => void) | null>;
  /** Whether a tab, this one included, has it. */
  held(key: string): Promise<boolean>;
}

/** Holds of one person's uploads: by Web Locks, or by marks in localStorage where a browser lacks them. */
export function tabHolds(owner: string): TabHolds {
  // Absent in old browsers and on plain http, whatever the type says.
  const locks: LockManager | undefined = navigator.locks;
  if (locks) return lockHolds(locks, `strongroom.upload.${owner}.`);
  const marks = markHolds(`strongroom.holder.${owner}.`, localStorage, () => Date.now());
  window.addEventListener('pagehide', marks.letAllGo);
  return marks;
}

function lockHolds(locks: LockManager, prefix: string): TabHolds {
  /** Locks that this tab lets go; they are free a moment later. */
  const ending = new Map<string, Promise<unknown>>();
  return {
    async take(key) {
      await ending.get(key);
      return new Promise((resolve, reject) => {
        const request = locks.request(prefix + key, { ifAvailable: true }, (lock) => {
          if (lock === null) return resolve(null);
          return new Promise<void>((letGo) => {
            resolve(() => {
              ending.set(key, request);
              letGo();
            });
          });
        });
        request.then(() => ending.delete(key), reject);
      });
    },
    async held(key) {
      const { held = [] } = await locks.query();
      return held.some(({ name }) => name === prefix + key);
    },
  };
}

const BEAT = 2_000;
/** Browsers let the timers of a tab in the background run once a minute only; milliseconds. */
const SILENT = 65_000;
/** In which another tab that took the same upload at the same moment has written as well. */
const SETTLE = 150;

/** @param storage shared by all tabs */
export function markHolds(
  prefix: string,
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  clock: () => number,
): TabHolds & { letAllGo(): void } {
  const tab = Math.random().toString(36).slice(2);
  const mine = new Map<string, () => void>();
  /** Whose fresh mark there is. */
  const holder = (key: string): string | null => {
    const [who = '', at] = storage.getItem(prefix + key)?.split(' ') ?? [];
    return at !== undefined && clock() - Number(at) < SILENT ? who : null;
  };
  const mark = (key: string) => storage.setItem(prefix + key, `${tab} ${clock()}`);
  return {
    async take(key) {
      const before = holder(key);
      if (before !== null && before !== tab) return null;
      mark(key);
      await new Promise((resolve) => setTimeout(resolve, SETTLE));
      if (holder(key) !== tab) return null;
      const timer = setInterval(() => mark(key), BEAT);
      const letGo = () => {
        clearInterval(timer);
        mine.delete(key);
        if (holder(key) === tab) storage.removeItem(prefix + key);
      };
      mine.set(key, letGo);
      return letGo;
    },
    held: async (key) => holder(key) !== null,
    letAllGo() {
      for (const letGo of mine.values()) letGo();
    },
  };
}
