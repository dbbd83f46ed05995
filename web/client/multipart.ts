import { StrongroomError } from './errors.ts';

/** A body of the GraphQL multipart request specification with one file, ready for `fetch`. */
export interface MultipartBody {
  contentType: string;
  /** Bytes of the whole body; undefined where the file's length is not known. */
  length: number | undefined;
  /** Read once. Fails as the file's bytes do. */
  chunks: AsyncIterable<Uint8Array>;
}

/** The file of a multipart body. */
export interface FilePart {
  chunks: AsyncIterable<Uint8Array>;
  /** Bytes; undefined where nobody knows. */
  size: number | undefined;
  contentType: string;
}

/**
 * Frames a file as it streams, without holding it. The name travels in the operation's input, where every
 * character is safe, not in the part's header.
 *
 * @param operations the JSON text of the GraphQL request, with null at `variables.file`
 * @see https://github.com/jaydenseric/graphql-multipart-request-spec
 * @throws StrongroomError BAD_INPUT for a content type that no header can carry
 */
export function multipartBody(operations: string, file: FilePart): MultipartBody {
  if (!/^[\x21-\x7e][\x20-\x7e]*$/.test(file.contentType)) {
    throw new StrongroomError('BAD_INPUT', 'The content type holds characters that a header cannot carry.');
  }
  const boundary = `strongroom-${randomHex(16)}`;
  const field = (name: string, text: string): string =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

  const head = encode(
    field('operations', operations) +
      field('map', '{"0":["variables.file"]}') +
      `--${boundary}\r\nContent-Disposition: form-data; name="0"; filename="file"\r\n` +
      `Content-Type: ${file.contentType}\r\n\r\n`,
  );
  const tail = encode(`\r\n--${boundary}--\r\n`);

  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    length: file.size === undefined ? undefined : head.byteLength + file.size + tail.byteLength,
    chunks: (async function* () {
      yield head;
      yield* file.chunks;
      yield tail;
    })(),
  };
}

function randomHex(bytes: number): string {
  // Not randomUUID: browsers have that on https only.
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
}
