import { useEffect } from 'react';

let prefix = '';
let page = '';

function show() {
  const name = page ? `${page} · Strongroom` : 'Strongroom';
  document.title = prefix ? `${prefix} ${name}` : name;
}

/** Names the page in the tab and in the history: "Files · Strongroom". */
export function usePageTitle(name: string): void {
  useEffect(() => {
    page = name;
    show();
  }, [name]);
}

/** Puts a short notice before the page's title, such as "42 %"; empty for none. Gone when the caller is. */
export function useTitlePrefix(notice: string): void {
  useEffect(() => {
    prefix = notice;
    show();
    return () => {
      prefix = '';
      show();
    };
  }, [notice]);
}
