import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { expressMiddleware } from '@as-integrations/express5';
import type { RequestHandler, Response } from 'express';
import { HTTP_STATUS, type ProblemCode } from '../domain/problem.ts';
import type { Log } from '../domain/rooms.ts';
import type { Context } from './context.ts';
import { formatError } from './errors.ts';
import { limitPlugins, parseOptions, validationRules } from './limits.ts';
import { createSchema } from './schema.ts';
import { createStreams } from './stream.ts';

/** A GraphQL edge that http mounts. */
export interface GraphqlServer {
  /** Expects a parsed `req.body`; `contextOf` makes the context of the request that `res` answers. */
  handler(contextOf: (res: Response) => Context): RequestHandler;
  /** The same for subscriptions, as server-sent events; a reader that takes nothing for so many milliseconds is cut. */
  stream(contextOf: (res: Response) => Context, stalledReader: number): RequestHandler;
  /** Waits for running operations. */
  stop(): Promise<void>;
}

/** Starts Apollo with our limits and our one error channel; it answers no batch and shows no landing page. */
export async function createGraphqlServer(log: Log): Promise<GraphqlServer> {
  const schema = createSchema();
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    hideSchemaDetailsFromClientErrors: true,
    status400ForVariableCoercionErrors: true,
    nodeEnv: 'production',
    parseOptions,
    validationRules,
    plugins: [ApolloServerPluginLandingPageDisabled(), ...limitPlugins, statuses],
    formatError: formatError(log),
    logger: quiet,
  });
  await apollo.start();
  return {
    handler: (contextOf) => expressMiddleware(apollo, { context: async ({ res }) => contextOf(res) }),
    stream: createStreams(schema, log),
    stop: () => apollo.stop(),
  };
}

/** A request that was refused as a whole says so by its status too, for monitors and simple clients. */
const statuses: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response, errors }) {
        const { body, http } = response;
        if (body.kind !== 'single' || !errors || (http.status ?? 200) >= 400) return;
        const { data, errors: told } = body.singleResult;
        const { code, retryAfter } = told?.[0]?.extensions ?? {};
        if (data != null || typeof code !== 'string') return;
        const status = REFUSED[code as ProblemCode];
        if (status !== undefined) http.status = status;
        if (status !== undefined && typeof retryAfter === 'number')
          http.headers.set('retry-after', String(Math.ceil(retryAfter)));
      },
    };
  },
};

/** Where the same request may go through at another time. */
const REFUSED: Partial<Record<ProblemCode, number>> = {
  VAULT_SEALED: HTTP_STATUS.VAULT_SEALED,
  VAULT_UNINITIALIZED: HTTP_STATUS.VAULT_UNINITIALIZED,
  UNAVAILABLE: HTTP_STATUS.UNAVAILABLE,
  RATE_LIMITED: HTTP_STATUS.RATE_LIMITED,
};

/** Errors reach our log through `formatError`, once. */
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
