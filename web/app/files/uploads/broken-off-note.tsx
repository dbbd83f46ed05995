import { Button, Text } from '@mantine/core';
import { useRef } from 'react';
import { formatBytes } from '../format/bytes.ts';
import { FileName } from '../name/file-name.tsx';
import { plainName } from '../name/visible.ts';
import type { BrokenOff } from './broken-off.ts';
import classes from './uploads.module.css';
import { useUploads } from './uploads-context.ts';
import { type BrokenOffUploads, brokenOffWords, type Hindrance } from './use-broken-off.ts';

const HINDERED: Record<Hindrance | 'nothing', string> = {
  nothing: '',
  'other file': 'That is another file: its name, size or date is not the same.',
  'other tab': 'Another tab of this browser is sending it.',
};

/** Offers to go on with uploads that ended with an earlier page. Only the person can give the files again. */
export function BrokenOffNote({ those, hindered, goOn, giveUp }: BrokenOffUploads) {
  const { pick } = useUploads();
  const picker = useRef<HTMLInputElement>(null);
  const wanted = useRef<BrokenOff>(undefined);
  const choose = (upload: BrokenOff) => {
    wanted.current = upload;
    picker.current?.click();
  };
  return (
    <div className={classes.brokenOff}>
      <Text size="sm">{brokenOffWords(those.length)}</Text>
      {those.length > 1 && (
        <div className={classes.brokenOffActions}>
          <Button size="compact-sm" onClick={pick}>
            Choose the files
          </Button>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => giveUp(those)}>
            Give all up
          </Button>
        </div>
      )}
      <ul className={classes.brokenOffList}>
        {those.map((upload) => (
          <li key={upload.key}>
            <FileName name={upload.name} />
            <p className={classes.soft}>{`${formatBytes(upload.arrived)} of ${formatBytes(upload.size)} arrived`}</p>
            <p role="alert" className={classes.bad}>
              {HINDERED[hindered.get(upload.key) ?? 'nothing']}
            </p>
            <div className={classes.brokenOffActions}>
              <Button
                size="compact-sm"
                variant={those.length > 1 ? 'default' : 'filled'}
                aria-label={`Choose the file ${plainName(upload.name)}`}
                onClick={() => choose(upload)}
              >
                Choose the file
              </Button>
              <Button
                size="compact-sm"
                variant="subtle"
                color="gray"
                aria-label={`Give up the upload of ${plainName(upload.name)}`}
                onClick={() => giveUp([upload])}
              >
                Give up
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <input
        ref={picker}
        type="file"
        className={classes.picker}
        tabIndex={-1}
        aria-hidden="true"
        data-testid="broken-off-picker"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file && wanted.current) goOn(wanted.current, file);
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}
