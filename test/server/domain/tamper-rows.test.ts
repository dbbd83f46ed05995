import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFile } from '../../../server/catalog/files.ts';
import { draftContext, metadataContext } from '../../../server/crypto/contexts.ts';
import { encodeDraft } from '../../../server/crypto/metadata.ts';
import { SEGMENT } from '../../../server/crypto/sizes.ts';
import { wrap } from '../../../server/crypto/wrap.ts';
import { rotateKek } from '../../../server/domain/vault-access.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { storeInParts } from '../../support/parts.ts';
import { bytesOf, downloadUrl } from '../../support/transfers.ts';
import { sendInParts } from '../../support/tus-parts.ts';
import { expectNothingWrong, expectRefused } from './refusals.ts';
import { flip } from './stored-object.ts';

const FILE = 'query ($id: ID!) { file(id: $id) { name size } }';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.remove());

/** A file nobody has read yet: part lists that were verified once are kept. */
interface Target {
  suite: 1 | 2;
  id: string;
  otherId: string;
  plain: Buffer;
  /** The number of the part that is tampered with, alike in both files. */
  part: number;
}

const plainOf = (suite: number) => bytesOf(SEGMENT + 100, suite);

async function target(suite: 1 | 2): Promise<Target> {
  const id = await storeInParts(house, suite, [plainOf(suite)]);
  return { suite, id, otherId: await storeInParts(house, suite, [plainOf(9)]), plain: plainOf(suite), part: 0 };
}

/** The same in three parts that came by tus; the one in the middle is tampered with. */
async function targetInParts(suite: 1 | 2): Promise<Target> {
  const contents = [bytesOf(300, 3), plainOf(suite), bytesOf(SEGMENT + 1, 4)];
  const { id, numbers } = await sendInParts(house, suite, contents);
  const other = await sendInParts(house, suite, contents.toSpliced(1, 1, plainOf(9)));
  expect(other.numbers).toEqual(numbers);
  return { suite, id, otherId: other.id, plain: Buffer.concat(contents), part: numbers[1] ?? 0 };
}

async function rowOf(id: string) {
  const row = await findFile(house.rooms.catalog, id);
  if (!row?.key) throw new Error('no such file');
  return { ...row, key: row.key };
}

async function dekOf(id: string): Promise<Buffer> {
  const { key } = await rowOf(id);
  return house.rooms.vault.keyring.openDek(id, key.kekId, key.wrappedDek);
}

const setFile = (id: string, column: string, value: unknown) =>
  sql`update files set ${sql.ref(column)} = ${value} where id = ${id}`.execute(house.rooms.catalog);
const setKey = (id: string, column: string, value: unknown) =>
  sql`update file_keys set ${sql.ref(column)} = ${value} where file_id = ${id}`.execute(house.rooms.catalog);
const setPart = ({ id, part }: Target, column: string, value: unknown) =>
  sql`update parts set ${sql.ref(column)} = ${value} where file_id = ${id} and part = ${part}`.execute(
    house.rooms.catalog,
  );
/** A number that no part has. */
const FREE = 500;

type Row = [name: string, change: (target: Target) => Promise<unknown>];

/** What also keeps the file's name from being shown. */
const SEALED_ROWS: Row[] = [
  [
    'the wrapped key is another file’s',
    async ({ id, otherId }) => setKey(id, 'wrapped_dek', (await rowOf(otherId)).key.wrappedDek),
  ],
  [
    'a bit of the wrapped key turned',
    async ({ id }) => setKey(id, 'wrapped_dek', flip((await rowOf(id)).key.wrappedDek, 70)),
  ],
  [
    'the wrapped key said to be under another version',
    async ({ id }) => {
      await rotateKek(house.rooms, house.admin);
      await setKey(id, 'kek_id', house.rooms.vault.keyring.activeKekId);
    },
  ],
  [
    'the wrapped key replaced by the metadata',
    async ({ id }) => setKey(id, 'wrapped_dek', (await rowOf(id)).sealedMeta),
  ],
  [
    'the metadata replaced by the wrapped key',
    async ({ id }) => setFile(id, 'sealed_meta', (await rowOf(id)).key.wrappedDek),
  ],
  [
    'the metadata is another file’s',
    async ({ id, otherId }) => setFile(id, 'sealed_meta', (await rowOf(otherId)).sealedMeta),
  ],
  [
    'key and metadata are another file’s',
    async ({ id, otherId }) => {
      const other = await rowOf(otherId);
      await setFile(id, 'sealed_meta', other.sealedMeta);
      await setKey(id, 'wrapped_dek', other.key.wrappedDek);
    },
  ],
  ['the revision of the metadata changed alone', ({ id }) => setFile(id, 'meta_rev', 2)],
  [
    'older metadata under a newer revision',
    async ({ id }) => {
      const { sealedMeta } = await rowOf(id);
      await house.graphql('mutation ($id: ID!) { renameFile(id: $id, name: "new.bin") { id } }', { id });
      await setFile(id, 'sealed_meta', sealedMeta);
    },
  ],
  [
    'a bit of the metadata turned',
    async ({ id }) => setFile(id, 'sealed_meta', flip((await rowOf(id)).sealedMeta, 80)),
  ],
  [
    'the draft put back',
    async ({ id }) => {
      const draft = encodeDraft({ name: 'draft.bin', type: 'text/plain' });
      await setFile(id, 'sealed_meta', wrap(await dekOf(id), draftContext(id), draft));
    },
  ],
  [
    'a record without parts and digest',
    async ({ id }) => {
      const draft = encodeDraft({ name: 'draft.bin', type: 'text/plain' });
      await setFile(id, 'sealed_meta', wrap(await dekOf(id), metadataContext(id, 1), draft));
    },
  ],
  ['the size changed', ({ id }) => setFile(id, 'size', SEGMENT)],
  ['a flag set', ({ id }) => setFile(id, 'flags', 1)],
  [
    'a suite that does not exist',
    async ({ id }) => {
      await sql`pragma ignore_check_constraints = on`.execute(house.rooms.catalog);
      await setFile(id, 'suite', 3);
      await sql`pragma ignore_check_constraints = off`.execute(house.rooms.catalog);
    },
  ],
];

