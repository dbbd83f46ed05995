import { setNonce } from 'get-nonce';

/**
 * The nonce of this response, for style elements that are made while the page runs. Tells it to the
 * scroll lock of dialogs too, which makes one of its own.
 */
export function takeNonce(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  const nonce = meta?.nonce || meta?.getAttribute('nonce') || '';
  if (nonce) setNonce(nonce);
  return nonce;
}
