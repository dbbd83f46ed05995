import { useRef, useState } from 'react';

type Functions<T> = { [Key in keyof T]: (...args: never[]) => void };

/** One object for good whose functions are always the newest ones given, so that rows need not render again. */
export function useNewest<T extends Functions<T>>(functions: T): T {
  const newest = useRef(functions);
  newest.current = functions;
  const [stable] = useState(() => {
    const names = Object.keys(functions) as (keyof T)[];
    return Object.fromEntries(names.map((name) => [name, (...args: never[]) => newest.current[name](...args)])) as T;
  });
  return stable;
}
