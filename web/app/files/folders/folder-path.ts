/** The address of a folder's page; of the root for null. */
export function folderPath(id: string | null): string {
  return id === null ? '/' : `/folders/${id}`;
}
