import { BodyOpener } from '../../../server/crypto/body.ts';
import { ContainerOpener, type PartAddress } from '../../../server/crypto/container.ts';
import { containerPrefix, PREFIX_LENGTH } from '../../../server/crypto/prefix.ts';
import { HEADER_LENGTH } from '../../../server/crypto/sizes.ts';
import { type SuiteId, suiteOf } from '../../../server/crypto/suites.ts';

/**
 * Opens a whole container in memory.
 * @param expected the part row's commitment, where there is one to compare with
 * @throws IntegrityError when any byte is not what was sealed for this place
 */
export function openContainer(
  suite: SuiteId,
  dek: Buffer,
  address: PartAddress,
  bytes: Buffer,
  expected?: Buffer,
): Buffer {
  const header = bytes.subarray(0, HEADER_LENGTH);
  // Checks the header, as every reader does.
  new ContainerOpener(suite, dek, address, header, expected ?? header.subarray(-32));
  const body = new BodyOpener(suiteOf(suite), dek, containerPrefix(suite, address), header.subarray(PREFIX_LENGTH));
  return body.openAll(bytes.subarray(HEADER_LENGTH));
}
