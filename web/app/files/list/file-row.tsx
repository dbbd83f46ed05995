import { ActionIcon, Checkbox, Menu } from '@mantine/core';
import { IconDots, IconDownload, IconFolderSymlink, IconPencil, IconShare3, IconTrash } from '@tabler/icons-react';
import { memo } from 'react';
import { Link } from 'react-router';
import { readFragment } from '../../../client/generated/index.ts';
import { Moment } from '../../components/moment.tsx';
import { folderPath } from '../folders/folder-path.ts';
import { exactBytes, formatBytes } from '../format/bytes.ts';
import { FileName } from '../name/file-name.tsx';
import { plainName } from '../name/visible.ts';
import { FileRowFragment } from './documents.ts';
import classes from './file-list.module.css';
import { clickOnRow, type RowActions } from './row-actions.ts';
import { SharedState } from './shared-state.tsx';
import { Thumbnail } from './thumbnail.tsx';
import type { ListedFile } from './use-file-list.ts';

interface FileRowProps {
  file: ListedFile;
  /** Counted from 1, over all pages. */
  index: number;
  chosen: boolean;
  /** Whether Tab leads to this row. */
  active: boolean;
  actions: RowActions;
}

/** One file in the list: a row where there is room, a card on a phone. */
export const FileRow = memo(function FileRow({ file, index, chosen, active, actions }: FileRowProps) {
  const { id, name, contentType, size, createdAt, linked, sharedWith } = readFragment(FileRowFragment, file);
  const tabIndex = active ? 0 : -1;
  const plain = plainName(name);

  return (
    <tr
      role="row"
      aria-rowindex={index + 1}
      aria-selected={chosen}
      className={classes.row}
      data-chosen={chosen || undefined}
      draggable
      onDragStart={(event) => actions.drag(event, file)}
      onClick={(event) => clickOnRow(event, file, actions)}
      onFocus={() => actions.focused(file)}
    >
      <td role="gridcell" className={classes.check}>
        <Checkbox
          size="sm"
          aria-label={`Select ${plain}`}
          tabIndex={tabIndex}
          checked={chosen}
          // React makes this of the click, which knows whether Shift was held.
          onChange={({ nativeEvent }) =>
            (nativeEvent as unknown as PointerEvent).shiftKey ? actions.extend(file) : actions.toggle(file)
          }
        />
      </td>
      <td role="gridcell" className={classes.kind}>
        <Thumbnail id={id} contentType={contentType} size={size} />
      </td>
      <th role="rowheader" scope="row" className={classes.name}>
        <FileName
          name={name}
          as={(shown) => (
            <a
              href={`?file=${id}`}
              className={classes.link}
              tabIndex={tabIndex}
              data-file={id}
              draggable={false}
              // The halves of a long name would be read as two words; a name with marks is read as it is seen.
              aria-label={plain === name ? name : undefined}
            >
              {shown}
            </a>
          )}
        />
        {file.folder !== undefined && <Where folder={file.folder} tabIndex={tabIndex} />}
      </th>
      <td role="gridcell" className={classes.shared}>
        <SharedState linked={linked} people={sharedWith} />
      </td>
      <td role="gridcell" className={classes.size} title={exactBytes(size)}>
        {formatBytes(size)}
      </td>
      <td role="gridcell" className={classes.when}>
        <Moment at={createdAt} />
      </td>
      <td role="gridcell" className={classes.menu}>
        <RowMenu name={plain} tabIndex={tabIndex} file={file} actions={actions} />
      </td>
    </tr>
  );
});

/** Of a hit of the search: the folder that it is in. */
function Where({ folder, tabIndex }: { folder: ListedFile['folder']; tabIndex: number }) {
  const names = ['Files', ...(folder ? [...folder.path, folder].map(({ name }) => plainName(name)) : [])];
  return (
    <Link to={folderPath(folder?.id ?? null)} className={classes.where} tabIndex={tabIndex} data-elsewhere>
      <bdi>{names.join(' › ')}</bdi>
    </Link>
  );
}

interface RowMenuProps {
  name: string;
  tabIndex: number;
  file: ListedFile;
  actions: RowActions;
}

function RowMenu({ name, tabIndex, file, actions }: RowMenuProps) {
  return (
    <Menu position="bottom-end" shadow="md" width="11rem" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Actions for ${name}`} tabIndex={tabIndex}>
          <IconDots size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconDownload size={18} aria-hidden />} onClick={() => actions.download(file)}>
          Download
        </Menu.Item>
        <Menu.Item leftSection={<IconShare3 size={18} aria-hidden />} onClick={() => actions.share(file)}>
          Share…
        </Menu.Item>
        <Menu.Item leftSection={<IconPencil size={18} aria-hidden />} onClick={() => actions.rename(file)}>
          Rename
        </Menu.Item>
        <Menu.Item leftSection={<IconFolderSymlink size={18} aria-hidden />} onClick={() => actions.move(file)}>
          Move…
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<IconTrash size={18} aria-hidden />} onClick={() => actions.remove(file)}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
