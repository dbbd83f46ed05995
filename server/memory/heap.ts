import { setFlagsFromString } from 'node:v8';

/** Sets V8 up for moving large bodies; called once, before anything else. */
export function tuneHeap(): void {
  // Freeing buffers on another thread costs a third of sealing: it takes turns with the main thread for the allocator.
  setFlagsFromString('--no-concurrent-array-buffer-sweeping');
  // What ciphers give counts as part of the heap, which left to itself grows by so little that V8 soon collects
  // all of it again: that halves the speed of downloads.
  setFlagsFromString('--heap-growing-percent=100');
}
