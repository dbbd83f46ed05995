import { useCallback } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';

/**
 * Which file the drawer shows, kept in the address as `?file=`: a reload shows it again, Back closes it. Closing
 * goes back where opening had gone forward, so that the history does not fill up.
 */
export function useOpenFile(): [string | null, (id: string | null) => void] {
  const [params] = useSearchParams();
  const { state } = useLocation();
  const navigate = useNavigate();
  const open = params.get('file');

  const show = useCallback(
    (id: string | null) => {
      if (id === null && cameByOpening(state)) return void navigate(-1);
      const next = new URLSearchParams(params);
      if (id === null) next.delete('file');
      else next.set('file', id);
      void navigate(
        { search: next.toString() },
        {
          replace: id === null,
          state: id === null ? null : { opened: true },
          preventScrollReset: true,
        },
      );
    },
    [params, state, navigate],
  );
  return [open, show];
}

function cameByOpening(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'opened' in state && state.opened === true;
}
