import type { Client } from '@urql/core';
import { type FragmentType, readFragment } from './generated/fragment-masking.ts';
import type {
  CreateShareInput,
  OpenShareMutation,
  ShareInfoQuery,
  ShareItemFragment as ShareItemData,
  UpdateShareInput,
} from './generated/graphql.ts';
import { mutate, query } from './requests.ts';
import {
  CreateShareDocument,
  OpenShareDocument,
  RequestShareCodeDocument,
  RevokeShareDocument,
  ShareInfoDocument,
  ShareItemFragment,
  SharesDocument,
  UpdateShareDocument,
} from './share-documents.ts';

/** A link as its owner sees it. Times are ISO 8601. */
export type ShareItem = Omit<ShareItemData, ' $fragmentName'>;
/** What anyone may know of a link before opening it. */
export type ShareInfo = ShareInfoQuery['shareInfo'];
/** An open link: its files with addresses that work for 24 hours, resumable and seekable. */
export type OpenedShare = OpenShareMutation['openShare'];

type Timed<Input> = Omit<Input, 'expiresAt'> & {
  /** In the future. */
  expiresAt?: Date | string | null | undefined;
};
/** What a link gives, to whom, within which limits. */
export type NewShare = Timed<CreateShareInput>;
/** What changes of a link; what is left out stays, null takes the limit away. */
export type ShareChanges = Timed<Omit<UpdateShareInput, 'id'>>;

/** Which links to list. */
export interface ShareQuery {
  /** How many in a page, 1 to 200; 50 if left out. */
  first?: number | undefined;
  /** Only those that name this file. */
  fileId?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** How to open a link. */
export interface OpenOptions {
  password?: string | undefined;
  /** The six digits that were mailed. */
  code?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** Unmasks the fragment. */
export function shareItem(share: FragmentType<typeof ShareItemFragment>): ShareItem {
  return readFragment(ShareItemFragment, share);
}

export async function createShare(urql: Client, input: NewShare): Promise<ShareItem & { url: string }> {
  const { url, share } = (await mutate(urql, CreateShareDocument, { input: timed(input) })).createShare;
  return { ...shareItem(share), url };
}

export async function* shares(
  urql: Client,
  { first = 50, fileId, signal }: ShareQuery,
): AsyncGenerator<ShareItem, void> {
  let after: string | null = null;
  for (;;) {
    const variables: { first: number; after: string | null; fileId: string | null } = {
      first,
      after,
      fileId: fileId ?? null,
    };
    const { shares: page } = await query(urql, SharesDocument, variables, signal);
    for (const share of page.nodes) yield shareItem(share);
    if (!page.pageInfo.hasNextPage || !page.pageInfo.endCursor) return;
    after = page.pageInfo.endCursor;
  }
}

export async function updateShare(urql: Client, id: string, changes: ShareChanges): Promise<ShareItem> {
  return shareItem((await mutate(urql, UpdateShareDocument, { input: { id, ...timed(changes) } })).updateShare);
}

export async function revokeShare(urql: Client, id: string): Promise<void> {
  await mutate(urql, RevokeShareDocument, { id });
}

export async function shareInfo(urql: Client, link: string | URL, signal?: AbortSignal): Promise<ShareInfo> {
  return (await query(urql, ShareInfoDocument, { token: tokenOf(link) }, signal)).shareInfo;
}

export async function openShare(
  urql: Client,
  link: string | URL,
  { password, code, signal }: OpenOptions,
): Promise<OpenedShare> {
  const variables = { token: tokenOf(link), password: password ?? null, code: code ?? null };
  return (await mutate(urql, OpenShareDocument, variables, {}, signal)).openShare;
}

export async function requestShareCode(urql: Client, link: string | URL, email: string): Promise<void> {
  await mutate(urql, RequestShareCodeDocument, { token: tokenOf(link), email });
}

/** The token of a link, which may be given alone. */
function tokenOf(link: string | URL): string {
  return (
    String(link)
      .replace(/[?#].*$/s, '')
      .split('/')
      .at(-1) ?? ''
  );
}

function timed<Input extends { expiresAt?: Date | string | null | undefined }>(input: Input) {
  const { expiresAt } = input;
  return { ...input, expiresAt: expiresAt instanceof Date ? expiresAt.toISOString() : expiresAt };
}
