import { Button, CloseButton } from '@mantine/core';
import { IconDownload, IconFolderSymlink, IconShare3, IconTrash } from '@tabler/icons-react';
import { formatBytes } from '../format/bytes.ts';
import { files as countFiles, folders as countFolders } from '../format/count.ts';
import classes from './file-list.module.css';

interface SelectionBarProps {
  chosen: readonly { folder: boolean; size: number }[];
  /** How many files there are. */
  totalCount: number;
  folderCount: number;
  search: string;
  onDownload(): void;
  onShare(): void;
  onMove(): void;
  onDelete(): void;
  onClear(): void;
}

/** Above the list: how much there is, or what can be done with what is chosen. */
export function SelectionBar({
  chosen,
  totalCount,
  folderCount,
  search,
  onDownload,
  onShare,
  onMove,
  onDelete,
  onClear,
}: SelectionBarProps) {
  if (chosen.length === 0) {
    return (
      <div className={classes.bar}>
        <span className={classes.barWords} role="status">
          {folderCount > 0 && `${countFolders(folderCount)}, `}
          {countFiles(totalCount)}
          {search && ` with “${search}” in the name`}
        </span>
      </div>
    );
  }
  const bytes = chosen.reduce((sum, file) => sum + file.size, 0);
  return (
    <div className={classes.bar} data-chosen>
      <CloseButton aria-label="Clear the selection" onClick={onClear} />
      <span className={classes.barWords} role="status">
        {chosen.length} selected{bytes > 0 && <span className={classes.bytes}> · {formatBytes(bytes)}</span>}
      </span>
      {!chosen.some(({ folder }) => folder) && (
        <Button variant="default" leftSection={<IconDownload size={18} aria-hidden />} onClick={onDownload}>
          Download
        </Button>
      )}
      <Button variant="default" leftSection={<IconShare3 size={18} aria-hidden />} onClick={onShare}>
        Share…
      </Button>
      <Button
        variant="default"
        leftSection={<IconFolderSymlink size={18} aria-hidden />}
        onClick={onMove}
        aria-keyshortcuts="m"
      >
        Move…
      </Button>
      <Button
        variant="default"
        leftSection={<IconTrash size={18} aria-hidden />}
        onClick={onDelete}
        className={classes.danger}
      >
        Delete
      </Button>
    </div>
  );
}
