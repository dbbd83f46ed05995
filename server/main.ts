import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ConfigError, readConfig } from './config/config.ts';
import { helpText } from './config/describe.ts';
import { unseal } from './domain/vault-access.ts';
import { createVault } from './domain/vault-setup.ts';
import { catalogFile, type House, openHouse } from './house.ts';
import { createLog } from './http/log.ts';
import { tuneHeap } from './memory/heap.ts';
import { explainStart } from './starting.ts';

/** Milliseconds that running transfers get at shutdown. */
const GRACE = 30_000;

tuneHeap();
if (process.argv.includes('--help')) {
  process.stdout.write(helpText());
} else {
  try {
    await start();
  } catch (error) {
    process.stderr.write(`${explainStart(error)}\n`);
    process.exit(1);
  }
}

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const { passphrase, firstAdmin } = config;
  // Without a catalog there is no vault; so nothing needs to be made first to find that out.
  if (passphrase !== null && !firstAdmin && !existsSync(catalogFile(config.dataDir))) throw noFirstAccount();
  const log = createLog();
  const house = await openHouse({
    config,
    log,
    appFolder: fileURLToPath(new URL('../app/', import.meta.url)),
    async prepare(rooms) {
      if (passphrase === null) return;
      if (rooms.vault.state === 'SEALED') {
        await unseal(rooms, passphrase);
      } else if (firstAdmin) {
        const { email, password } = firstAdmin;
        await createVault(rooms, {
          passphrase,
          adminName: 'Administrator',
          adminEmail: email,
          adminPassword: password,
        });
      } else {
        throw noFirstAccount();
      }
    },
  });
  closeOnSignals(house);
  announce(house);
}

function noFirstAccount(): ConfigError {
  return new ConfigError([
    'A passphrase is set for an empty data folder, but no first account. ' +
      'Set STRONGROOM_ADMIN_EMAIL and STRONGROOM_ADMIN_PASSWORD too, or unset the passphrase and use the setup link.',
  ]);
}

function announce({ rooms, url }: House): void {
  const { publicUrl } = rooms.settings;
  const address = publicUrl || url;
  const state = {
    UNINITIALIZED: `Set it up by this one-time link: ${address}/setup#${rooms.setupCode.code}`,
    SEALED: 'The vault is locked; open the page and enter the passphrase.',
    UNSEALED: 'The vault is unlocked.',
  };
  process.stdout.write(`Strongroom serves ${address} — ${state[rooms.vault.state]}\n`);
}

function closeOnSignals(house: House): void {
  let closing = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, async () => {
      if (closing) process.exit(1);
      closing = true;
      process.stdout.write('Strongroom is closing; running transfers get 30 seconds. Once more ends them now.\n');
      await house.close(GRACE);
      process.exit(0);
    });
  }
}
