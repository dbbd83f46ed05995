/**
 * Makes one call of what fields of many objects ask one by one: a list's fields are all resolved in the same turn, and
 * their questions wait for its end.
 *
 * @param load answers for all keys of one context, in their order
 */
export function batched<Context extends object, Key, Value>(
  load: (context: Context, keys: readonly Key[]) => Promise<readonly Value[]>,
): (context: Context, key: Key) => Promise<Value> {
  const gathering = new WeakMap<Context, { keys: Key[]; answer: Promise<readonly Value[]> }>();
  return async (context, key) => {
    let batch = gathering.get(context);
    if (!batch) {
      const keys: Key[] = [];
      const answer = Promise.resolve().then(() => {
        gathering.delete(context);
        return load(context, keys);
      });
      batch = { keys, answer };
      gathering.set(context, batch);
    }
    const at = batch.keys.push(key) - 1;
    // `load` gives one for each.
    return (await batch.answer)[at] as Value;
  };
}
