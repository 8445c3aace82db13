import type { ReactNode } from 'react';
import type { Room } from '../peps/views.ts';
import type { RoomActions } from './useRoomActions.ts';
import type { Walk } from './useWalk.ts';

/** What both layouts of the room are put together from. */
export type RoomParts = {
  readonly room: Room;
  readonly walk: Walk;
  readonly actions: RoomActions;
  readonly banners: ReactNode;
  readonly body: ReactNode;
};
