import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO, GraphQLSafeInt } from 'graphql-scalars';
import { GraphQLUpload } from 'graphql-upload-minimal';

/** `BigInt`: a JSON number up to 2^53 either way. `DateTime`: ISO 8601 UTC out, a `Date` in. */
export const scalars = {
  BigInt: new GraphQLScalarType({ ...GraphQLSafeInt.toConfig(), name: 'BigInt' }),
  DateTime: new GraphQLScalarType({ ...GraphQLDateTimeISO.toConfig(), name: 'DateTime' }),
  Upload: GraphQLUpload,
};

/** A moment as the schema gives it. */
export const moment = (milliseconds: number) => new Date(milliseconds);

/** A moment as the domain takes it; null and undefined stay what they are. */
export function milliseconds(date: Date | null | undefined): number | null {
  return date ? date.getTime() : null;
}
