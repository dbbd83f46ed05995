import { Tooltip } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
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
  const [whole, setWhole] = useState(false);
  // Measured when it is needed: a list has hundreds of names, whose room changes with the window's.
  const showWhole = () => setWhole((head.current?.scrollWidth ?? 0) > (head.current?.clientWidth ?? 0));
  const hideWhole = () => setWhole(false);
  useEffect(() => {
    if (!whole) return;
    const press = ({ key }: KeyboardEvent) => key === 'Escape' && setWhole(false);
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [whole]);
  const parts = splitName(name);
  return (
    <Tooltip
      label={<span className={classes.whole}>{plainName(name)}</span>}
      opened={whole}
      multiline
      maw="min(32rem, 90vw)"
      position="bottom-start"
    >
      <span
        className={classes.name}
        onPointerEnter={({ pointerType }) => pointerType !== 'touch' && showWhole()}
        onPointerLeave={hideWhole}
        onFocus={({ target }) => target.matches(':focus-visible') && showWhole()}
        onBlur={hideWhole}
      >
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
