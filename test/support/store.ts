import type { CiphertextStore } from '../../server/store/store.ts';

/** The same store, some of whose ways are others. */
export function storeWith(store: CiphertextStore, ways: Partial<CiphertextStore>): CiphertextStore {
  return {
    put: (...args) => store.put(...args),
    open: (...args) => store.open(...args),
    stat: (key) => store.stat(key),
    remove: (key) => store.remove(key),
    list: (prefix) => store.list(prefix),
    removeDebris: (olderThan) => store.removeDebris(olderThan),
    ...ways,
  };
}
