import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, expectTypeOf, test } from 'vitest';
import {
  type Cipher,
  createStrongroomClient,
  type FileItem,
  graphql,
  type StrongroomClient,
  StrongroomError,
  type StrongroomErrorCode,
  UploadFileDocument,
} from '../../../web/client/index.ts';

// The compiler is the test: each line marked @ts-expect-error fails `tsc` if it compiles. Nothing else here runs.

async function wrongFieldsDoNotCompile(client: StrongroomClient, file: FileItem, blob: Blob): Promise<void> {
  // @ts-expect-error a file has no such field
  void file.filename;
  // @ts-expect-error the cipher is one of two
  await client.upload('a', { cipher: 'AES_128' });
  // @ts-expect-error a Blob has no name of its own
  await client.upload(blob);
  // @ts-expect-error an option that does not exist
  await client.upload('a', { ciphre: 'AES_256_GCM' });
  // @ts-expect-error a number is no source
  await client.upload(5, { name: 'five' });
  // @ts-expect-error a page is asked for by number
  await client.page({ first: 'ten' });
  // @ts-expect-error a download is shown or saved
  await client.downloadUrl('id', { disposition: 'PRINT' });
  // @ts-expect-error urql knows the document's variables: the file is missing
  await client.urql.mutation(UploadFileDocument, { input: { name: 'a' } });
  // @ts-expect-error and the fields of its input
  await client.urql.mutation(UploadFileDocument, { file: blob, input: { title: 'a' } });
  // @ts-expect-error a document that nobody generated has no type
  await client.urql.query(graphql('query Unheard { of }'), {});
  // @ts-expect-error an address is needed
  createStrongroomClient({ token: 'sr_x' });
  // @ts-expect-error the list of codes is closed
  new StrongroomError('NO_SUCH_CODE', 'a');
}

test('fields, options and results have the types of the schema', () => {
  expectTypeOf(wrongFieldsDoNotCompile).toBeFunction();
  expectTypeOf<FileItem['size']>().toEqualTypeOf<number>();
  expectTypeOf<FileItem['createdAt']>().toEqualTypeOf<string>();
  expectTypeOf<FileItem['cipher']>().toEqualTypeOf<Cipher>();
  expectTypeOf<FileItem['owner']>().toEqualTypeOf<{ id: string; name: string }>();
  expectTypeOf<Awaited<ReturnType<StrongroomClient['upload']>>>().toEqualTypeOf<FileItem>();
  expectTypeOf<StrongroomClient['list']>().returns.toExtend<AsyncIterable<FileItem>>();
  expectTypeOf<StrongroomError['code']>().toEqualTypeOf<StrongroomErrorCode>();
  expectTypeOf<'NETWORK'>().toExtend<StrongroomErrorCode>();
  expectTypeOf<StrongroomErrorCode>().not.toBeAny();
});

test('a wrong field does not compile', async () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const config = fileURLToPath(new URL('tsconfig.json', import.meta.url));
  const tsc = promisify(execFile)(`${root}node_modules/.bin/tsc`, ['-p', config], { cwd: root });
  await expect(tsc).resolves.toMatchObject({ stdout: '' });
});
