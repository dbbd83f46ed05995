import { useRef } from 'react';
import { type AnyVariables, type UseQueryArgs, type UseQueryResponse, useClient, useQuery } from 'urql';
import { useOnActivity } from './live.tsx';
import { useRefresh } from './use-refresh.ts';

/**
 * `useQuery` that asks again, quietly, soon after something happened to this person's files elsewhere. What is shown
 * stays until the new answer is there, also where that is a failure or belongs to other variables: give what must not
 * stay a `key`.
 */
export function useLiveQuery<Data, Variables extends AnyVariables>(
  asked: UseQueryArgs<Variables, Data>,
): UseQueryResponse<Data, Variables> {
  const client = useClient();
  const [answer, ask] = useQuery(asked);
  const shown = useRef<Data>(undefined);
  if (answer.data) shown.current = answer.data;
  // Whoever asks the same hears the answer too.
  const refresh = useRefresh(async () => {
    const { query, variables, context } = asked;
    await client.query(query, variables as Variables, { ...context, requestPolicy: 'network-only' });
  });
  useOnActivity(refresh);
  const { data = shown.current } = answer;
  return [data === undefined ? answer : { ...answer, data }, ask];
}
