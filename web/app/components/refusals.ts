import { type RefObject, useEffect, useRef, useState } from 'react';

export interface Refusals {
  /** For the `<form>`. */
  form: RefObject<HTMLFormElement | null>;
  /** How often it was sent with faults in it; from the first time on they are shown. */
  count: number;
  /** To be called when it is sent with faults in it: the first field at fault takes the focus, once it says so. */
  refuse(): void;
  /** Forgets it all, as when the form is emptied. */
  forget(): void;
}

/** A form's way to say that it is not filled in right. */
export function useRefusals(): Refusals {
  const form = useRef<HTMLFormElement>(null);
  const [count, setCount] = useState(0);
  useEffect(() => {
    if (count > 0) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [count]);
  return { form, count, refuse: () => setCount((before) => before + 1), forget: () => setCount(0) };
}
