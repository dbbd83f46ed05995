import type { Request } from 'express';
import { IncomingFile } from '../domain/incoming-file.ts';
import { type Body, bodyOf } from './body.ts';
import { checkMap, parsed } from './form-map.ts';
import { BodyCut, boundaryOf, MalformedBody, MultipartReader } from './multipart-reader.ts';
import { Refusal } from './problems.ts';

/** What GraphQL is asked, with a file in one of its variables. */
export interface FileOperation {
  variables: Record<string, unknown>;
  [key: string]: unknown;
}

/**
 * Reads a multipart request (github.com/jaydenseric/graphql-multipart-request-spec) up to where its one file begins,
 * and gives the operation with the file in its variable. The file's contents stream from the socket, and end only once
 * the whole form was well-formed; when they cannot, they fail with a Refusal (400) of UPLOAD_INCOMPLETE or BAD_INPUT.
 * Nothing touches a disk.
 * @throws Refusal BAD_INPUT, UPLOAD_INCOMPLETE
 */
export async function readForm(req: Request, maxFieldSize: number): Promise<FileOperation> {
  const boundary = boundaryOf(req.headers['content-type'] ?? '');
  if (boundary === null) throw malformed();
  const body = bodyOf(req);
  const reader = new MultipartReader(body, boundary);
  try {
    const operation = operationIn(await field(reader, 'operations', maxFieldSize));
    const target = checkMap(await field(reader, 'map', maxFieldSize));
    if (target === null) {
      throw badInput('The map must name one file and one variable, as in {"0": ["variables.file"]}.');
    }
    const part = await reader.next();
    if (part?.name !== target.part || part.filename === null) throw malformed();
    let read = false;
    const contents = () => {
      if (read) throw new Error('the contents of a form can be read once');
      read = true;
      return contentsOf(req, reader, body);
    };
    operation.variables[target.variable] = new IncomingFile(part.filename, part.contentType, contents);
    return operation;
  } catch (error) {
    await body.return();
    throw refusalOf(error);
  }
}

async function field(reader: MultipartReader, name: string, most: number): Promise<string> {
  const part = await reader.next();
  if (part?.name !== name || part.filename !== null) throw malformed();
  return (await reader.text(most)).toString('utf8');
}

function operationIn(text: string): FileOperation {
  const operation = parsed(text);
  if (Array.isArray(operation)) throw badInput('Batches are not taken.');
  if (!(operation instanceof Object && 'variables' in operation)) throw malformed();
  const { variables } = operation;
  if (!(variables instanceof Object) || Array.isArray(variables)) throw malformed();
  return operation as FileOperation;
}

async function* contentsOf(req: Request, reader: MultipartReader, body: Body): AsyncGenerator<Buffer[]> {
  try {
    yield* reader.contents();
    if ((await reader.next()) !== null) throw malformed();
    await reader.end();
    if (!req.complete) throw new BodyCut();
  } catch (error) {
    throw refusalOf(error);
  } finally {
    await body.return();
  }
}

function refusalOf(error: unknown): unknown {
  if (error instanceof MalformedBody) return malformed(error);
  if (!(error instanceof BodyCut)) return error;
  const message = 'The upload ended before its last byte. Send the file again.';
  return new Refusal(400, 'UPLOAD_INCOMPLETE', message, { cause: error });
}

const malformed = (cause?: unknown) =>
  badInput('The multipart body is malformed. It needs operations, then map, then the one file.', cause);
const badInput = (message: string, cause?: unknown) => new Refusal(400, 'BAD_INPUT', message, { cause });
