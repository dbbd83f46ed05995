import { Button } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useUploads } from '../uploads/index.ts';
import classes from './first-files.module.css';

/** In place of an empty list: one sentence and one big target. The whole window takes the drop; this shows where. */
export function FirstFiles({ folder = false }: { folder?: boolean }) {
  const { pick } = useUploads();
  return (
    <div className={classes.target}>
      <span className={classes.door}>
        <IconUpload size={30} stroke={1.6} aria-hidden />
      </span>
      <p className={classes.sentence}>
        {folder
          ? 'There is nothing in this folder yet. Drop files or folders here.'
          : 'Drop your first files here, and they are locked away before they are stored.'}
      </p>
      <Button size="md" onClick={pick}>
        Choose files
      </Button>
      <p className={classes.hint}>You can also paste them.</p>
    </div>
  );
}
