import type { RequestHandler, Response } from 'express';
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { createHandler, type Request } from 'graphql-sse';
import { Problem } from '../domain/problem.ts';
import type { Log } from '../domain/rooms.ts';
import type { Context } from './context.ts';
import { formatError, refusal } from './errors.ts';
import { parseOptions, validationRules } from './limits.ts';

/** Results that wait for a reader; a slower one is cut. */
const WAITING = 200;

interface Stream {
  context: Context;
  /** A result was made; cuts a reader who lags behind. */
  made(): void;
}

/**
 * Subscriptions over server-sent events (the protocol of graphql-sse, distinct connections): one operation in a POST.
 * Queries and mutations are refused; limits and errors are those of /graphql. Expects a parsed `req.body`. A reader
 * that takes nothing for `stalledReader` milliseconds, or lets 200 results wait, is cut.
 */
export function createStreams(schema: GraphQLSchema, log: Log) {
  const format = formatError(log);
  const handler = createHandler<unknown, Stream>({
    // No token: there are no streams that another request could reserve or add to.
    authenticate: () => null,
    validate: () => [],
    onSubscribe(req, params) {
      try {
        const { document, operationName } = checked(schema, params.query, params.operationName);
        return {
          schema,
          document,
          operationName,
          variableValues: params.variables ?? {},
          contextValue: req.context.context as never,
        };
      } catch (error) {
        return [
          JSON.stringify({ errors: [told(error)] }),
          { status: 400, statusText: 'Bad Request', headers: JSON_TYPE },
        ];
      }
    },
    onOperation: (_, __, ___, result) =>
      'next' in result ? ending(result as AsyncGenerator<ExecutionResult>) : result,
    onNext(_, req, result) {
      req.context.made();
      if (!('errors' in result) || !result.errors) return result;
      return { ...result, errors: result.errors.map(told) as never };
    },
  });

  /** A source that breaks ends with an error that the reader is told of. */
  async function* ending(results: AsyncGenerator<ExecutionResult>): AsyncGenerator<ExecutionResult> {
    try {
      yield* results;
    } catch (error) {
      yield { errors: [error as GraphQLError] };
    }
  }

  function told(error: unknown) {
    const given = error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error });
    const message = given.message.replace(/ ?Did you mean .*$/s, '');
    return format(
      { ...given.toJSON(), message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED', ...given.extensions } },
      given,
    );
  }

  return (contextOf: (res: Response) => Context, stalledReader: number): RequestHandler =>
    async (req, res) => {
      let waiting = 0;
      const made = () => {
        waiting += 1;
        if (waiting > WAITING) res.destroy();
      };
      const request: Request<unknown, Stream> = {
        method: req.method,
        url: req.url,
        headers: { get: (name) => req.get(name) ?? null },
        body: req.body as Record<string, unknown>,
        raw: req,
        context: { context: contextOf(res), made },
      };
      const [body, { status, headers = {} }] = await handler(request);
      res.status(status).set({ ...headers, 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
      if (typeof body === 'string' || body === null) {
        res.end(body ?? undefined);
        return;
      }
      const leave = () => void body.return(undefined);
      res.once('close', leave);
      for await (const text of body) {
        if (!(await written(res, text, stalledReader))) break;
        if (text.startsWith('event: next')) waiting -= 1;
      }
      res.off('close', leave);
      res.end();
    };
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

/** The document, when it holds a subscription within the limits. */
function checked(schema: GraphQLSchema, query: string, operationName: string | undefined) {
  const document: DocumentNode = parse(query, parseOptions);
  const [fault] = validate(schema, document, [...specifiedRules, ...validationRules]);
  if (fault) throw fault;
  if (getOperationAST(document, operationName)?.operation !== 'subscription') {
    throw refusal('BAD_INPUT', 'Only a subscription is taken here; send queries and mutations to /graphql.');
  }
  return { document, operationName };
}

/** Resolves with false when the reader has gone, or is cut because it took nothing for so long. */
function written(res: Response, text: string, within: number): Promise<boolean> {
  return new Promise((resolve) => {
    if (!res.writable) return resolve(false);
    const timer = setTimeout(() => res.destroy(new Problem('UNAVAILABLE', 'The reader stands still.')), within);
    res.write(text, (error) => {
      clearTimeout(timer);
      resolve(!error);
    });
  });
}
