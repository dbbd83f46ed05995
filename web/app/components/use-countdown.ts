import { useLayoutEffect, useState } from 'react';

/** Seconds left of a wait, counted down from `seconds` whenever `since` changes; 0 when it is over, or never began. */
export function useCountdown(seconds: number, since: unknown): number {
  const [left, setLeft] = useState(0);
  useLayoutEffect(() => {
    setLeft(since ? seconds : 0);
    if (!since || seconds <= 0) return;
    const end = Date.now() + seconds * 1000;
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000))), 500);
    return () => clearInterval(timer);
  }, [seconds, since]);
  return left;
}
