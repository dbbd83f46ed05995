import { VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';

const spoken = new EventTarget();

/**
 * Lets screen readers say a sentence, politely, without moving the focus. For what is seen happening elsewhere
 * on the page: "Copied", "Upload of report.pdf is complete".
 */
export function announce(sentence: string): void {
  spoken.dispatchEvent(new CustomEvent('say', { detail: sentence }));
}

/** The page's one live region; the same sentence twice is heard twice. */
export function Announcer() {
  const [said, setSaid] = useState({ sentence: '', turn: 0 });
  useEffect(() => {
    const hear = (event: Event) => {
      const sentence = (event as CustomEvent<string>).detail;
      setSaid((before) => ({ sentence, turn: before.turn + 1 }));
    };
    spoken.addEventListener('say', hear);
    return () => spoken.removeEventListener('say', hear);
  }, []);
  return (
    <VisuallyHidden role="status" aria-live="polite" aria-atomic="true">
      <span key={said.turn}>{said.sentence}</span>
    </VisuallyHidden>
  );
}
