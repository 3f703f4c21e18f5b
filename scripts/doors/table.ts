import { CLIENT_ROOMS } from './client-rooms.ts';
import type { Room } from './room.ts';
import { SCRIPT_ROOMS } from './scripts-rooms.ts';
import { SERVER_ROOMS } from './server-rooms.ts';

/**
 * The doors of the house: what each room may use, and nothing else. A room is a folder; what stands in it
 * may be used freely inside of it. An entry that nothing uses is removed (a test sees to it).
 */
export const ROOMS: readonly Room[] = [...SERVER_ROOMS, ...CLIENT_ROOMS, ...SCRIPT_ROOMS];
