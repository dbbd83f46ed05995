import { eventsAfter, putSignature, readHead, unsignedEvents } from '../catalog/audit.ts';
import { signerIn } from './appending.ts';
import { hashOf, publicKey, signedBy } from './audit-chain.ts';
import { recordAnyway } from './record.ts';
import type { Rooms } from './rooms.ts';

const SLICE = 100;
/** How many of the newest events are looked at when the vault is opened and when the server starts. */
const LOOK = 100;

/**
 * Signs what was recorded while the vault was not open. An event that is not what its hash says is not signed.
 * Gives how many were.
 */
export async function signRecord(rooms: Pick<Rooms, 'catalog' | 'vault'>): Promise<number> {
  let signed = 0;
  let after = 0;
  for (;;) {
    const slice = await rooms.catalog.transaction().execute(async (trx) => {
      const signer = signerIn(rooms.vault);
      const events = signer ? await unsignedEvents(trx, after, SLICE) : [];
      for (const event of events) {
        if (!signer || !hashOf(event).equals(event.hash)) continue;
        await putSignature(trx, event.seq, await signer.event(event.hash));
        signed += 1;
      }
      return events;
    });
    after = slice.at(-1)?.seq ?? after;
    if (slice.length < SLICE) return signed;
  }
}

/** Signs what waits, and looks at the newest events with the keys at hand. Failures and findings are logged. */
export async function checkRecord(rooms: Rooms): Promise<void> {
  try {
    await signRecord(rooms);
    await checkHead(rooms);
  } catch (error) {
    rooms.log.error({ err: error }, 'the record could not be checked');
  }
}

/** Records that the server starts, once it has looked at the newest events. */
export async function recordStart(rooms: Rooms): Promise<void> {
  await checkHead(rooms);
  await recordAnyway(rooms, { action: 'server.started', actor: { kind: 'system' }, ownerId: null });
}

/**
 * Whether the newest events are what was recorded, one behind the other; their signatures too where the vault is
 * open. What is wrong is logged: the files can be had all the same, and `npm run audit` names the place.
 */
async function checkHead({ catalog, vault, log }: Rooms): Promise<void> {
  const head = await readHead(catalog);
  if (!head) return;
  const keys = vault.state === 'UNSEALED' ? vault.keyring.publicKeys('audit-signing').map(publicKey) : null;
  let before: Buffer | null = null;
  let seq = Math.max(0, head.seq - LOOK);
  for (const event of await eventsAfter(catalog, seq, LOOK)) {
    seq += 1;
    const { hash, signature } = event;
    const whole = event.seq === seq && hashOf(event).equals(hash) && (before?.equals(event.prevHash) ?? true);
    const ours = keys === null || (signature !== null && signedBy(keys, 'event', hash, signature) !== null);
    if (!whole || !ours) {
      log.error({ seq }, 'the record was altered: run `npm run audit -- verify-catalog`');
      return;
    }
    before = hash;
  }
}
