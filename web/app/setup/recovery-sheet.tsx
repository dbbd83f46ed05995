import { PrintSheet } from '../components/print-sheet.tsx';

/** The passphrase on paper: what it is for, where, since when, and what to do with it. */
export function RecoverySheet({ words }: { words: string[] }) {
  return (
    <PrintSheet title="Strongroom recovery sheet">
      <p>
        These words unlock all files on the server below. Whoever has them and the server can read everything. Without
        them nobody can, not even the makers of Strongroom.
      </p>
      <ol>
        {words.map((word, at) => (
          // A word may be drawn twice: its place is its name.
          <li key={at}>{word}</li>
        ))}
      </ol>
      <dl>
        <dt>Server</dt>
        <dd>{window.location.origin}</dd>
        <dt>Made on</dt>
        <dd>{new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(new Date())}</dd>
      </dl>
      <p>
        After the server was started again: open its address in a browser, enter the words in this order, in lower case,
        with one space between, and choose Unlock.
      </p>
      <p>Keep this sheet locked away, apart from the server. Do not photograph it. Destroy older sheets.</p>
    </PrintSheet>
  );
}
