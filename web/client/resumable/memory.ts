import { keyOf, localResumeStore, type RememberedUpload, type ResumeStore } from './store.ts';

/** Where an upload is remembered: a folder's path (Node), `true` for localStorage (browsers), or a store of your own. */
export type Resume = true | string | ResumeStore;

/** One upload's place in a store. */
export interface Memory {
  /** Whether another run will find what is kept. */
  lasting: boolean;
  recall(): Promise<string | undefined>;
  keep(url: string): Promise<void>;
  forget(): Promise<void>;
}

/** Remembers nothing; for sources that cannot be known again. */
const NOTHING: Memory = {
  lasting: false,
  recall: async () => undefined,
  keep: async () => {},
  forget: async () => {},
};

/** Two runs that ask for "in seven days" mean the same, give or take; milliseconds. */
const SLACK = 60_000;

/**
 * @param marks what tells this upload from others, all of it
 * @param expiresAt when the file is to be destroyed. An upload is gone on with only if that is the same moment, or
 *   was the same span from its own beginning: the server took it in when the upload was made.
 */
export async function memoryOf(
  resume: Resume | undefined,
  marks: readonly unknown[] | undefined,
  { size, expiresAt }: Pick<RememberedUpload, 'size' | 'expiresAt'>,
): Promise<Memory> {
  if (resume === undefined || marks === undefined) return NOTHING;
  const key = await keyOf(marks);
  if (key === undefined) return NOTHING;
  const store = await storeOf(resume);
  return {
    lasting: true,
    async recall() {
      const known = await store.get(key);
      return known?.size === size && sameExpiry(known, expiresAt, Date.now()) ? known.url : undefined;
    },
    keep: (url) => store.set(key, { url, size, begun: Date.now(), expiresAt }),
    forget: () => store.delete(key),
  };
}

async function storeOf(resume: Resume): Promise<ResumeStore> {
  if (typeof resume === 'object') return resume;
  if (resume === true) return localResumeStore();
  const { folderResumeStore } = await import('./folder-store.ts');
  return folderResumeStore(resume);
}

function sameExpiry(known: RememberedUpload, expiresAt: number | null, now: number): boolean {
  if (known.expiresAt === null || expiresAt === null) return known.expiresAt === expiresAt;
  if (known.expiresAt === expiresAt) return true;
  return Math.abs(known.expiresAt - known.begun - (expiresAt - now)) < SLACK;
}
