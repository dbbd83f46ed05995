import { randomUUID } from 'node:crypto';
import { Server } from '@tus/server';
import type { Response as Answer, Request as Asked, RequestHandler } from 'express';
import type { Auth } from '../auth/auth.ts';
import { takeAttempt } from '../domain/attempts.ts';
import { countedAs, type Principal, requireSender } from '../domain/principal.ts';
import { Problem, type ProblemCode } from '../domain/problem.ts';
import type { Rooms } from '../domain/rooms.ts';
import { addressOf } from './address.ts';
import { bodyOf } from './body.ts';
import { Refusal } from './problems.ts';
import { SealingStore } from './uploads-store.ts';

const PATH = '/uploads';
const VERSION = '1.0.0';
const BODY_TYPE = 'application/offset+octet-stream';
const METHODS = ['POST', 'HEAD', 'PATCH', 'DELETE', 'OPTIONS'];
const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
/** What @tus/server looks at. The body goes past it. */
const HEADERS = [
  'content-length',
  'content-type',
  'host',
  'tus-resumable',
  'upload-concat',
  'upload-defer-length',
  'upload-length',
  'upload-metadata',
  'upload-offset',
];

/**
 * /uploads: resumable uploads by tus 1.0 with creation, creation-with-upload, termination and expiration, for those
 * who may write, and those who send into a file request. The last segment of an upload's Location is the id of its
 * file; answers about a finished one repeat it as `Strongroom-File-Id`. Refusals have the JSON shape of all others.
 */
export function uploads(house: Rooms, auth: Auth): RequestHandler {
  return async (req, res) => {
    res.setHeader('Tus-Resumable', VERSION);
    res.setHeader('Cache-Control', 'no-store');
    const method = methodOf(req);
    if (!METHODS.includes(method)) {
      res.setHeader('Allow', METHODS.join(', '));
      throw new Refusal(405, 'BAD_INPUT', 'Uploads take POST, HEAD, PATCH, DELETE and OPTIONS.');
    }
    const rooms = { ...house, address: addressOf(req) };
    const body = bodyOf(req);
    try {
      const sender = method === 'OPTIONS' ? NOBODY : await senderOf(rooms, auth, req, method);
      checkHead(req, res, method);
      const length = req.headers['content-length'];
      const sent = { body, length: length === undefined ? null : Number(length) };
      await answer(rooms, new SealingStore(rooms, sender, sent, method), req, res, method);
    } finally {
      await body.return();
    }
    res.end();
  };
}

async function answer(rooms: Rooms, store: SealingStore, req: Asked, res: Answer, method: string): Promise<void> {
  try {
    copy(await ask(rooms, store, req, method), res);
  } catch (error) {
    if (method === 'POST') await forget(rooms, store);
    throw error;
  }
  if (method !== 'DELETE') tell(store, res);
  if (method === 'POST' && res.closed) await forget(rooms, store);
}

/** OPTIONS says what the protocol can do and nothing of anyone's. */
const NOBODY: Principal = { kind: 'token', id: '', userId: '', role: 'MEMBER', scopes: new Set() };

async function senderOf(rooms: Rooms, auth: Auth, req: Asked, method: string): Promise<Principal> {
  const principal = await auth.principalOf(req.headers);
  if (!principal) await takeAttempt(rooms, 'request', addressOf(req));
  const sender = requireSender(principal);
  await takeAttempt(rooms, method === 'POST' ? 'upload' : 'userRequest', countedAs(sender));
  return sender;
}

/** Clients that can send GET and POST alone name the method that they mean. */
function methodOf(req: Asked): string {
  const meant = req.headers['x-http-method-override'];
  return req.method === 'POST' && typeof meant === 'string' ? meant.toUpperCase() : req.method;
}

/** What the protocol asks for and @tus/server answers otherwise, or not at all. */
function checkHead(req: Asked, res: Answer, method: string): void {
  if (method === 'OPTIONS') return;
  if (req.headers['tus-resumable'] !== VERSION) {
    res.setHeader('Tus-Version', VERSION);
    throw new Refusal(412, 'BAD_INPUT', `Send the header Tus-Resumable: ${VERSION}.`);
  }
  if (method === 'PATCH' && req.headers['content-type'] !== BODY_TYPE) {
    throw new Refusal(415, 'BAD_INPUT', `Send the header Content-Type: ${BODY_TYPE}.`);
  }
  const id = req.path.slice(1);
  if (method === 'POST' ? id !== '' : !ID.test(id)) throw new Problem('NOT_FOUND', 'There is no such upload.');
}

/** Puts the request to @tus/server. @throws what the store threw, or a Refusal for one of its own */
async function ask(rooms: Rooms, store: SealingStore, req: Asked, method: string): Promise<Response> {
  let failure: unknown;
  const server = new Server({
    path: PATH,
    relativeLocation: true,
    datastore: store,
    locker: store,
    maxSize: rooms.settings.maxFileSize,
    namingFunction: () => randomUUID(),
    onResponseError(_, error) {
      failure = error;
      return undefined;
    },
  });
  const headers = new Headers();
  for (const name of HEADERS) {
    const value = req.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const answer = await server.handleWeb(new Request(`http://localhost${PATH}${req.path}`, { method, headers }));
  if (failure instanceof Error) throw failure;
  if (answer.status >= 400) throw refusal(answer.status, (await answer.text()).trim());
  return answer;
}

const CODES: Record<number, ProblemCode> = {
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  410: 'EXPIRED',
  413: 'FILE_TOO_LARGE',
};

/** What is missing or not supported is the sender's fault, and no repeat will help: 400. */
function refusal(status: number, text: string): Refusal {
  const code = CODES[status];
  return code ? new Refusal(status, code, text) : new Refusal(400, 'BAD_INPUT', text);
}

function copy(answer: Response, res: Answer): void {
  res.status(answer.status);
  for (const [name, value] of answer.headers) {
    if (!name.startsWith('access-control-') && name !== 'content-length') res.setHeader(name, value);
  }
}

function tell({ state }: SealingStore, res: Answer): void {
  if (state?.finished) res.setHeader('Strongroom-File-Id', state.id);
  if (state?.expiresAt) res.setHeader('Upload-Expires', new Date(state.expiresAt).toUTCString());
}

async function forget(rooms: Rooms, store: SealingStore): Promise<void> {
  await store.forget().catch((error: unknown) => {
    rooms.log.warn({ err: error }, 'an upload that nobody knows of could not be removed; it expires');
  });
}
