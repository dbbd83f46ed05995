import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  BodyCut,
  boundaryOf,
  MalformedBody,
  MultipartReader,
  type PartHead,
} from '../../../server/http/multipart-reader.ts';

const BOUNDARY = '----formBoundary7MA4YWxk';

async function* inBatches(...batches: Buffer[][]): AsyncGenerator<Buffer[]> {
  yield* batches;
}

/** The parts of a body that comes cut at these places, one chunk in each batch. */
async function partsOf(body: Buffer, cuts: number[] = []): Promise<[PartHead, Buffer][]> {
  const edges = [0, ...cuts.toSorted((a, b) => a - b), body.length];
  const chunks = edges.slice(1).map((edge, i) => Buffer.from(body.subarray(edges[i], edge)));
  const reader = new MultipartReader(inBatches(...chunks.map((chunk) => [chunk])), BOUNDARY);
  const parts: [PartHead, Buffer][] = [];
  for (let head = await reader.next(); head !== null; head = await reader.next()) {
    const contents: Buffer[] = [];
    for await (const batch of reader.contents()) contents.push(...batch);
    parts.push([head, Buffer.concat(contents)]);
  }
  await reader.end();
  return parts;
}

const part = (contents: string, headers = 'Content-Disposition: form-data; name="0"') =>
  `--${BOUNDARY}\r\n${headers}\r\n\r\n${contents}\r\n`;
