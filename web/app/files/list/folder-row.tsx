import { ActionIcon, Checkbox, Menu } from '@mantine/core';
import { IconDots, IconFolder, IconFolderSymlink, IconPencil, IconShare3, IconTrash } from '@tabler/icons-react';
import { memo } from 'react';
import type { FolderItem } from '../../../client/folders.ts';
import { Moment } from '../../components/moment.tsx';
import { useDropTarget } from '../folders/dragging.ts';
import { folderPath } from '../folders/folder-path.ts';
import { FileName } from '../name/file-name.tsx';
import { plainName } from '../name/visible.ts';
import classes from './file-list.module.css';
import { clickOnRow, type RowActions } from './row-actions.ts';

interface FolderRowProps {
  folder: FolderItem;
  /** Counted from 1, over all pages. */
  index: number;
  chosen: boolean;
  /** Whether Tab leads to this row. */
  active: boolean;
  actions: RowActions;
}

/** One folder in the list. It opens like a file, can be dragged like one, and takes rows that are dropped on it. */
export const FolderRow = memo(function FolderRow({ folder, index, chosen, active, actions }: FolderRowProps) {
  const { id, name, createdAt } = folder;
  const tabIndex = active ? 0 : -1;
  const plain = plainName(name);
  const target = useDropTarget(id, (ids) => actions.dropOn(ids, folder));

  return (
    <tr
      role="row"
      aria-rowindex={index + 1}
      aria-selected={chosen}
      className={classes.row}
      data-chosen={chosen || undefined}
      data-over={target.over || undefined}
      draggable
      onDragStart={(event) => actions.drag(event, folder)}
      {...target.props}
      onClick={(event) => clickOnRow(event, folder, actions)}
      onFocus={() => actions.focused(folder)}
    >
      <td role="gridcell" className={classes.check}>
        <Checkbox
          size="sm"
          aria-label={`Select ${plain}`}
          tabIndex={tabIndex}
          checked={chosen}
          onChange={({ nativeEvent }) =>
            (nativeEvent as unknown as PointerEvent).shiftKey ? actions.extend(folder) : actions.toggle(folder)
          }
        />
      </td>
      <td role="gridcell" className={classes.kind}>
        <span className={classes.thumbnail}>
          <IconFolder size={24} stroke={1.5} role="img" aria-label="Folder" className={classes.folder} />
        </span>
      </td>
      <th role="rowheader" scope="row" className={classes.name}>
        <FileName
          name={name}
          as={(shown) => (
            <a
              href={folderPath(id)}
              className={classes.link}
              tabIndex={tabIndex}
              data-file={id}
              draggable={false}
              aria-label={plain === name ? name : undefined}
            >
              {shown}
            </a>
          )}
        />
      </th>
      <td role="gridcell" className={classes.shared} />
      <td role="gridcell" className={classes.size}>
        Folder
      </td>
      <td role="gridcell" className={classes.when}>
        <Moment at={createdAt} />
      </td>
      <td role="gridcell" className={classes.menu}>
        <Menu position="bottom-end" shadow="md" width="11rem" withinPortal>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Actions for ${plain}`} tabIndex={tabIndex}>
              <IconDots size={20} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconShare3 size={18} aria-hidden />} onClick={() => actions.share(folder)}>
              Share…
            </Menu.Item>
            <Menu.Item leftSection={<IconPencil size={18} aria-hidden />} onClick={() => actions.rename(folder)}>
              Rename
            </Menu.Item>
            <Menu.Item leftSection={<IconFolderSymlink size={18} aria-hidden />} onClick={() => actions.move(folder)}>
              Move…
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={18} aria-hidden />}
              onClick={() => actions.remove(folder)}
            >
              Delete
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </td>
    </tr>
  );
});
