import type { DragEvent, MouseEvent } from 'react';

/** A row: a file or a folder. */
export interface Row {
  id: string;
  name: string;
}

/** What a row can ask the list for. The same object at every rendering, so that rows stay as they are. */
export interface RowActions {
  open(row: Row): void;
  toggle(row: Row): void;
  extend(row: Row): void;
  focused(row: Row): void;
  download(row: Row): void;
  share(row: Row): void;
  rename(row: Row): void;
  move(row: Row): void;
  remove(row: Row): void;
  /** The row begins to be dragged, and all chosen ones with it if it is one of them. */
  drag(event: DragEvent, row: Row): void;
  /** Rows were dropped on a folder. */
  dropOn(ids: readonly string[], folder: Row): void;
}

/** A click anywhere on a row opens it; with a key held, it chooses. */
export function clickOnRow(event: MouseEvent, row: Row, actions: RowActions): void {
  if ((event.target as Element).closest('button, input, label, [role=menu], [data-elsewhere]')) return;
  event.preventDefault();
  if (event.shiftKey) actions.extend(row);
  else if (event.ctrlKey || event.metaKey) actions.toggle(row);
  else actions.open(row);
}
