import { browserDoor, type Door, isInsideTeams } from './door.ts';

export async function openDoor(path: string): Promise<Door> {
  // teams-js is only loaded where there is a Teams to talk to.
  if (!isInsideTeams(window, path)) return browserDoor();
  const { teamsDoor } = await import('./teamsDoor.ts');
  return teamsDoor();
}
