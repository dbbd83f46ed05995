import type { GraphqlAnswer, TestHouse } from './house.ts';

/** A file request that was made, and its link's token. */
export interface MadeRequest {
  id: string;
  url: string;
  token: string;
}

/** Makes a request of the administrator's, or of whoever's token it is. */
export async function makeRequest(house: TestHouse, input: object = {}, as?: string): Promise<MadeRequest> {
  const { data, errors } = await house.graphql(
    'mutation ($input: CreateFileRequestInput!) { createFileRequest(input: $input) { url fileRequest { id } } }',
    { input: { title: 'Papers for the audit', ...input } },
    as,
  );
  if (!data) throw new Error(`no request: ${JSON.stringify(errors)}`);
  const { url, fileRequest } = data.createFileRequest;
  return { id: fileRequest.id, url, token: url.slice(url.lastIndexOf('/') + 1) };
}

const OPEN = `mutation ($token: String!, $password: String) {
  openFileRequest(token: $token, password: $password) {
    title note owner uploadToken limits { filesLeft maxFileSize expiresAt }
  }
}`;

/** Opens a request as someone without an account. */
export function openRequest(house: TestHouse, token: string, password?: string): Promise<GraphqlAnswer> {
  return house.graphql(OPEN, { token, password }, null);
}

/** The upload token of a request that must open. */
export async function uploadTokenOf(house: TestHouse, { token }: MadeRequest, password?: string): Promise<string> {
  const { data, errors } = await openRequest(house, token, password);
  if (!data) throw new Error(`the request did not open: ${JSON.stringify(errors)}`);
  return data.openFileRequest.uploadToken;
}

const RECEIPT = 'finishedAt complete signed files { id name size receivedAt sha256 }';

/** Says that all is sent. */
export function finishRequest(house: TestHouse, uploadToken: string, names: object = {}): Promise<GraphqlAnswer> {
  return house.graphql(
    `mutation ($uploadToken: String!, $senderName: String, $senderEmail: String) {
      finishFileRequest(uploadToken: $uploadToken, senderName: $senderName, senderEmail: $senderEmail) { ${RECEIPT} }
    }`,
    { uploadToken, ...names },
    null,
  );
}

/** The receipt, as anyone with the upload token gets it. */
export function receiptOf(house: TestHouse, uploadToken: string): Promise<GraphqlAnswer> {
  const query = `query ($uploadToken: String!) { requestReceipt(uploadToken: $uploadToken) { ${RECEIPT} } }`;
  return house.graphql(query, { uploadToken }, null);
}

/** What a sender sees of what they sent. */
export async function sentOf(house: TestHouse, uploadToken: string): Promise<{ id: string; name: string }[]> {
  const query = 'query ($uploadToken: String!) { requestUploads(uploadToken: $uploadToken) { id name size } }';
  return (await house.graphql(query, { uploadToken }, null)).data.requestUploads;
}

export const codeOf = ({ errors }: Pick<GraphqlAnswer, 'errors'>) => errors?.[0]?.extensions.code;
