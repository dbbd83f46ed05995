import { ActionIcon, Progress } from '@mantine/core';
import { IconCircleCheck, IconPlayerPause, IconPlayerPlay, IconRefresh, IconX } from '@tabler/icons-react';
import { memo } from 'react';
import { FileName } from '../name/file-name.tsx';
import { plainName } from '../name/visible.ts';
import { percentOf, phaseWords } from './phase-words.ts';
import { isUnfinished, type Upload } from './queue.ts';
import classes from './uploads.module.css';
import { useUploads } from './uploads-context.ts';

/** One upload: its name, a bar, where it stands, and what can be done about it. */
export const UploadLine = memo(function UploadLine({ upload, now }: { upload: Upload; now: number }) {
  const { engine } = useUploads();
  const { phase } = upload;
  const name = plainName(upload.name);
  const unfinished = isUnfinished(upload);
  const repeatable =
    phase.kind === 'cancelled' || phase.kind === 'broken' || (phase.kind === 'failed' && phase.retryable);
  const moving = phase.kind === 'sending' || phase.kind === 'storing';
  const paused = phase.kind === 'paused';
  const pausable = ['waiting', 'sending', 'broken'].includes(phase.kind);
  const PauseIcon = paused ? IconPlayerPlay : IconPlayerPause;
  return (
    <li className={classes.line} data-phase={phase.kind}>
      <div className={classes.what}>
        <FileName name={upload.name} />
        {unfinished && (
          <Progress
            value={percentOf(upload)}
            size="sm"
            color={phase.kind === 'broken' ? 'var(--sr-warn)' : 'var(--sr-accent)'}
            aria-label={`Upload of ${name}`}
          />
        )}
        <p className={phase.kind === 'failed' ? classes.bad : classes.soft}>{phaseWords(upload, now)}</p>
      </div>
      {repeatable && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={`Try ${name} again`}
          onClick={() => engine.retry(upload.id)}
        >
          <IconRefresh size={18} aria-hidden />
        </ActionIcon>
      )}
      {(paused || pausable) && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={paused ? `Go on with the upload of ${name}` : `Pause the upload of ${name}`}
          onClick={() => (paused ? engine.retry(upload.id) : engine.pause(upload.id))}
        >
          <PauseIcon size={18} aria-hidden />
        </ActionIcon>
      )}
      {unfinished && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={moving || paused ? `Cancel the upload of ${name}` : `Do not upload ${name}`}
          onClick={() => engine.cancel(upload.id)}
        >
          <IconX size={18} aria-hidden />
        </ActionIcon>
      )}
      {phase.kind === 'stored' && <IconCircleCheck size={20} className={classes.good} aria-hidden />}
    </li>
  );
});
