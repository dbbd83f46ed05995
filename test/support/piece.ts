import type { BodySealer } from '../../server/crypto/body.ts';
import type { ContainerSealer } from '../../server/crypto/container.ts';
import type { SegmentsToSeal } from '../../server/crypto/segments.ts';

/** The work of sealing these chunks next, or as all there is, or as the end of it. */
export function piece(
  sealer: BodySealer | ContainerSealer,
  chunks: Uint8Array[],
  last: boolean,
  expected = 0,
): SegmentsToSeal {
  const batch = sealer.batch(
    chunks.reduce((sum, { length }) => sum + length, 0),
    expected,
  );
  for (const chunk of chunks) batch.add(chunk);
  return sealer.next(batch, last);
}
