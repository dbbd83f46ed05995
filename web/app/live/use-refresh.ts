import { useEffect, useRef, useState } from 'react';
import { createRefresh } from './refresh.ts';

/** `createRefresh` for a component: the newest `load` is run, and none once it is gone. `load` must not reject. */
export function useRefresh(load: () => Promise<void>): () => void {
  const newest = useRef(load);
  newest.current = load;
  const [refresh] = useState(() => createRefresh(() => newest.current()));
  useEffect(() => refresh.stop, [refresh]);
  return refresh.ask;
}
