import { removeExpiredLinks } from '../catalog/password-links.ts';
import { removeExpiredSignIns } from '../catalog/sessions.ts';
import type { Rooms } from './rooms.ts';

/** Removes sessions, half-done sign-ins and password links whose time is over; they had stopped to work. Gives how many. */
export async function forgetExpiredAccess(rooms: Pick<Rooms, 'catalog' | 'clock'>): Promise<number> {
  const now = rooms.clock();
  return (await removeExpiredSignIns(rooms.catalog, now)) + (await removeExpiredLinks(rooms.catalog, now));
}
