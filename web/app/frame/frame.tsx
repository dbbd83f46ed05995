import { useDisclosure } from '@mantine/hooks';
import { type ReactNode, useEffect, useRef } from 'react';
import { Outlet, ScrollRestoration, useLocation } from 'react-router';
import { CommandsProvider, useCommand } from './commands.tsx';
import classes from './frame.module.css';
import { KeysDialog } from './keys-dialog.tsx';
import { Rail } from './rail.tsx';
import { TopLine } from './top-line.tsx';
import { useKeys } from './use-keys.ts';

interface FrameProps {
  /** Wraps the whole frame, so that its state outlives a change of page (the upload queue). */
  around?: (frame: ReactNode) => ReactNode;
  /** Shown over every page (the upload panel). */
  over?: ReactNode;
}

/** Everything around a page for a person who is signed in. */
export function Frame({ around = (frame) => frame, over }: FrameProps) {
  return <CommandsProvider>{around(<Shell over={over} />)}</CommandsProvider>;
}

function Shell({ over }: { over: ReactNode }) {
  const search = useRef<HTMLInputElement>(null);
  const main = useRef<HTMLElement>(null);
  const upload = useCommand('upload');
  const [keys, { open, close }] = useDisclosure(false);
  useFocusOnNewPage(main);
  useKeys({ '/': () => search.current?.focus(), u: upload.run, '?': open });
  return (
    <div className={classes.frame}>
      <a
        href="#main"
        className={classes.skip}
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to the page
      </a>
      <Rail />
      <TopLine searchRef={search} />
      <main id="main" ref={main} className={classes.main} tabIndex={-1}>
        <Outlet />
      </main>
      {over}
      <KeysDialog opened={keys} onClose={close} />
      <ScrollRestoration />
    </div>
  );
}

/** A new page takes the focus, as a page that was loaded anew would; the first one leaves it alone. */
function useFocusOnNewPage(main: React.RefObject<HTMLElement | null>) {
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    if (document.activeElement?.closest('search')) return;
    main.current?.focus({ preventScroll: true });
  }, [pathname, main]);
}
