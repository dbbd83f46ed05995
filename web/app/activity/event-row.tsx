import { type FragmentType, readFragment } from '../../client/generated/index.ts';
import { EventFragment } from '../../client/record.ts';
import { Moment } from '../components/moment.tsx';
import { Row } from '../components/rows.tsx';
import { WholeName } from '../files/name/file-name.tsx';
import { useViewer } from '../gate/gate.tsx';
import classes from './activity.module.css';
import { actorWords, deed } from './sentences.tsx';

export interface EventRowProps {
  event: FragmentType<typeof EventFragment>;
  /** Names of accounts by id, where the reader may know them. */
  people: ReadonlyMap<string, string>;
  /** Inside one file's history its name need not be said again. */
  aboutOneFile?: boolean;
}

/** One event as a sentence, when, and from where. */
export function EventRow({ event: given, people, aboutOneFile = false }: EventRowProps) {
  const viewer = useViewer();
  const event = readFragment(EventFragment, given);
  const { userId, fileName, fileId } = event;
  const file = fileName && (!aboutOneFile || event.action === 'file.renamed') ? <WholeName name={fileName} /> : null;
  const person = userId === viewer.id ? 'you' : ((userId && people.get(userId)) ?? 'someone');
  return (
    <Row
      title={
        <span className={classes.sentence}>
          <bdi className={classes.actor}>{actorWords(event, viewer.id)}</bdi>{' '}
          {deed({ event, file: file ?? (aboutOneFile ? 'this file' : 'a file'), person: <bdi>{person}</bdi> })}
        </span>
      }
      meta={
        <>
          <Moment at={event.at} />
          {event.address !== '' && ` · from ${event.address}`}
          {!fileName && fileId && !aboutOneFile && (
            <>
              {' · file '}
              <span className={classes.id}>{fileId}</span>
            </>
          )}
        </>
      }
    />
  );
}
