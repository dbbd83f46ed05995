/**
 * The server of `record.ts`, in a process of its own, with files of as many bytes as its argument says; while it is
 * told `off`, events of downloads are dropped.
 */
import { RateLimiterRes } from 'rate-limiter-flexible';
import { tuneHeap } from '../../server/memory/heap.ts';
import { startHouse } from '../support/house.ts';
import { bytesOf, downloadUrl, upload } from '../support/transfers.ts';

const FILES = 64;
const bytes = Number(process.argv[2]);

tuneHeap();
const house = await startHouse();
const { rooms } = house;
// So many requests in a minute are more than one person may send.
rooms.attempts.limiters.userRequest.consume = async () => new RateLimiterRes();
const soon = rooms.recorder.soon.bind(rooms.recorder);
const urls: string[] = [];
for (let i = 0; i < FILES; i += 1) urls.push(await downloadUrl(house, (await upload(house, bytesOf(bytes, i))).id));
process.on('message', async (wanted) => {
  await rooms.recorder.flush();
  if (wanted === 'end') {
    await house.remove();
    process.exit(0);
  }
  rooms.recorder.soon = wanted === 'on' ? soon : () => {};
  process.send?.(wanted);
});
process.on('disconnect', () => process.exit(1));
process.send?.(urls);
