import type { Page } from 'playwright-core';

/** Drops a tree of folders (objects) and files (texts) on the window, as a browser gives it. */
export async function dropTree(page: Page, tree: object): Promise<void> {
  await page.evaluate((given) => {
    const entryOf = (name: string, value: unknown): unknown =>
      typeof value === 'string'
        ? {
            name,
            isFile: true,
            isDirectory: false,
            file: (good: (file: File) => void) => good(new File([value], name)),
          }
        : {
            name,
            isFile: false,
            isDirectory: true,
            createReader() {
              let read = false;
              return {
                readEntries(good: (entries: unknown[]) => void) {
                  const all = Object.entries(value as object).map(([key, inner]) => entryOf(key, inner));
                  good(read ? [] : all);
                  read = true;
                },
              };
            },
          };
    const items = Object.entries(given).map(([name, value]) => ({
      kind: 'file',
      getAsFile: () => null,
      webkitGetAsEntry: () => entryOf(name, value),
    }));
    const drop = new Event('drop', { bubbles: true, cancelable: true });
    // A script cannot make a drag that holds a folder: what the handler looks at is put in its place.
    Object.defineProperty(drop, 'dataTransfer', { value: { types: ['Files'], items } });
    document.body.dispatchEvent(drop);
  }, tree);
}
