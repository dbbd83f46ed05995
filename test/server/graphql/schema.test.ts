import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
} from 'graphql';
import { expect, test } from 'vitest';
import { PROBLEM_CODES } from '../../../server/domain/problem.ts';
import { schema } from './root-fields.ts';

const own = Object.values(schema.getTypeMap()).filter(
  (type) => !type.name.startsWith('__') && !(isScalarType(type) && isSpecifiedScalarType(type)),
);

test('the codes of the contract are the codes of the program, in one order', () => {
  const type = schema.getType('ErrorCode');
  expect(isEnumType(type) && type.getValues().map(({ name }) => name)).toEqual([...PROBLEM_CODES]);
});

test('every type, field, argument and value says what it is', () => {
  const silent: string[] = [];
  const look = (path: string, { description }: { description?: string | null | undefined }) => {
    if (!description?.trim()) silent.push(path);
  };
  for (const type of own) {
    if (type !== schema.getQueryType() && type !== schema.getMutationType()) look(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) look(`${type.name}.${value.name}`, value);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) look(`${type.name}.${field.name}`, field);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      look(`${type.name}.${field.name}`, field);
      for (const arg of field.args) look(`${type.name}.${field.name}(${arg.name})`, arg);
    }
  }
  expect(silent).toEqual([]);
});
