import { graphql } from '../../../client/generated/gql.ts';

/**
 * Stores a file. Its id is all that is asked for: with a type that something on the screen holds, such as the owner's,
 * urql would ask for that again after each file.
 */
export const SendFileDocument = graphql(`
  mutation SendFile($file: Upload!, $input: UploadFileInput) {
    uploadFile(file: $file, input: $input) {
      id
    }
  }
`);
