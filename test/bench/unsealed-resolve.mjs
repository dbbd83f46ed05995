const REAL = new URL('../../dist/server/crypto/gcm.js', import.meta.url).href;
const COPYING = new URL('./unsealed-suite.mjs', import.meta.url).href;

/** A resolve hook (Node's module customization hooks) that puts one module in another's place. */
export async function resolve(specifier, context, nextResolve) {
  const found = await nextResolve(specifier, context);
  return found.url === REAL ? { ...found, url: COPYING } : found;
}
