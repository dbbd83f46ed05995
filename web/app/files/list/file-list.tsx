import { Checkbox, VisuallyHidden } from '@mantine/core';
import { type KeyboardEvent, useRef } from 'react';
import type { FolderItem } from '../../../client/folders.ts';
import classes from './file-list.module.css';
import { FileRow } from './file-row.tsx';
import { FolderRow } from './folder-row.tsx';
import type { RowActions } from './row-actions.ts';
import type { Selection } from './selection.ts';
import type { ListedFile } from './use-file-list.ts';

interface FileListProps {
  folders: readonly FolderItem[];
  files: readonly ListedFile[];
  /** Of folders and files, in all pages. */
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
    /** Asks where to move the same. */
    relocate(): void;
  };
}

/** Rows moved by Page Up and Page Down. */
const LEAP = 10;

/**
 * Folders, then files as a grid: one stop for Tab, arrows between rows, Space selects, Enter opens, M moves, Delete
 * asks.
 */
export function FileList({ folders, files, totalCount, selection, actions, keys }: FileListProps) {
  const table = useRef<HTMLTableElement>(null);
  const rows = [...folders, ...files];
  const tabStop = rows.some((row) => row.id === selection.active) ? selection.active : rows[0]?.id;
  const chosen = rows.filter((row) => selection.chosen.has(row.id)).length;

  const press = (event: KeyboardEvent) => {
    // Keys in the menu of a row arrive here too, though it hangs elsewhere.
    if (!table.current?.contains(event.target as Node)) return;
    if (handle(event)) event.preventDefault();
  };

  function handle(event: KeyboardEvent): boolean {
    const onName = (event.target as HTMLElement).dataset['file'] !== undefined;
    const row = rows.find(({ id }) => id === selection.active);
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
        return moveBy(-rows.length, event);
      case 'End':
        return moveBy(rows.length, event);
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
      case 'm':
        if (event.ctrlKey || event.metaKey || event.altKey) return false;
        keys.relocate();
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
              aria-label="Select all that is shown"
              checked={chosen > 0 && chosen === rows.length}
              indeterminate={chosen > 0 && chosen < rows.length}
              onChange={(event) => (event.currentTarget.checked ? keys.all() : keys.none())}
            />
          </th>
          <th role="columnheader" className={classes.kind}>
            <VisuallyHidden>Kind</VisuallyHidden>
          </th>
          <th role="columnheader" className={classes.name}>
            Name
          </th>
          <th role="columnheader" className={classes.shared}>
            Shared
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
        {folders.map((folder, at) => (
          <FolderRow
            key={folder.id}
            folder={folder}
            index={at + 1}
            chosen={selection.chosen.has(folder.id)}
            active={folder.id === tabStop}
            actions={actions}
          />
        ))}
        {files.map((file, at) => (
          <FileRow
            key={file.id}
            file={file}
            index={folders.length + at + 1}
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
