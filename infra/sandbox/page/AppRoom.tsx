import { framePath } from './links.ts';
import { useStage } from './stage.tsx';
import { TeamsFrame } from './TeamsFrame.tsx';

export function AppRoom() {
  const { place } = useStage();
  return <TeamsFrame title="Education Review" path={framePath(place.open)} frame="content" />;
}
