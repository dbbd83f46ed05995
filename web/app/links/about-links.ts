/** An empty list names no type, and a bare id neither; this tells the cache what they concern. */
export const ABOUT_LINKS = { additionalTypenames: ['Share'] };
