import { Button, CloseButton } from '@mantine/core';
import { IconDownload, IconShare3, IconTrash } from '@tabler/icons-react';
import { formatBytes } from '../format/bytes.ts';
import { files as countFiles } from '../format/count.ts';
import classes from './file-list.module.css';
import type { ListedFile } from './use-file-list.ts';

interface SelectionBarProps {
  chosen: readonly ListedFile[];
  totalCount: number;
  search: string;
  onDownload(): void;
  onShare(): void;
  onDelete(): void;
  onClear(): void;
}

/** Above the list: how many files there are, or what can be done with the chosen ones. */
export function SelectionBar({
  chosen,
  totalCount,
  search,
  onDownload,
  onShare,
  onDelete,
  onClear,
}: SelectionBarProps) {
  if (chosen.length === 0) {
    return (
      <div className={classes.bar}>
        <span className={classes.barWords} role="status">
          {search ? `${countFiles(totalCount)} with “${search}” in the name` : countFiles(totalCount)}
        </span>
      </div>
    );
  }
  const bytes = chosen.reduce((sum, file) => sum + file.size, 0);
  return (
    <div className={classes.bar} data-chosen>
      <CloseButton aria-label="Clear the selection" onClick={onClear} />
      <span className={classes.barWords} role="status">
        {chosen.length} selected<span className={classes.bytes}> · {formatBytes(bytes)}</span>
      </span>
      <Button variant="default" leftSection={<IconDownload size={18} aria-hidden />} onClick={onDownload}>
        Download
      </Button>
      <Button variant="default" leftSection={<IconShare3 size={18} aria-hidden />} onClick={onShare}>
        Share…
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
