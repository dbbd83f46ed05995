import { randomBytes } from 'node:crypto';
import { type GraphqlAnswer, startHouse, type TestHouse } from './house.ts';
import { bytesOf, type Uploaded, upload } from './transfers.ts';
import { get } from './wire.ts';

export interface MadeShare {
  id: string;
  url: string;
  /** The last segment of the address. */
  token: string;
}

/** A house whose clock stands at `now`, and which takes each visitor for who X-Forwarded-For says. */
export function startVisitedHouse(now: number): Promise<TestHouse> {
  return startHouse({ clock: () => now, env: { STRONGROOM_TRUST_PROXY: '1' } });
}

const CREATE = `mutation ($input: CreateShareInput!) { createShare(input: $input) { url share { id } } }`;

/** Makes a link that must be possible. */
export async function makeShare(house: TestHouse, input: object, as?: string): Promise<MadeShare> {
  const { data, errors } = await house.graphql(CREATE, { input }, as);
  if (!data) throw new Error(`no share: ${JSON.stringify(errors)}`);
  const { url, share } = data.createShare;
  return { id: share.id, url, token: url.split('/s/')[1] };
}

/** The code with which a link is refused to its owner. */
export async function makeShareCode(house: TestHouse, input: object, as?: string): Promise<string | undefined> {
  return (await house.graphql(CREATE, { input }, as)).errors?.[0]?.extensions.code;
}

/** Stores a file of 1,000 bytes and makes a link to it. */
export async function shareFile(
  house: TestHouse,
  input: object = {},
  as?: string,
): Promise<MadeShare & { file: Uploaded }> {
  const file = await upload(house, bytesOf(1000), { name: 'report.bin', ...(as === undefined ? {} : { token: as }) });
  return { file, ...(await makeShare(house, { fileIds: [file.id], ...input }, as)) };
}

/** Changes a link of the administrator's, or of whoever's token it is. */
export function updateShare(house: TestHouse, input: object, as?: string): Promise<GraphqlAnswer> {
  return house.graphql('mutation ($input: UpdateShareInput!) { updateShare(input: $input) { id } }', { input }, as);
}

/** Ends a link. */
export function revokeShare(house: TestHouse, id: string, as?: string): Promise<GraphqlAnswer> {
  return house.graphql('mutation ($id: ID!) { revokeShare(id: $id) }', { id }, as);
}

const OPEN = `mutation ($token: String!, $password: String, $code: String) {
  openShare(token: $token, password: $password, code: $code) {
    files { id name folder size contentType downloadUrl downloadsLeft usedUp shown: downloadUrl(disposition: INLINE) }
    zipUrl expiresAt downloadsLeft label sender shareExpiresAt
  }
}`;

export interface OpenedShare {
  files: {
    id: string;
    name: string;
    folder: string;
    size: number;
    downloadUrl: string;
    shown: string;
    downloadsLeft: number | null;
    usedUp: boolean;
  }[];
  zipUrl: string | null;
  expiresAt: string;
  downloadsLeft: number | null;
  label: string;
  sender: string;
}

export interface OpenAnswer {
  opened: OpenedShare | undefined;
  code: string | undefined;
  message: string | undefined;
  /** `sr_visitor=…`, to be sent again by the same browser. */
  cookie: string;
  setCookie: string;
}

/** Another address at each call, for houses that believe a proxy: so that no limit by address is met. */
export const anywhere = () => ['10', ...randomBytes(3)].join('.');

/** Asks as someone without an account, with or without a cookie. */
export async function askOpenly(
  house: Pick<TestHouse, 'url'>,
  query: string,
  variables: object,
  { cookie = '', from = anywhere() }: { cookie?: string | undefined; from?: string | undefined } = {},
): Promise<GraphqlAnswer & { setCookie: string }> {
  const response = await fetch(`${house.url}/graphql`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': from, ...(cookie ? { Cookie: cookie } : {}) },
    body: JSON.stringify({ query, variables }),
  });
  const answer = (await response.json()) as Omit<GraphqlAnswer, 'status'>;
  return { status: response.status, ...answer, setCookie: response.headers.get('set-cookie') ?? '' };
}

/** Opens a link as a browser that was never here, or as the one with that cookie. */
export async function openShare(
  house: Pick<TestHouse, 'url'>,
  token: string,
  { password, code, ...caller }: { password?: string; code?: string; cookie?: string; from?: string } = {},
): Promise<OpenAnswer> {
  const { data, errors, setCookie } = await askOpenly(house, OPEN, { token, password, code }, caller);
  return {
    opened: data?.openShare,
    code: errors?.[0]?.extensions.code,
    message: errors?.[0]?.message,
    cookie: setCookie.split(';')[0] ?? '',
    setCookie,
  };
}

/** As `openShare`, for one that must open; gives the address of its first file too. */
export async function opened(
  house: Pick<TestHouse, 'url'>,
  token: string,
  how: Parameters<typeof openShare>[2] = {},
): Promise<OpenedShare & { first: string; cookie: string }> {
  const { opened: share, code, message, cookie } = await openShare(house, token, how);
  if (!share) throw new Error(`not opened: ${code} ${message}`);
  return { ...share, first: share.files[0]?.downloadUrl ?? '', cookie };
}

/** What the owner sees of a link. */
export async function ownView(house: TestHouse, id: string, as?: string) {
  const fields = `id url label recipients hasPassword requireCode maxDownloads downloads notify expiresAt endedAt endReason files { id name }`;
  const { data, errors } = await house.graphql(`{ shares(first: 200) { nodes { ${fields} } } }`, {}, as);
  if (!data) throw new Error(JSON.stringify(errors));
  return data.shares.nodes.find((share: { id: string }) => share.id === id);
}

const INFO = `query ($token: String!) { shareInfo(token: $token) { needsPassword needsCode expiresAt label kind sender } }`;

/** What anyone may know of a link. */
export function shareInfo(
  house: Pick<TestHouse, 'url'>,
  token: string,
  from: { cookie?: string } = {},
): Promise<GraphqlAnswer> {
  return askOpenly(house, INFO, { token }, from);
}

/** Asks for an open link's first file, and for all of them, in every way there is: the status of each answer. */
export async function everyWay({ files, zipUrl }: Pick<OpenedShare, 'files' | 'zipUrl'>) {
  const [{ downloadUrl, shown } = { downloadUrl: '', shown: '' }] = files;
  const head = async (url: string) => (await fetch(url, { method: 'HEAD' })).status;
  return {
    head: await head(downloadUrl),
    zipHead: await head(zipUrl ?? ''),
    range: (await get(downloadUrl, { Range: 'bytes=0-9' })).status,
    inline: (await get(shown)).status,
    get: (await get(downloadUrl)).status,
    zip: (await get(zipUrl ?? '')).status,
  };
}

/** What `everyWay` gives where each of them is answered alike. */
export function allWays(status: number): Awaited<ReturnType<typeof everyWay>> {
  return { head: status, zipHead: status, range: status, inline: status, get: status, zip: status };
}
