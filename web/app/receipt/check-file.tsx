import { Alert, Button, Progress, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { SignedReceipt } from '../../client/receipt.ts';
import { announce } from '../components/announcer.tsx';
import { plainName } from '../files/name/visible.ts';
import { WindowDrop } from '../files/uploads/window-drop.tsx';
import { hashOfFile } from './file-hash.ts';
import classes from './receipt.module.css';

type Check =
  | { kind: 'reading'; percent: number }
  | { kind: 'same'; name: string; as: string }
  | { kind: 'other'; name: string }
  | { kind: 'unreadable'; name: string };

/** Compares a file of this device with the receipt's hashes. It is not sent anywhere. */
export function CheckFile({ receipt }: { receipt: SignedReceipt }) {
  const picker = useRef<HTMLInputElement>(null);
  const running = useRef<AbortController>(undefined);
  const [check, setCheck] = useState<Check | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const take = async ([file]: readonly File[]) => {
    if (!file) return;
    running.current?.abort();
    const { signal } = (running.current = new AbortController());
    setCheck({ kind: 'reading', percent: 0 });
    const progress = (read: number) => {
      if (!signal.aborted) setCheck({ kind: 'reading', percent: Math.floor((read / Math.max(1, file.size)) * 100) });
    };
    try {
      const sha256 = await hashOfFile(file, progress, signal);
      const same = receipt.files.find((each) => each.sha256 === sha256 && each.size === file.size);
      setCheck(same ? { kind: 'same', name: file.name, as: same.name } : { kind: 'other', name: file.name });
      announce(same ? 'This file is in the receipt.' : 'This file is not in the receipt.');
    } catch {
      if (!signal.aborted) setCheck({ kind: 'unreadable', name: file.name });
    }
  };
  return (
    <div className={classes.check}>
      <Text>
        To see whether a file that you have is the one that was received, choose it, or drop it here. It stays on your
        device.
      </Text>
      <Button variant="default" onClick={() => picker.current?.click()}>
        Check a file
      </Button>
      <input
        ref={picker}
        type="file"
        className={classes.picker}
        tabIndex={-1}
        aria-hidden="true"
        data-testid="check-picker"
        onChange={(event) => {
          void take([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      <WindowDrop onDrop={({ files }) => void take(files.map(({ file }) => file))} words="Drop a file to compare it" />
      {check && <Outcome check={check} />}
    </div>
  );
}

function Outcome({ check }: { check: Check }) {
  switch (check.kind) {
    case 'reading':
      return <Progress value={check.percent} aria-label="Reading the file" color="var(--sr-accent)" />;
    case 'same':
      return (
        <Alert
          color="verdigris"
          variant="outline"
          icon={<IconCircleCheck aria-hidden />}
          title="The same file, byte for byte"
        >
          <Text>
            {plainName(check.name)} is what was received as {plainName(check.as)}.
          </Text>
        </Alert>
      );
    case 'other':
      return (
        <Alert color="red" variant="outline" icon={<IconAlertTriangle aria-hidden />} title="Not one of these files">
          <Text>{plainName(check.name)} differs from every file in the receipt, by one byte at least.</Text>
        </Alert>
      );
    case 'unreadable':
      return (
        <Alert color="red" variant="outline" icon={<IconAlertTriangle aria-hidden />} title="It cannot be read">
          <Text>{plainName(check.name)} may have been moved. Choose it again.</Text>
        </Alert>
      );
  }
}
