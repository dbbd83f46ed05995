import { expand } from '../../dist/server/crypto/hkdf.js';
import { IntegrityError } from '../../dist/server/crypto/integrity.js';

const LABEL = Buffer.from('c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0', 'ascii');
const TAG = 16;

/** Suite 1 without its cipher: same keys, sizes and memory of its own; the text is the plaintext, the tag is zero. */
export const gcmSuite = {
  id: 1,
  deriveKeys(key, salt, context) {
    const okm = expand(key, Buffer.concat([LABEL, salt, context]), 76);
    return { commitment: Buffer.from(okm.subarray(44, 76)), keys: null };
  },
  seal(_keys, _index, place, length) {
    place.fill(0, length, length + TAG);
  },
  open(_keys, _index, sealed) {
    const end = sealed.length - TAG;
    if (end < 0) throw new IntegrityError('size');
    const plain = Buffer.allocUnsafeSlow(end);
    plain.set(sealed.subarray(0, end));
    return plain;
  },
};
