import { Skeleton, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { ErrorNote } from '../../components/error-note.tsx';
import { FileIcon } from '../list/file-icon.tsx';
import { plainName } from '../name/visible.ts';
import { inlineUrl } from './inline-url.ts';
import { type PreviewKind, previewKind } from './kind.ts';
import classes from './preview.module.css';
import { TextPreview } from './text-preview.tsx';

interface PreviewProps {
  file: { id: string; name: string; contentType: string; size: number };
}

/** The file itself, where its kind is safe to show; says so where it is not, or cannot be shown. */
export function Preview({ file }: PreviewProps) {
  const kind = file.size > 0 ? previewKind(file.contentType) : null;
  if (kind === null) {
    return (
      <Nothing contentType={file.contentType}>
        {file.size === 0 ? 'This file is empty.' : 'There is no preview of this kind of file. Download it to see it.'}
      </Nothing>
    );
  }
  return <SafePreview key={file.id} kind={kind} file={file} />;
}

function SafePreview({ kind, file }: PreviewProps & { kind: PreviewKind }) {
  const client = useClient();
  const [url, setUrl] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);

  useEffect(() => {
    let left = false;
    inlineUrl(client, file.id).then(
      (found) => !left && setUrl(found),
      (fault: unknown) => !left && setFailure(fault),
    );
    return () => {
      left = true;
    };
  }, [client, file.id]);

  if (failure !== null) return <ErrorNote failure={failure} />;
  if (url === null) return <Skeleton className={classes.wait} />;
  return <PreviewAt url={url} kind={kind} file={file} />;
}

interface PreviewAtProps {
  /** Where its bytes are to be had, to be shown. */
  url: string;
  kind: PreviewKind;
  file: { name: string; contentType: string; size: number };
}

/** A file of a safe kind, out of an address. */
export function PreviewAt({ url, kind, file }: PreviewAtProps) {
  const [broken, setBroken] = useState(false);
  if (broken) {
    return <Nothing contentType={file.contentType}>Your browser cannot show this file. Download it to see it.</Nothing>;
  }
  const name = plainName(file.name);
  const onError = () => setBroken(true);
  switch (kind) {
    case 'image':
      return <img src={url} alt={`Preview of ${name}`} className={classes.image} onError={onError} />;
    case 'video':
      return (
        <video src={url} controls preload="metadata" className={classes.image} aria-label={name} onError={onError} />
      );
    case 'audio':
      return (
        <audio src={url} controls preload="metadata" className={classes.audio} aria-label={name} onError={onError} />
      );
    case 'pdf':
      // No sandbox attribute: it blanks Chromium's viewer. The answer's own policy is the sandbox.
      return <iframe src={`${url}#navpanes=0&view=FitH`} title={`Preview of ${name}`} className={classes.pages} />;
    case 'text':
      return <TextPreview url={url} size={file.size} name={name} />;
  }
}

function Nothing({ contentType, children }: { contentType: string; children: string }) {
  return (
    <div className={classes.nothing}>
      <FileIcon contentType={contentType} size={44} />
      <Text>{children}</Text>
    </div>
  );
}