const PART_ROWS: Row[] = [
  ['the suite is the other one', ({ id, suite }) => setFile(id, 'suite', 3 - suite)],
  ['the length of a part changed', (t) => setPart(t, 'length', SEGMENT)],
  [
    'length and size changed',
    async (t) => {
      await setPart(t, 'length', SEGMENT);
      await setFile(t.id, 'size', t.plain.length - 100);
    },
  ],
  [
    'a bit of the commitment turned',
    async (t) => {
      const parts = house.rooms.catalog.selectFrom('parts').select('commitment').where('file_id', '=', t.id);
      const { commitment } = await parts.where('part', '=', t.part).executeTakeFirstOrThrow();
      await setPart(t, 'commitment', flip(commitment, 0));
    },
  ],
  ['the commitment zeroed', (t) => setPart(t, 'commitment', Buffer.alloc(32))],
  [
    'the commitment is another file’s',
    ({ id, otherId, part }) =>
      sql`update parts set commitment = (select commitment from parts where file_id = ${otherId} and part = ${part})
        where file_id = ${id} and part = ${part}`.execute(house.rooms.catalog),
  ],
  ['the part numbered anew', (t) => setPart(t, 'part', FREE)],
  [
    'the part dropped',
    ({ id, part }) => sql`delete from parts where file_id = ${id} and part = ${part}`.execute(house.rooms.catalog),
  ],
  [
    'another part added',
    ({ id, part }) =>
      sql`insert into parts select file_id, ${FREE}, length, commitment from parts
        where file_id = ${id} and part = ${part}`.execute(house.rooms.catalog),
  ],
];

const FILES = ([1, 2] as const).flatMap((suite) => [
  { suite, file: 'a file of one part', make: target },
  { suite, file: 'a file that came in parts', make: targetInParts },
]);

describe.each(FILES)('a row that was tampered with, of $file, suite $suite', ({ suite, make }) => {
  test.each([...SEALED_ROWS, ...PART_ROWS])('%s', async (_, change) => {
    const victim = await make(suite);
    const url = await downloadUrl(house, victim.id);
    await change(victim);
    const whole = await expectRefused(url, victim.plain);
    expect(whole).toMatchObject({ status: 500, code: 'INTEGRITY' });
    await expectNothingWrong(url, victim.plain, { start: 5, end: 9 });
  });
});

describe.each([1, 2] as const)('a row that was tampered with, suite %i', (suite) => {
  test.each(SEALED_ROWS)('its name is not shown: %s', async (_, change) => {
    const victim = await target(suite);
    await change(victim);
    const { data, errors } = await house.graphql(FILE, { id: victim.id });
    expect(data.file).toBeNull();
    expect(errors?.[0]?.extensions.code).toBe('INTEGRITY');
  });
});

test('a damaged file hides no other from the list, and its fault is logged with its id', async () => {
  const victim = await target(1);
  await setFile(victim.id, 'meta_rev', 7);
  const { data, errors } = await house.graphql('{ files(first: 200) { nodes { id } } }');
  expect(errors).toBeUndefined();
  const ids = data.files.nodes.map(({ id }: { id: string }) => id);
  expect(ids).toContain(victim.otherId);
  expect(ids).not.toContain(victim.id);
  expect(house.logged()).toContain(victim.id);
});
