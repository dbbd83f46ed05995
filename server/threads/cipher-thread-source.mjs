// The thread as it runs from the sources: Node 20 gives a thread no loader of its parent's.
import { register } from 'tsx/esm/api';

register();
await import('./cipher-thread.ts');
