import { Button, makeStyles } from '@fluentui/react-components';
import type { Room } from '../peps/views.ts';
import { Banner } from './Banner.tsx';
import type { Walk } from './useWalk.ts';

const useStyles = makeStyles({ stack: { display: 'grid', gap: '4px' } });

type Props = {
  readonly room: Room;
  readonly walk: Walk;
  readonly isSilent: boolean;
  readonly isNarrow: boolean;
  readonly onPupil: ((isPresent: boolean) => void) | null;
  readonly problem: string | null;
};

/** What everybody must know at any moment, each in one line. */
export function Banners({ room, walk, isSilent, isNarrow, onPupil, problem }: Props) {
  const styles = useStyles();
  const { ahead } = walk;
  return (
    <div className={styles.stack} role="status">
      {problem === null ? null : <Banner look="warning" words={problem} />}
      {isSilent ? (
        <Banner look="warning" words="Reconnecting… Adults’ items are hidden meanwhile." canFold={isNarrow} />
      ) : null}
      {room.isPupilPresent ? (
        <Banner
          look="note"
          words="The pupil is here"
          action={
            onPupil === null ? null : (
              <Button size="small" appearance="subtle" onClick={() => onPupil(false)}>
                Pupil has gone
              </Button>
            )
          }
        />
      ) : null}
      {room.meeting.state === 'started' && !room.quorum.isMet ? (
        <Banner look="warning" words={room.quorum.words} canFold={isNarrow} />
      ) : null}
      {ahead === null ? null : (
        <Banner
          look="note"
          words={`The chair has gone on to ‘${ahead.title}’`}
          action={
            <Button size="small" appearance="subtle" onClick={() => walk.setTogether(true)}>
              Go there
            </Button>
          }
        />
      )}
    </div>
  );
}
