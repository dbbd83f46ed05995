import type { Client } from '@urql/core';
import { graphql } from '../../../client/generated/gql.ts';
import { query } from '../../../client/requests.ts';

/** Seconds; the most that the server gives, so that a video that was paused over lunch goes on. */
const A_DAY = 86_400;

const InlineUrlDocument = graphql(`
  query InlineUrl($fileId: ID!, $expiresIn: Int!) {
    downloadUrl(fileId: $fileId, disposition: INLINE, expiresIn: $expiresIn) {
      url
      expiresAt
    }
  }
`);

const known = new WeakMap<Client, Map<string, Promise<{ url: string; expiresAt: string }>>>();

/**
 * An address at which the browser may show the file for the rest of the day. Asked for once per file; forgotten
 * when it could not be had or has an hour left.
 * @throws StrongroomError
 */
export async function inlineUrl(client: Client, fileId: string): Promise<string> {
  const urls = known.get(client) ?? new Map();
  known.set(client, urls);
  const asked =
    urls.get(fileId) ?? query(client, InlineUrlDocument, { fileId, expiresIn: A_DAY }).then((d) => d.downloadUrl);
  urls.set(fileId, asked);
  try {
    const { url, expiresAt } = await asked;
    if (new Date(expiresAt).getTime() - Date.now() > 3_600_000) return url;
  } catch (fault) {
    urls.delete(fileId);
    throw fault;
  }
  urls.delete(fileId);
  return inlineUrl(client, fileId);
}
