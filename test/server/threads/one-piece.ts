import { ContainerSealer } from '../../../server/crypto/container.ts';
import { sealAside } from '../../../server/threads/cipher-threads.ts';
import { piece } from '../../support/piece.ts';
import { ADDRESS, DEK } from '../crypto/fixtures.ts';

const sealed = await sealAside(piece(new ContainerSealer(1, DEK, ADDRESS), [new Uint8Array(1_000_000)], true));
process.stdout.write(`${sealed.length}\n`);
