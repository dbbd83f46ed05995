import { ActionIcon, Button, Progress, Text } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { IconAlertTriangle, IconChevronDown, IconChevronUp, IconCircleCheck, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { announce } from '../../components/announcer.tsx';
import { useTitlePrefix } from '../../components/title.ts';
import { files } from '../format/count.ts';
import { announcement } from './announce.ts';
import { BrokenOffNote } from './broken-off-note.tsx';
import type { Queue, Upload } from './queue.ts';
import { MOST_LINES, shownLines } from './shown-lines.ts';
import { type Summary, sumLine, summarize } from './summary.ts';
import { UploadLine } from './upload-line.tsx';
import classes from './uploads.module.css';
import { useQueue, useUploads } from './uploads-context.ts';
import { useBrokenOff } from './use-broken-off.ts';

/** How long the panel says that all went well before it goes by itself; milliseconds. */
const LINGER = 6_000;

/** The upload queue at the lower right: one line in sum, a line per file, folded or not. Not there while it is empty. */
export function UploadPanel() {
  const { engine } = useUploads();
  const queue = useQueue();
  const [now, setNow] = useState(() => Date.now());
  const [folded, setFolded] = useState(false);
  const [most, setMost] = useState(MOST_LINES);
  const brokenOff = useBrokenOff();
  const panel = useRef<HTMLElement>(null);
  const summary = summarize(queue, now);
  const busy = summary.unfinished > 0;

  useAnnouncements(queue);
  useTitlePrefix(busy ? `${summary.percent} %` : '');
  useWarningOnLeave(busy);
  useClock(busy, setNow);
  useQuietEnd(queue, summary, panel, engine.dismiss);

  if (queue.length === 0 && brokenOff.those.length === 0) return null;
  const note = brokenOff.those.length > 0 && <BrokenOffNote {...brokenOff} />;
  const lines = shownLines(queue, most);
  const hidden = queue.length - lines.length;
  if (queue.length === 0) {
    return (
      <section className={classes.panel} aria-label="Uploads">
        {note}
      </section>
    );
  }
  const Fold = folded ? IconChevronUp : IconChevronDown;
  return (
    <section ref={panel} className={classes.panel} aria-label="Uploads">
      {note}
      <header className={classes.sum}>
        <SumIcon summary={summary} />
        <Text className={classes.sumText}>{sumLine(summary)}</Text>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-expanded={!folded}
          aria-label={folded ? 'Show the uploads' : 'Fold the uploads'}
          onClick={() => setFolded(!folded)}
        >
          <Fold size={20} aria-hidden />
        </ActionIcon>
        {!busy && (
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Close the uploads" onClick={engine.dismiss}>
            <IconX size={20} aria-hidden />
          </ActionIcon>
        )}
      </header>
      {busy && (
        <Progress value={summary.percent} size={3} radius={0} color="var(--sr-accent)" aria-label="All uploads" />
      )}
      {!folded && (
        <ul className={classes.lines}>
          {lines.map((upload) => (
            <UploadLine key={upload.id} upload={upload} now={movesWithTime(upload) ? now : 0} />
          ))}
          {hidden > 0 && (
            <li className={classes.more}>
              <span className={classes.soft}>{`and ${files(hidden)} more`}</span>
              <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setMost(most + MOST_LINES)}>
                Show more
              </Button>
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

/** Whether what its line says changes with time alone; the others need not be rendered for that. */
function movesWithTime({ phase }: Upload): boolean {
  return phase.kind === 'sending' || phase.kind === 'broken';
}

function SumIcon({ summary }: { summary: Summary }) {
  if (summary.failed > 0) return <IconAlertTriangle size={20} className={classes.bad} aria-hidden />;
  if (summary.unfinished === 0 && summary.stored > 0) {
    return <IconCircleCheck size={20} className={classes.good} aria-hidden />;
  }
  return null;
}

function useAnnouncements(queue: Queue): void {
  const before = useRef<Queue>(queue);
  useEffect(() => {
    const sentence = announcement(before.current, queue);
    before.current = queue;
    if (sentence !== null) announce(sentence);
  }, [queue]);
}

function useWarningOnLeave(busy: boolean): void {
  useEffect(() => {
    if (!busy) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [busy]);
}

/** Waits and speeds change with time alone, so the panel looks again every half second while it is busy. */
function useClock(busy: boolean, setNow: (now: number) => void): void {
  const { start, stop } = useInterval(() => setNow(Date.now()), 500);
  useEffect(() => {
    if (busy) start();
    return stop;
  }, [busy, start, stop]);
}

/** Success is quiet: the panel goes by itself, unless something needs a person or someone is using it. */
function useQuietEnd(
  queue: Queue,
  summary: Summary,
  panel: React.RefObject<HTMLElement | null>,
  dismiss: () => void,
): void {
  const wentWell = queue.length > 0 && summary.unfinished === 0 && summary.failed === 0;
  useEffect(() => {
    if (!wentWell) return;
    const timer = setInterval(() => {
      if (!panel.current?.matches(':hover, :focus-within')) dismiss();
    }, LINGER);
    return () => clearInterval(timer);
  }, [wentWell, panel, dismiss]);
}
