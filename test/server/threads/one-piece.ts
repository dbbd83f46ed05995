import { ContainerSealer } from '../../../server/crypto/container.ts';
import { sealAside } from '../../../server/threads/cipher-threads.ts';
import { ADDRESS, DEK } from '../crypto/fixtures.ts';

const sealed = await sealAside(new ContainerSealer(1, DEK, ADDRESS).next([new Uint8Array(1_000_000)], true));
process.stdout.write(`${sealed.length}\n`);
