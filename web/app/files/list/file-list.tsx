import { Checkbox, VisuallyHidden } from '@mantine/core';
import { type KeyboardEvent, useRef } from 'react';
import classes from './file-list.module.css';
import { FileRow, type RowActions } from './file-row.tsx';
import type { Selection } from './selection.ts';
import type { ListedFile } from './use-file-list.ts';

interface FileListProps {
  files: readonly ListedFile[];
  totalCount: number;
  selection: Selection;
  actions: RowActions;
  /** The keyboard's wishes that concern the whole list. */
  keys: {
    move(by: number, extend: boolean): void;
    all(): void;
    none(): void;
    /** Asks to delete what is chosen, or the row that the keyboard stands on. */
    remove(): void;
  };
}

/** Rows moved by Page Up and Page Down. */
const LEAP = 10;

/** The files as a grid: one stop for Tab, arrows between rows, Space selects, Enter opens, Delete asks. */
export function FileList({ files, totalCount, selection, actions, keys }: FileListProps) {
  const table = useRef<HTMLTableElement>(null);
  const tabStop = files.some((file) => file.id === selection.active) ? selection.active : files[0]?.id;
  const chosen = files.filter((file) => selection.chosen.has(file.id)).length;

  const press = (event: KeyboardEvent) => {
    // Keys in the menu of a row arrive here too, though it hangs elsewhere.
    if (!table.current?.contains(event.target as Node)) return;
    if (handle(event)) event.preventDefault();
  };

  function handle(event: KeyboardEvent): boolean {
    const onName = (event.target as HTMLElement).dataset['file'] !== undefined;
    const row = files.find((file) => file.id === selection.active);
    switch (event.key) {
      case 'ArrowDown':
        return moveBy(1, event);
      case 'ArrowUp':
        return moveBy(-1, event);
      case 'PageDown':
        return moveBy(LEAP, event);
      case 'PageUp':
        return moveBy(-LEAP, event);
      case 'Home':
        return moveBy(-files.length, event);
      case 'End':
        return moveBy(files.length, event);
      case ' ':
        if (!onName || !row) return false;
        if (event.shiftKey) actions.extend(row);
        else actions.toggle(row);
        return true;
      case 'a':
        if (!event.ctrlKey && !event.metaKey) return false;
        keys.all();
        return true;
      case 'Escape':
        if (selection.chosen.size === 0) return false;
        keys.none();
        return true;
      case 'F2':
        if (!row) return false;
        actions.rename(row);
        return true;
      case 'Delete':
        keys.remove();
        return true;
      default:
        return false;
    }
  }

  function moveBy(by: number, event: KeyboardEvent): boolean {
    if (event.altKey || event.ctrlKey || event.metaKey) return false;
    keys.move(by, event.shiftKey);
    return true;
  }

  return (
    <table
      ref={table}
      role="grid"
      aria-label="Files"
      aria-multiselectable="true"
      aria-rowcount={totalCount + 1}
      className={classes.list}
      onKeyDown={press}
    >
      <thead role="rowgroup">
        <tr role="row" aria-rowindex={1} className={classes.heads}>
          <th role="columnheader" className={classes.check}>
            <Checkbox
              size="sm"
              aria-label="Select all files shown"
              checked={chosen > 0 && chosen === files.length}
              indeterminate={chosen > 0 && chosen < files.length}
              onChange={(event) => (event.currentTarget.checked ? keys.all() : keys.none())}
            />
          </th>
          <th role="columnheader" className={classes.kind}>
            <VisuallyHidden>Kind</VisuallyHidden>
          </th>
          <th role="columnheader" className={classes.name}>
            Name
          </th>
          <th role="columnheader" className={classes.size}>
            Size
          </th>
          <th role="columnheader" className={classes.when} aria-sort="descending">
            Added
          </th>
          <th role="columnheader" className={classes.menu}>
            <VisuallyHidden>Actions</VisuallyHidden>
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {files.map((file, at) => (
          <FileRow
            key={file.id}
            file={file}
            index={at + 1}
            chosen={selection.chosen.has(file.id)}
            active={file.id === tabStop}
            actions={actions}
          />
        ))}
      </tbody>
    </table>
  );
}

/** Puts the keyboard on a file's row; nothing when it is not on the page. */
export function focusRow(id: string): void {
  document.querySelector<HTMLElement>(`[data-file="${CSS.escape(id)}"]`)?.focus();
}

/** Puts the keyboard back into the list if it stands nowhere, as after the row it stood on was deleted. */
export function focusList(): void {
  // Dialogs give the focus back in a moment of their own; where that leads to a row that is gone, it is lost.
  setTimeout(() => {
    if (document.activeElement !== document.body) return;
    const row = document.querySelector<HTMLElement>('[data-file][tabindex="0"]');
    (row ?? document.getElementById('main'))?.focus();
  }, 250);
}
