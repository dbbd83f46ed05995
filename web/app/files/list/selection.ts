/** Which rows are chosen, where a range begins, and which row the keyboard stands on. */
export interface Selection {
  chosen: ReadonlySet<string>;
  anchor: string | null;
  active: string | null;
}

export const nothingSelected: Selection = { chosen: new Set(), anchor: null, active: null };

/** Chooses the row or lets it go; ranges begin here from now on. */
export function toggle(selection: Selection, id: string): Selection {
  const chosen = new Set(selection.chosen);
  if (!chosen.delete(id)) chosen.add(id);
  return { chosen, anchor: id, active: id };
}

/** Adds every row from the anchor to this one, in the order shown. Without an anchor in sight, only this one. */
export function extendTo(selection: Selection, order: readonly string[], id: string): Selection {
  const to = order.indexOf(id);
  const anchor = selection.anchor ?? selection.active;
  const from = anchor === null ? -1 : order.indexOf(anchor);
  if (to < 0) return selection;
  if (from < 0) return toggle({ ...selection, chosen: without(selection.chosen, id) }, id);
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { chosen: new Set([...selection.chosen, ...range]), anchor, active: id };
}

export function chooseAll(selection: Selection, order: readonly string[]): Selection {
  return { ...selection, chosen: new Set(order) };
}

export function chooseNone(selection: Selection): Selection {
  return { ...selection, chosen: new Set(), anchor: null };
}

/** Moves the keyboard by so many rows, staying inside the list; with `extend`, chooses what it passes. */
export function move(selection: Selection, order: readonly string[], by: number, extend: boolean): Selection {
  if (order.length === 0) return selection;
  const at = selection.active === null ? -1 : order.indexOf(selection.active);
  const to = at < 0 ? (by > 0 ? 0 : order.length - 1) : Math.min(order.length - 1, Math.max(0, at + by));
  const active = order[to] ?? null;
  if (!extend || active === null) return { ...selection, active };
  const from = selection.anchor === null ? { ...selection, anchor: selection.active } : selection;
  return extendTo(from, order, active);
}

/**
 * Forgets rows that are gone. The keyboard then stands on the row that moved into the gap, or on
 * the last one. The same object comes back when nothing changed.
 */
export function prune(selection: Selection, before: readonly string[], after: readonly string[]): Selection {
  const present = new Set(after);
  const chosen = new Set([...selection.chosen].filter((id) => present.has(id)));
  const anchor = selection.anchor !== null && present.has(selection.anchor) ? selection.anchor : null;
  const active = selection.active === null || present.has(selection.active) ? selection.active : neighbour();
  const same = chosen.size === selection.chosen.size && anchor === selection.anchor && active === selection.active;
  return same ? selection : { chosen, anchor, active };

  function neighbour(): string | null {
    const at = before.indexOf(selection.active ?? '');
    const following = before.slice(at + 1).find((id) => present.has(id));
    return following ?? before.slice(0, Math.max(0, at)).findLast((id) => present.has(id)) ?? null;
  }
}

function without(chosen: ReadonlySet<string>, id: string): Set<string> {
  return new Set([...chosen].filter((other) => other !== id));
}
