import { readdirSync, readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

const folder = new URL('../../../schema/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.graphql'));

/** The contract itself. */
export const schema = buildSchema(files.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n'));

export interface RootField {
  name: string;
  document: string;
}

/** Every field of Query and Mutation, each as a document that asks for it with arguments that pass validation. */
export function rootFields(): RootField[] {
  const roots = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
  ] as const;
  return roots.flatMap(([kind, type]) =>
    Object.values(type?.getFields() ?? {}).map(({ name, args, type: output }) => {
      const given = args.filter((arg) => isNonNullType(arg.type)).map((arg) => `${arg.name}: ${literal(arg.type)}`);
      const call = `${name}${given.length > 0 ? `(${given.join(', ')})` : ''}${selection(output)}`;
      return { name, document: `${kind} { ${call} }` };
    }),
  );
}

const selection = (type: GraphQLOutputType) => (isCompositeType(getNamedType(type)) ? ' { __typename }' : '');

const SAMPLES: Record<string, string> = {
  ID: '"00112233-4455-4677-8899-aabbccddeeff"',
  String: '"sample"',
  Int: '1',
  Boolean: 'true',
  DateTime: '"2099-01-01T00:00:00.000Z"',
};

function literal(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(type.ofType);
  if (isListType(type)) return `[${literal(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    return `{ ${fields.map((field) => `${field.name}: ${literal(field.type)}`).join(', ')} }`;
  }
  return SAMPLES[type.name] ?? 'null';
}
