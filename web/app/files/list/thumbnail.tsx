import { useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { inlineUrl } from '../preview/inline-url.ts';
import { hasThumbnail } from '../preview/kind.ts';
import { FileIcon } from './file-icon.tsx';
import classes from './file-list.module.css';

interface ThumbnailProps {
  id: string;
  contentType: string;
  size: number;
}

/** A small picture of an image once it comes into view; the icon of its kind for everything else, and until then. */
export function Thumbnail({ id, contentType, size }: ThumbnailProps) {
  const client = useClient();
  const box = useRef<HTMLSpanElement>(null);
  const [url, setUrl] = useState<string | null>(null);
  const [shown, setShown] = useState(false);
  const wanted = hasThumbnail(contentType, size);

  useEffect(() => {
    if (!wanted || !box.current) return;
    let left = false;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        // Without a picture the icon stays; that is all there is to say about it here.
        inlineUrl(client, id).then(
          (found) => !left && setUrl(found),
          () => {},
        );
      },
      { rootMargin: '200px' },
    );
    observer.observe(box.current);
    return () => {
      left = true;
      observer.disconnect();
    };
  }, [client, id, wanted]);

  return (
    <span ref={box} className={classes.thumbnail}>
      {!shown && <FileIcon contentType={contentType} />}
      {url && (
        <img
          src={url}
          alt={shown ? 'Image' : ''}
          decoding="async"
          draggable={false}
          data-shown={shown || undefined}
          onLoad={() => setShown(true)}
          onError={() => setUrl(null)}
        />
      )}
    </span>
  );
}
