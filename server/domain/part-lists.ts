import type { Vault } from '../vault/vault.ts';

/** Most parts in memory, over all lists. */
const PARTS_MAX = 200_000;

/**
 * Keeps what was verified lately, so that a player that seeks does not have its file's parts read and hashed
 * at each request. Bounded, least recently used dropped first, all dropped at seal.
 */
export class PartLists<Part> {
  readonly #lists = new Map<string, Part[]>();
  #parts = 0;

  constructor(vault: Vault) {
    vault.onSeal(() => {
      this.#lists.clear();
      this.#parts = 0;
    });
  }

  /** The list of that key (file and metaRev), or what `verify` gives; a failed one is not kept. */
  async get(key: string, verify: () => Promise<Part[]>): Promise<Part[]> {
    const known = this.#lists.get(key);
    const list = known ?? (await verify());
    if (this.#lists.delete(key)) this.#parts -= list.length;
    this.#lists.set(key, list);
    this.#parts += list.length;
    for (const [oldest, { length }] of this.#lists) {
      if (this.#parts <= PARTS_MAX) break;
      this.#lists.delete(oldest);
      this.#parts -= length;
    }
    return list;
  }
}
