import { EventList } from '../../activity/event-list.tsx';
import classes from './details.module.css';

/** What happened to a file of the reader's: who sent, fetched, renamed it, and when. */
export function FileHistory({ id }: { id: string }) {
  return (
    <section className={classes.facts}>
      <h3>History</h3>
      <EventList
        key={id}
        label="History of this file"
        filter={{ fileId: id, own: true }}
        aboutOneFile
        first={10}
        none="Nothing has been recorded of this file yet."
      />
    </section>
  );
}
