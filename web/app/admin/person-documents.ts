import { graphql } from '../../client/generated/gql.ts';

export const SetUserRoleDocument = graphql(`
  mutation SetUserRole($id: ID!, $role: Role!) {
    setUserRole(id: $id, role: $role) {
      id
      ...PersonRow
    }
  }
`);

export const DisableUserDocument = graphql(`
  mutation DisableUser($id: ID!) {
    disableUser(id: $id) {
      id
      ...PersonRow
    }
  }
`);

export const EnableUserDocument = graphql(`
  mutation EnableUser($id: ID!) {
    enableUser(id: $id) {
      id
      ...PersonRow
    }
  }
`);

export const ResetUserDocument = graphql(`
  mutation ResetUser($id: ID!) {
    resetUser(id: $id) {
      setPasswordUrl
      user {
        id
        ...PersonRow
      }
    }
  }
`);

export const CreateUserDocument = graphql(`
  mutation CreateUser($input: CreateUserInput!) {
    createUser(input: $input) {
      setPasswordUrl
      user {
        id
        ...PersonRow
      }
    }
  }
`);

export const TransferFilesDocument = graphql(`
  mutation TransferFiles($fromUserId: ID!, $toUserId: ID!) {
    transferFiles(fromUserId: $fromUserId, toUserId: $toUserId)
  }
`);
