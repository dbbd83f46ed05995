import { GraphQLError, GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO, GraphQLSafeInt } from 'graphql-scalars';
import { IncomingFile } from '../domain/incoming-file.ts';

/**
 * `BigInt`: a JSON number up to 2^53 either way. `DateTime`: ISO 8601 UTC out, a `Date` in. `Upload`: the file of a
 * multipart request, which nothing that comes as JSON can be.
 */
export const scalars = {
  BigInt: new GraphQLScalarType({ ...GraphQLSafeInt.toConfig(), name: 'BigInt' }),
  DateTime: new GraphQLScalarType({ ...GraphQLDateTimeISO.toConfig(), name: 'DateTime' }),
  Upload: new GraphQLScalarType<IncomingFile>({
    name: 'Upload',
    parseValue(value) {
      if (value instanceof IncomingFile) return value;
      throw noFile();
    },
    parseLiteral() {
      throw noFile();
    },
  }),
};

const noFile = () => new GraphQLError('An Upload is a file in a multipart request.');

/** A moment as the schema gives it. */
export const moment = (milliseconds: number) => new Date(milliseconds);

/** A moment as the domain takes it; null and undefined stay what they are. */
export function milliseconds(date: Date | null | undefined): number | null {
  return date ? date.getTime() : null;
}
