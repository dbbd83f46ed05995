import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';

/** What the frame offers by button and key, and a page carries out. */
export type Command = 'upload' | 'upload folder';

interface Commands {
  /** The commands that someone on the page carries out just now. */
  offered: ReadonlySet<Command>;
  run(command: Command): void;
  offer(command: Command, handler: () => void): () => void;
}

const CommandsContext = createContext<Commands | null>(null);

/** Joins the frame's buttons and keys to whoever carries them out, without one knowing the other. */
export function CommandsProvider({ children }: { children: ReactNode }) {
  const handlers = useRef(new Map<Command, () => void>());
  const [offered, setOffered] = useState<ReadonlySet<Command>>(new Set());
  const commands = useMemo<Commands>(() => {
    const update = () => setOffered(new Set(handlers.current.keys()));
    return {
      offered,
      run: (command) => handlers.current.get(command)?.(),
      offer(command, handler) {
        handlers.current.set(command, handler);
        update();
        return () => {
          handlers.current.delete(command);
          update();
        };
      },
    };
  }, [offered]);
  return <CommandsContext.Provider value={commands}>{children}</CommandsContext.Provider>;
}

function useCommands(): Commands {
  const commands = useContext(CommandsContext);
  if (!commands) throw new Error('useCommands outside of CommandsProvider');
  return commands;
}

/** The frame's side: whether anyone carries out this command, and a function that has it done. */
export function useCommand(command: Command): { offered: boolean; run: () => void } {
  const { offered, run } = useCommands();
  return { offered: offered.has(command), run: () => run(command) };
}

/** The page's side: carries out `command` while mounted. The newest handler is called; it need not be stable. */
export function useOfferCommand(command: Command, handler: () => void): void {
  const { offer } = useCommands();
  const newest = useRef(handler);
  newest.current = handler;
  const offerRef = useRef(offer);
  useEffect(() => offerRef.current(command, () => newest.current()), [command]);
}
