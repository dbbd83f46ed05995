import { expect, test } from 'vitest';
import { destinationOf } from '../../../../../web/app/files/uploads/destination.ts';
import type { Dropped } from '../../../../../web/app/files/uploads/dropped.ts';
import type { FolderMaker } from '../../../../../web/app/files/uploads/folder-maker.ts';
import { placeTree } from '../../../../../web/app/files/uploads/place-tree.ts';

/** A maker whose ids are paths; it refuses folders of one name. */
function maker(made: string[], refused = ''): FolderMaker {
  return {
    async ensure(parentId, name) {
      if (name === refused) throw new Error('no');
      const id = `${parentId ?? ''}/${name}`;
      made.push(id);
      return id;
    },
  };
}

const tree = (...paths: string[]): Dropped => ({
  files: paths
    .filter((path) => !path.endsWith('/'))
    .map((path) => ({ file: new File(['x'], path.split('/').at(-1) ?? ''), path: path.split('/').slice(0, -1) })),
  folders: paths.filter((path) => path.endsWith('/')).map((path) => path.slice(0, -1).split('/')),
  cut: false,
});

async function place(dropped: Dropped, into: string | null, refused?: string) {
  const made: string[] = [];
  const sent: string[] = [];
  const news = await placeTree(dropped, into, maker(made, refused), (files) => {
    for (const file of files) sent.push(`${destinationOf(file) ?? ''}/${file.name}`);
  });
  return { made, sent, news };
}

test('folders are made inside the open one and each file goes into its own', async () => {
  const { made, sent, news } = await place(tree('z', 'top/', 'top/in/', 'top/in/empty/', 'top/a', 'top/in/b'), 'open');
  expect(made).toEqual(['open/top', 'open/top/in', 'open/top/in/empty']);
  expect(sent).toEqual(['open/z', 'open/top/a', 'open/top/in/b']);
  expect(news).toEqual({ renamed: 0, lost: 0, failure: null, cut: false });
});

test('a name that the server does not take becomes the nearest one that it does', async () => {
  const { made, news } = await place(tree('a\\b\n/', '../', ' /', `${'x'.repeat(300)}/`), null);
  expect(made).toEqual(['/a_b_', '/_', '/_', `/${'x'.repeat(255)}`]);
  expect(news.renamed).toBe(4);
});

test('where a folder cannot be made its files and those beneath are not sent, and the others are', async () => {
  const { made, sent, news } = await place(
    tree('bad/', 'bad/in/', 'good/', 'bad/1', 'bad/in/2', 'good/3'),
    null,
    'bad',
  );
  expect(made).toEqual(['/good']);
  expect(sent).toEqual(['/good/3']);
  expect(news.lost).toBe(2);
  expect(news.failure).toEqual(new Error('no'));
});
