import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloArmor } from '@escape.tech/graphql-armor';
import { BREAK, type DocumentNode, GraphQLError, type ValidationContext, visit } from 'graphql';
import { Problem } from '../domain/problem.ts';
import type { Context } from './context.ts';
import { refusal } from './errors.ts';

/** Reported, not thrown: what a rule throws Apollo takes for a fault of the server. */
const report = (context: ValidationContext | null) => {
  const problem = new Problem(
    'TOO_COMPLEX',
    'The document asks for too much at once. Ask for less, or in several requests.',
  );
  context?.reportError(new GraphQLError(problem.message, { originalError: problem }));
};
const refuse = { onReject: [report], propagateOnRejection: false };

/** For the parser itself, which stops there. */
export const parseOptions = { maxTokens: 2_000 };

/** Depth, aliases, directives and cost of a document; suggestions of field names are left out. */
const protection = new ApolloArmor({
  maxDepth: { n: 10, flattenFragments: true, ignoreIntrospection: true, ...refuse },
  maxAliases: { n: 15, ...refuse },
  maxDirectives: { n: 20, ...refuse },
  maxTokens: { enabled: false },
  costLimit: {
    maxCost: 20_000,
    objectCost: 2,
    scalarCost: 1,
    depthCostFactor: 1.5,
    ignoreIntrospection: true,
    ...refuse,
  },
  blockFieldSuggestion: { enabled: true },
}).protect();

export const validationRules = protection.validationRules;

/** Each attempt at a secret is counted, so a document may hold one of them, once. */
const ATTEMPTS = new Set([
  'unsealVault',
  'initializeVault',
  'setPassword',
  'openShare',
  'requestShareCode',
  'openFileRequest',
]);

/** Introspection only for those who may use what it shows; one attempt at a secret in a document. */
const documentRules: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ document, contextValue }) {
        if (isOutsider(contextValue.principal) && holdsIntrospection(document)) {
          throw refusal('UNAUTHENTICATED', 'Sign in to read the schema.', 401);
        }
        if (countAttempts(document) > 1) {
          throw refusal('TOO_COMPLEX', 'One attempt at a secret in a document. Send them one by one.', 400);
        }
      },
    };
  },
};

// Its plugins read no context; only their type's optional hooks differ from ours under exactOptionalPropertyTypes.
export const limitPlugins: ApolloServerPlugin<Context>[] = [
  ...(protection.plugins as unknown as ApolloServerPlugin<Context>[]),
  documentRules,
];

function isOutsider(principal: Context['principal']): boolean {
  return principal === null || principal.kind === 'request';
}

function holdsIntrospection(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field({ name }) {
      if (name.value !== '__schema' && name.value !== '__type') return undefined;
      found = true;
      return BREAK;
    },
  });
  return found;
}

function countAttempts(document: DocumentNode): number {
  let count = 0;
  visit(document, {
    Field({ name }) {
      if (ATTEMPTS.has(name.value)) count += 1;
    },
  });
  return count;
}
