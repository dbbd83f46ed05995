import { Tooltip } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import classes from './file-name.module.css';
import { direction, splitName } from './middle.ts';
import { namePieces, plainName } from './visible.ts';

interface FileNameProps {
  name: string;
  /** Wraps the name, as in a link; the whole name then shows on its focus too. */
  as?: (name: ReactNode) => ReactNode;
}

/**
 * A file's name as data: isolated from the text round it, with unseen characters as visible marks, on one line
 * whose middle gives way. Where it was cut, the whole name shows on hover and focus.
 */
export function FileName({ name, as = (shown) => shown }: FileNameProps) {
  const head = useRef<HTMLSpanElement>(null);
  const [cut, setCut] = useState(false);
  const measure = () => setCut((head.current?.scrollWidth ?? 0) > (head.current?.clientWidth ?? 0));
  const parts = splitName(name);
  return (
    <Tooltip
      label={<span className={classes.whole}>{plainName(name)}</span>}
      disabled={!cut}
      multiline
      maw="min(32rem, 90vw)"
      position="bottom-start"
      events={{ hover: true, focus: true, touch: false }}
    >
      <span className={classes.name} onPointerEnter={measure} onFocus={measure}>
        {as(
          <bdi className={classes.line} dir={direction(name)}>
            <span ref={head} className={classes.head}>
              <Visible text={parts.head} />
            </span>
            {parts.tail && (
              <span className={classes.tail}>
                <Visible text={parts.tail} />
              </span>
            )}
          </bdi>,
        )}
      </span>
    </Tooltip>
  );
}

/** The whole name, wrapping as it needs; for titles and dialogs. */
export function WholeName({ name }: { name: string }) {
  return (
    <bdi className={classes.whole} dir={direction(name)}>
      <Visible text={name} />
    </bdi>
  );
}

function Visible({ text }: { text: string }) {
  return namePieces(text).map((piece, at) =>
    piece.kind === 'text' ? (
      piece.text
    ) : (
      // The pieces of one name never move.
      <span key={`${at}-${piece.code}`} className={classes.mark} title={`Hidden character ${piece.code}`}>
        {piece.code}
      </span>
    ),
  );
}
