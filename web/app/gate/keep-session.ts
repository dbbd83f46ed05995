import { useEffect } from 'react';

const HOUR = 3_600_000;

/**
 * While the page is open, lets the server move the end of the session on, which it does at most once a day: whoever
 * comes back within its lifetime stays signed in. A failure changes nothing; the next question to the server tells.
 */
export function useKeptSession(): void {
  useEffect(() => {
    const keep = () => void fetch('/auth/get-session').catch(() => {});
    keep();
    const timer = setInterval(keep, HOUR);
    return () => clearInterval(timer);
  }, []);
}
