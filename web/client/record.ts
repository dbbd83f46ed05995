import type { Client } from '@urql/core';
import { errorOfResponse, toStrongroomError } from './errors.ts';
import { readFragment } from './generated/fragment-masking.ts';
import { graphql } from './generated/gql.ts';
import type { AuditFilter, EventFragment as EventData } from './generated/graphql.ts';
import { throughPages } from './pages.ts';
import { query } from './requests.ts';

export const EventFragment = graphql(`
  fragment Event on AuditEvent {
    seq
    at
    action
    actorId
    actorKind
    actorName
    address
    fileId
    fileName
    recipient
    folderId
    shareId
    requestId
    userId
    bytes
    complete
  }
`);

/** A page of the record, newest first. */
export const EventsDocument = graphql(`
  query Events($first: Int!, $after: String, $filter: AuditFilter) {
    auditEvents(first: $first, after: $after, filter: $filter) {
      nodes {
        seq
        ...Event
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Something that happened. Times are ISO 8601, sizes bytes. */
export type AuditEvent = Omit<EventData, ' $fragmentName'>;

/** Which events to list. */
export interface EventQuery extends Partial<AuditFilter> {
  /** How many in a page, 1 to 200; 50 if left out. */
  first?: number | undefined;
}

export async function* auditEvents(
  urql: Client,
  { first = 50, ...which }: EventQuery,
): AsyncGenerator<AuditEvent, void, undefined> {
  const filter = { own: false, ...which };
  const load = async (after: string | null) =>
    (await query(urql, EventsDocument, { first, after, filter })).auditEvents;
  for await (const node of throughPages(load)) yield readFragment(EventFragment, node);
}

/** Resolves once the answer's head is there. */
export async function exportRecord(
  client: { fetch: typeof fetch; headers: Record<string, string> },
  address: URL,
  signal: AbortSignal | undefined,
): Promise<ReadableStream<Uint8Array>> {
  const response = await client
    .fetch(address, { headers: client.headers, credentials: 'same-origin', cache: 'no-store', signal: signal ?? null })
    .catch((error: unknown) => {
      signal?.throwIfAborted();
      throw toStrongroomError(error);
    });
  if (!response.ok) throw await errorOfResponse(response);
  return response.body ?? new Blob().stream();
}
