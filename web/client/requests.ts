import type { AnyVariables, Client, OperationContext, OperationResult, TypedDocumentNode } from '@urql/core';
import { toStrongroomError } from './errors.ts';

/**
 * The data of one query, fresh from the server.
 * @throws StrongroomError for any failure; the signal's reason when aborted
 */
export function query<Data, Variables extends AnyVariables>(
  urql: Client,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Data> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    // Leaving the source cuts the request, unless another reader of the same query still waits for it.
    const stop = (): void => {
      subscription.unsubscribe();
      reject(signal?.reason);
    };
    const subscription = urql.query(document, variables, { requestPolicy: 'network-only' }).subscribe((result) => {
      if (result.stale || result.hasNext) return;
      signal?.removeEventListener('abort', stop);
      settle(result).then(resolve, reject);
    });
    signal?.addEventListener('abort', stop, { once: true });
  });
}

/**
 * The data of one mutation.
 * @throws StrongroomError for any failure; the signal's reason when aborted: then the server may or may not have done it
 */
export async function mutate<Data, Variables extends AnyVariables>(
  urql: Client,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  context?: Partial<OperationContext>,
  signal?: AbortSignal,
): Promise<Data> {
  signal?.throwIfAborted();
  const result = await urql.mutation(document, variables, context).toPromise();
  if (result.error) signal?.throwIfAborted();
  return settle(result);
}

async function settle<Data, Variables extends AnyVariables>(result: OperationResult<Data, Variables>): Promise<Data> {
  if (result.error || result.data === undefined) throw toStrongroomError(result.error);
  return result.data;
}
