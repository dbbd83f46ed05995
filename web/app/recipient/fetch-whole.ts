import { errorOfResponse, toStrongroomError } from '../../client/errors.ts';

/**
 * Has the browser save what is at a download address, after a look that spends nothing: a refusal is told here, in
 * words, where the browser's own download would only fail.
 * @throws StrongroomError
 */
export async function fetchWhole(url: string): Promise<void> {
  const answer = await fetch(url, { method: 'HEAD', cache: 'no-store' }).catch((fault: unknown) => {
    throw toStrongroomError(fault);
  });
  if (!answer.ok) throw await errorOfResponse(answer);
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  link.click();
}
