import type { Client } from '@urql/core';
import { graphql } from '../../../client/generated/gql.ts';
import { query } from '../../../client/requests.ts';

const AttachmentUrlDocument = graphql(`
  query AttachmentUrl($fileId: ID!) {
    downloadUrl(fileId: $fileId) {
      url
    }
  }
`);

/** Between two downloads, milliseconds: browsers drop some of those that begin at the same moment. */
const GAP = 400;

/**
 * Has the browser save files, one after the other, each under its own name.
 * @throws StrongroomError at the first that may not be had; those before it are under way
 */
export async function download(client: Client, fileIds: readonly string[]): Promise<void> {
  for (const [at, fileId] of fileIds.entries()) {
    if (at > 0) await new Promise((resolve) => setTimeout(resolve, GAP));
    const { downloadUrl } = await query(client, AttachmentUrlDocument, { fileId });
    save(downloadUrl.url);
  }
}

/** `download` keeps the page where it is even if the answer turns out to be an error. */
function save(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  link.click();
}
