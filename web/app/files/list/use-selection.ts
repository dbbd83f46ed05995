import { useEffect, useMemo, useRef, useState } from 'react';
import { focusRow } from './file-list.tsx';
import { chooseAll, chooseNone, extendTo, move, nothingSelected, prune, type Selection, toggle } from './selection.ts';

interface Selecting {
  now: Selection;
  toggle(id: string): void;
  extend(id: string): void;
  /** The keyboard came to a row by itself, by Tab or by a click. */
  focused(id: string): void;
  all(): void;
  none(): void;
  /** Moves the keyboard, and the focus with it. */
  move(by: number, extend: boolean): void;
}

/** The selection over a list that changes under it: rows that leave are forgotten. */
export function useSelection(files: readonly { id: string }[]): Selecting {
  const [now, setNow] = useState(nothingSelected);
  const order = useMemo(() => files.map((file) => file.id), [files]);
  const before = useRef(order);

  useEffect(() => {
    const earlier = before.current;
    before.current = order;
    setNow((selection) => prune(selection, earlier, order));
  }, [order]);

  return {
    now,
    toggle: (id) => setNow((selection) => toggle(selection, id)),
    extend: (id) => setNow((selection) => extendTo(selection, order, id)),
    focused: (id) => setNow((selection) => (selection.active === id ? selection : { ...selection, active: id })),
    all: () => setNow((selection) => chooseAll(selection, order)),
    none: () => setNow(chooseNone),
    move(by, extend) {
      const next = move(now, order, by, extend);
      setNow(next);
      if (next.active !== null) focusRow(next.active);
    },
  };
}
