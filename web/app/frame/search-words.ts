import { useLocation, useNavigate, useSearchParams } from 'react-router';

/**
 * The words that files are searched for, kept in the address as `?q=`. Setting them from another page goes to the
 * files; typing on replaces the entry in the history, so that Back leaves the search at once.
 */
export function useSearchWords(): [string, (words: string) => void] {
  const [params] = useSearchParams();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const words = pathname === '/' ? (params.get('q') ?? '') : '';
  const setWords = (next: string) => {
    const query = next ? `?q=${encodeURIComponent(next)}` : '';
    void navigate(`/${query}`, { replace: words !== '', preventScrollReset: true });
  };
  return [words, setWords];
}