const END = `--${BOUNDARY}--\r\n`;
const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('a body cut anywhere', () => {
  // What looks like the beginning of a boundary, at every place that a cut can have.
  const almost = [
    '\r',
    '\r\n',
    '\r\n-',
    '\r\n--',
    `\r\n--${BOUNDARY.slice(0, -1)}`,
    `\r\n--${BOUNDARY.slice(0, 5)}\r`,
    '--\r\r\n',
  ];
  const contents = almost.map((end, i) => `${'x'.repeat(i)}${end}`).join('y') + almost.join('');
  const body = bytes(`a preamble\r\n${part(contents)}${part('')}${part('\r\n\r\n')}${END}an epilogue`);
  const expected = [contents, '', '\r\n\r\n'];

  test('has the same parts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(body.length), { maxLength: 30 }), async (cuts) => {
        expect((await partsOf(body, cuts)).map(([, found]) => found.toString('latin1'))).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  test('at every single place, and everywhere at once', async () => {
    for (let at = 0; at <= body.length; at += 1) {
      expect((await partsOf(body, [at])).map(([, found]) => found.toString('latin1'))).toEqual(expected);
    }
    const everywhere = Array.from({ length: body.length }, (_, i) => i);
    expect((await partsOf(body, everywhere)).map(([, found]) => found.toString('latin1'))).toEqual(expected);
  });

  test('that is cut off anywhere before its last boundary is so', async () => {
    const end = body.indexOf(`${BOUNDARY}--`) + BOUNDARY.length + 2;
    for (let length = 0; length < end; length += 1) {
      await expect(partsOf(body.subarray(0, length))).rejects.toThrow(BodyCut);
    }
    expect(await partsOf(body.subarray(0, end))).toHaveLength(3);
  });
});

test('chunks without a boundary are handed on as they came, batch for batch', async () => {
  const [a, b, c] = [Buffer.alloc(100, 1), Buffer.alloc(65_536, 2), Buffer.alloc(7, 3)];
  const body = inBatches([bytes(part('').slice(0, -2))], [a, b], [c], [bytes(`\r\n${END}`)]);
  const reader = new MultipartReader(body, BOUNDARY);
  await reader.next();
  const batches: Buffer[][] = [];
  for await (const batch of reader.contents()) batches.push(batch);
  expect(batches.length).toBe(2);
  expect(batches[0]?.[0]).toBe(a);
  expect(batches[0]?.[1]).toBe(b);
  expect(batches[1]?.[0]).toBe(c);
});

describe('the head of a part', () => {
  const headOf = async (headers: string) => (await partsOf(bytes(part('', headers) + END)))[0]?.[0];
  const named = (parameters: string) => headOf(`Content-Disposition: form-data; name="0"; ${parameters}`);

  test.each([
    ['as browsers send it', 'filename="Größe 日本.txt"', 'Größe 日本.txt'],
    ['with a quotation mark as browsers send it', 'filename="a%22b.txt"', 'a%22b.txt'],
    ['with quotation marks as others do', 'filename="a\\"b\\".txt"', 'a"b".txt'],
    ['that is a path', 'filename="../a/b.txt"', 'b.txt'],
    ['that is a path with backslashes', 'filename="C:\\folder\\x"', 'x'],
    ['that is a path with escaped backslashes', 'filename="C:\\\\folder\\\\x"', 'x'],
    ['that ends with a backslash', 'filename="x\\"', ''],
    ['that is a path by RFC 5987', "filename*=UTF-8''a%2Fb%5Cc", 'c'],
    ['without quotation marks', 'filename=a.txt', 'a.txt'],
    ['with a semicolon', 'filename="a;b=c.txt"', 'a;b=c.txt'],
    ['by RFC 5987', 'filename="x"; filename*=UTF-8\'\'na%C3%AFve%20%E2%82%AC.txt', 'naïve €.txt'],
    ['by RFC 5987 in letters that we do not know', 'filename="Größe"; filename*=koi8-r\'\'%D4', 'Größe'],
    ['that is empty', 'filename=""', ''],
  ])('has a name %s', async (_how, parameters, filename) => {
    expect(await named(Buffer.from(parameters, 'utf8').toString('latin1'))).toMatchObject({ name: '0', filename });
  });

  test('may be written in other cases, folded, and bring headers that say nothing to us', async () => {
    const headers =
      'CONTENT-DISPOSITION:form-data;\r\n  name="0";\r\n\tfilename="a"\r\nX-Other: 1\r\ncontent-type: Text/Plain; charset=x';
    expect(await headOf(headers)).toEqual({ name: '0', filename: 'a', contentType: 'text/plain' });
  });

  test('without a filename is that of a field, and without a type of text', async () => {
    expect(await headOf('Content-Disposition: form-data; name="f"')).toEqual({
      name: 'f',
      filename: null,
      contentType: 'text/plain',
    });
  });

  test.each([
    ['none', ''],
    ['no disposition', 'Content-Type: text/plain'],
    ['another disposition', 'Content-Disposition: attachment; name="0"'],
    ['no name', 'Content-Disposition: form-data; filename="x"'],
    ['a NUL', 'Content-Disposition: form-data; name="0"; filename="a\0b"'],
    ['a header without a colon', 'Content-Disposition: form-data; name="0"\r\nx'],
    ['a header without a name', 'Content-Disposition: form-data; name="0"\r\n: x'],
    ['17 KiB', `Content-Disposition: form-data; name="0"\r\nX: ${'x'.repeat(17_000)}`],
  ])('with %s is refused', async (_what, headers) => {
    await expect(headOf(headers)).rejects.toThrow(MalformedBody);
  });

  test('blanks may stand behind a boundary, and nothing else', async () => {
    const spaced = (after: string) => part('x').replace('\r\n', `${after}\r\n`) + END;
    for (const after of [' ', '\t', '  ', ' \t ']) expect(await partsOf(bytes(spaced(after)))).toHaveLength(1);
    for (const after of ['x', ' x', '-']) await expect(partsOf(bytes(spaced(after)))).rejects.toThrow(MalformedBody);
  });
});

test('a header of blanks takes no longer than any other', async () => {
  const headers = (end: string) => `Content-Disposition: form-data; name="0"\r\nX:${' '.repeat(15_000)}${end}`;
  const took = async (end: string) => {
    const began = performance.now();
    for (let i = 0; i < 60; i += 1) await partsOf(bytes(part('', headers(end)) + END)).catch(() => []);
    return performance.now() - began;
  };
  await took('');
  // Trying every way to part the blanks would take a hundred milliseconds each time.
  expect(await took('\0')).toBeLessThan(3000 + 5 * (await took('')));
});

describe('what is too long is refused before it is held', () => {
  const endless = async function* (text: string): AsyncGenerator<Buffer[]> {
    for (;;) yield [bytes(text)];
  };

  test('a preamble', async () => {
    await expect(new MultipartReader(endless('x'.repeat(1000)), BOUNDARY).next()).rejects.toThrow(MalformedBody);
  });

  test('a field', async () => {
    const reader = new MultipartReader(
      (async function* () {
        yield [bytes(part('').slice(0, -2))];
        yield* endless('x'.repeat(1000));
      })(),
      BOUNDARY,
    );
    await reader.next();
    await expect(reader.text(10_000)).rejects.toThrow(MalformedBody);
  });

  test('an epilogue', async () => {
    const reader = new MultipartReader(
      (async function* () {
        yield [bytes(END)];
        yield* endless('x'.repeat(1000));
      })(),
      BOUNDARY,
    );
    expect(await reader.next()).toBeNull();
    await expect(reader.end()).rejects.toThrow(MalformedBody);
    await expect(partsOf(bytes(END + 'x'.repeat(70_000)))).rejects.toThrow(MalformedBody);
  });
});

test.each([
  ['multipart/form-data; boundary=abc', 'abc'],
  ['Multipart/Form-Data;BOUNDARY="a b:c"', 'a b:c'],
  ['multipart/form-data; charset=utf-8; boundary=abc', 'abc'],
  ['multipart/form-data; boundary=abc; charset=utf-8', 'abc'],
  [`multipart/form-data; boundary=${'x'.repeat(70)}`, 'x'.repeat(70)],
  [`multipart/form-data; boundary=${'x'.repeat(71)}`, null],
  ['multipart/form-data; boundary=', null],
  ['multipart/form-data; boundary=""', null],
  ['multipart/form-data; boundary', null],
  ['multipart/form-data', null],
  ['multipart/mixed; boundary=abc', null],
  ['multipart/form-data; xboundary=abc', null],
])('the boundary of %s', (type, boundary) => {
  expect(boundaryOf(type)).toBe(boundary);
});
