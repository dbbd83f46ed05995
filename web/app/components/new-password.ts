/** The shortest password of an account, in characters. */
export const PASSWORD_LENGTH = 12;

export interface NewPassword {
  password: string;
  again: string;
}

/** Whether both are there, long enough and the same. */
export function isGoodPassword({ password, again }: NewPassword): boolean {
  return [...password].length >= PASSWORD_LENGTH && password === again;
}
