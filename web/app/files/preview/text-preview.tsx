import { Skeleton, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { ErrorNote } from '../../components/error-note.tsx';
import { formatBytes } from '../format/bytes.ts';
import classes from './preview.module.css';
import { readText, TEXT_BOUND } from './read-text.ts';

interface TextPreviewProps {
  url: string;
  /** Bytes of the whole file. */
  size: number;
  name: string;
}

/** The beginning of a plain text, as text. */
export function TextPreview({ url, size, name }: TextPreviewProps) {
  const [text, setText] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);

  useEffect(() => {
    const leave = new AbortController();
    readText(url, leave.signal).then(setText, (fault: unknown) => {
      if (!leave.signal.aborted) setFailure(fault);
    });
    return () => leave.abort();
  }, [url]);

  if (failure !== null) return <ErrorNote failure={failure} />;
  if (text === null) return <Skeleton className={classes.wait} />;
  return (
    <div>
      <pre className={classes.text} dir="auto" tabIndex={0} role="region" aria-label={`Preview of ${name}`}>
        {text}
      </pre>
      {size > TEXT_BOUND && (
        <Text c="dimmed" size="xs" mt={6}>
          These are the first {formatBytes(TEXT_BOUND)}. Download the file to read all of it.
        </Text>
      )}
    </div>
  );
}
