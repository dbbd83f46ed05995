/** Runs an npm command in the project's folder; ends the program with its reason when it fails. */
export function npm(what: string, args: string[]): void;
/** Builds unless everything is built already. */
export function ensureBuilt(): void;
