import type { ReactNode } from 'react';
import type { EventFragment as Event } from '../../client/generated/graphql.ts';
import { formatBytes } from '../files/format/bytes.ts';

/** Things of an event in words. */
export interface Things {
  /** The file by its name, or `a file`. */
  file: ReactNode;
  /** The account that it was done to. */
  person: ReactNode;
  event: Event;
}

type Sentence = (things: Things) => ReactNode;

/** What was done, after the one who did it: "Ada" … "signed in". */
const SENTENCES: Record<string, Sentence> = {
  'server.started': () => 'started',
  'record.exported': () => 'exported the record',
  'session.signed-in': () => 'signed in',
  'session.refused': (things) =>
    ofTheirOwn(things) ? (
      'gave a wrong password or code'
    ) : things.event.userId ? (
      <>gave a wrong password or code for {things.person}</>
    ) : (
      'tried to sign in to an account that does not exist'
    ),
  'session.locked-out': ({ event, person }) =>
    event.userId ? (
      <>tried to sign in as {person} too often; more tries were refused for a while</>
    ) : (
      'tried to sign in too often; more tries were refused for a while'
    ),
  'session.signed-out': () => 'signed out, or ended sessions',
  'vault.initialized': () => 'set the vault up',
  'vault.unsealed': () => 'unlocked the vault',
  'vault.refused': () => 'tried to unlock the vault with a wrong passphrase',
  'vault.sealed': () => 'locked the vault',
  'vault.kek-rotated': () => 'made a new key version',
  'user.created': ({ person }) => <>added {person}</>,
  'user.role-set': ({ person }) => <>changed the role of {person}</>,
  'user.disabled': ({ person }) => <>disabled {person}</>,
  'user.enabled': ({ person }) => <>enabled {person} again</>,
  'user.reset': ({ person }) => <>reset the access of {person}</>,
  'user.password-set': (things) =>
    ofTheirOwn(things) ? 'set a new password' : <>set the password of {things.person}</>,
  'user.files-transferred': ({ person }) => <>handed over the files of {person}</>,
  'user.second-factor-set': (things) =>
    ofTheirOwn(things) ? 'changed the second proof' : <>changed the second proof of {things.person}</>,
  'token.created': () => 'made an API token',
  'token.revoked': () => 'revoked an API token',
  'folder.created': () => 'made a folder',
  'folder.renamed': () => 'renamed a folder',
  'folder.moved': () => 'moved a folder',
  'folder.deleted': () => 'deleted a folder',
  'file.uploaded': ({ file, event }) => (
    <>
      uploaded {file}
      {event.bytes != null && ` (${formatBytes(event.bytes)})`}
    </>
  ),
  'file.renamed': ({ file, event }) => (event.fileName ? <>renamed a file to {file}</> : <>renamed {file}</>),
  'file.moved': ({ file }) => <>moved {file}</>,
  'file.deleted': ({ file }) => <>deleted {file}</>,
  'file.expired': ({ file }) => <>removed {file}, whose time was over</>,
  'file.downloaded': ({ file, event }) =>
    event.complete === false ? (
      <>
        began to download {file}; it broke off
        {event.bytes != null && ` after ${formatBytes(event.bytes)}`}
      </>
    ) : (
      <>downloaded {file}</>
    ),
  'file.shared': ({ file, person }) => (
    <>
      shared {file} with {person}
    </>
  ),
  'file.unshared': ({ file, person }) => (
    <>
      took {file} back from {person}
    </>
  ),
  'share.created': () => 'made a link',
  'share.changed': () => 'changed a link',
  'share.refused': () => 'was refused by a link',
  'share.opened': () => 'opened a link',
  'share.code-sent': ({ event }) =>
    event.recipient ? (
      <>
        had a code for a link sent to <bdi>{event.recipient}</bdi>
      </>
    ) : (
      'had a code for a link sent'
    ),
  'share.ended': () => 'ended a link',
  'grant.spent': ({ file }) => <>began to fetch {file}</>,
  'request.created': () => 'made a file request',
  'request.opened': () => 'opened a file request',
  'request.refused': () => 'was refused by a file request',
  'request.finished': () => 'finished sending files',
  'request.ended': () => 'ended a file request',
  'policy.set': () => 'changed the rules for links',
};

const ofTheirOwn = ({ event }: Things) => event.userId != null && event.userId === event.actorId;

/** What an event tells, without who did it; an action that this page does not know yet is called by its name. */
export function deed(things: Things): ReactNode {
  return SENTENCES[things.event.action]?.(things) ?? `did ${things.event.action}`;
}

/** Who did it; `you` is the reader's id. */
export function actorWords({ actorKind, actorId, actorName, recipient }: Event, you: string): string {
  switch (actorKind) {
    case 'user':
      return actorId === you ? 'You' : (actorName ?? 'Someone who has no account any more');
    case 'token':
      return `${actorName ?? 'Someone who has no account any more'}, by a program,`;
    case 'grant':
      // A recipient who proved the address.
      return recipient ? `${recipient}, by a link,` : 'Someone with a link';
    case 'sender':
      return 'Someone with a request link';
    case 'system':
      return 'The server';
    default:
      return 'Someone who is not signed in';
  }
}
