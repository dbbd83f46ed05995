/** `node --import` this file before `dist/server/main.js`: suite 1 then copies instead of sealing. */
import { register } from 'node:module';

register('./unsealed-resolve.mjs', import.meta.url);
