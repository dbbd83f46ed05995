import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import classes from '../files/details/details.module.css';
import { LinkLines } from './link-lines.tsx';
import { LinksAtWork } from './links-at-work.tsx';

/** In the drawer of a file: the links that hold it. */
export function FileLinks({ fileId, onCovered }: { fileId: string; onCovered: (covered: boolean) => void }) {
  return (
    <section className={classes.facts}>
      <h3>Links</h3>
      <LinksAtWork onCovered={onCovered}>
        {(actions) => (
          <LinkLines
            key={fileId}
            fileId={fileId}
            actions={actions}
            brief
            none={<Text c="dimmed">No link holds this file.</Text>}
          />
        )}
      </LinksAtWork>
      <Text mt="xs">
        <Anchor component={Link} to={`/links?file=${fileId}`} inherit>
          All links to this file
        </Anchor>
      </Text>
    </section>
  );
}
