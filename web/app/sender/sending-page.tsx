import { Button, Text, Title } from '@mantine/core';
import { IconCircleCheck, IconUpload } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { SentFile } from '../../client/file-requests.ts';
import { announce } from '../components/announcer.tsx';
import { Moment } from '../components/moment.tsx';
import { PlainPage } from '../components/plain-page.tsx';
import { useTitlePrefix } from '../components/title.ts';
import { formatBytes } from '../files/format/bytes.ts';
import { files as countFiles } from '../files/format/count.ts';
import { FileName } from '../files/name/file-name.tsx';
import { announcement } from '../files/uploads/announce.ts';
import { isBusy, type Queue } from '../files/uploads/queue.ts';
import { summarize } from '../files/uploads/summary.ts';
import { UploadLine } from '../files/uploads/upload-line.tsx';
import uploadClasses from '../files/uploads/uploads.module.css';
import { UploadsContext, useOnStored, useQueue } from '../files/uploads/uploads-context.ts';
import { WindowDrop } from '../files/uploads/window-drop.tsx';
import { FinishForm } from './finish-form.tsx';
import type { KeptSender } from './kept-sender.ts';
import { ReceiptPage } from './receipt-page.tsx';
import classes from './sender.module.css';
import { useSenderUploads, useSentFiles } from './use-sender-uploads.ts';

interface SendingPageProps {
  kept: KeptSender;
  onFinished: () => void;
  /** The upload token is no more. */
  onOver: () => void;
}

/** An open request: who asks for what, the files on their way and those that arrived, and the end. */
export function SendingPage({ kept, onFinished, onOver }: SendingPageProps) {
  const { opened, finished } = kept;
  const picker = useRef<HTMLInputElement>(null);
  const pick = useCallback(() => picker.current?.click(), []);
  const uploads = useSenderUploads(opened, pick);
  const over = useRef(onOver);
  over.current = onOver;
  const gone = useCallback(() => over.current(), []);
  const { sent, refresh } = useSentFiles(opened.uploadToken, gone);
  if (finished) return <ReceiptPage uploadToken={opened.uploadToken} onOver={onOver} />;
  return (
    <UploadsContext.Provider value={uploads}>
      <PlainPage
        wide
        title={opened.title}
        lead={`${opened.owner} asks you for files.`}
        foot="You need no account. Only the person who asked can open what you send; it is encrypted before it is stored."
      >
        {opened.note && <Text className={classes.note}>{opened.note}</Text>}
        <DropTarget limits={opened.limits} sent={sent?.length ?? 0} onPick={pick} />
        <input
          ref={picker}
          type="file"
          multiple
          className={uploadClasses.picker}
          tabIndex={-1}
          aria-hidden="true"
          data-testid="file-picker"
          onChange={(event) => {
            uploads.add([...(event.currentTarget.files ?? [])]);
            // So that the same file can be chosen again.
            event.currentTarget.value = '';
          }}
        />
        <WindowDrop
          onDrop={({ files }) => uploads.add(files.map(({ file }) => file))}
          words={`Drop to send to ${opened.owner}`}
        />
        <OnTheWay onStored={refresh} />
        {sent && sent.length > 0 && <Sent files={sent} />}
        {sent && sent.length > 0 && <FinishForm uploadToken={opened.uploadToken} onFinished={onFinished} />}
      </PlainPage>
    </UploadsContext.Provider>
  );
}

interface DropTargetProps {
  limits: KeptSender['opened']['limits'];
  sent: number;
  onPick: () => void;
}

function DropTarget({ limits, sent, onPick }: DropTargetProps) {
  const { maxFileSize, expiresAt } = limits;
  const filesLeft = limits.filesLeft == null ? null : Math.max(0, limits.filesLeft - sent);
  return (
    <div className={classes.target}>
      <IconUpload size={28} stroke={1.6} aria-hidden />
      <Button size="md" onClick={onPick}>
        {sent === 0 ? 'Choose files' : 'Choose more files'}
      </Button>
      <Text c="dimmed" size="xs">
        Or drop them anywhere on this page. {filesLeft === null ? '' : `Up to ${countFiles(filesLeft)}, `}
        {filesLeft === null ? 'Up to' : 'each up to'} {formatBytes(maxFileSize)}
        {filesLeft === null ? ' each' : ''}.
        {expiresAt && (
          <>
            {' '}
            The request ends <Moment at={expiresAt} />.
          </>
        )}
      </Text>
    </div>
  );
}

/** The queue, without what has arrived: that stands in the list below. */
function OnTheWay({ onStored }: { onStored: () => void }) {
  const queue = useQueue();
  useOnStored(onStored);
  const [now, setNow] = useState(() => Date.now());
  const busy = isBusy(queue);
  useTitlePrefix(busy ? `${summarize(queue, now).percent} %` : '');
  useEffect(() => {
    if (!busy) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => {
      clearInterval(timer);
      window.removeEventListener('beforeunload', warn);
    };
  }, [busy]);
  const before = useRef<Queue>(queue);
  useEffect(() => {
    const sentence = announcement(before.current, queue);
    before.current = queue;
    if (sentence !== null) announce(sentence);
  }, [queue]);

  const shown = queue.filter(({ phase }) => phase.kind !== 'stored');
  if (shown.length === 0) return null;
  return (
    <section className={classes.part} aria-labelledby="on-the-way">
      <Title order={2} id="on-the-way" className={classes.heading}>
        On the way
      </Title>
      <ul className={classes.list}>
        {shown.map((upload) => (
          <UploadLine key={upload.id} upload={upload} now={now} />
        ))}
      </ul>
    </section>
  );
}

function Sent({ files }: { files: SentFile[] }) {
  return (
    <section className={classes.part} aria-labelledby="arrived">
      <Title order={2} id="arrived" className={classes.heading}>
        Arrived
      </Title>
      <ul className={classes.list}>
        {files.map((file) => (
          <li key={file.id} className={classes.file}>
            <div className={classes.what}>
              <FileName name={file.name} />
              <Text c="dimmed" size="xs">
                {formatBytes(file.size)}, <Moment at={file.receivedAt} />
              </Text>
            </div>
            <IconCircleCheck size={20} className={classes.good} aria-hidden />
          </li>
        ))}
      </ul>
    </section>
  );
}
