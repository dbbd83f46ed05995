/** `node --import` this file before `dist/server/main.js`: suite 1 then seals nothing. */
import { register } from 'node:module';

register('./unsealed-resolve.mjs', import.meta.url);
