import { Button, makeStyles, Switch } from '@fluentui/react-components';
import { ArrowLeftRegular, ArrowRightRegular } from '@fluentui/react-icons';
import type { Room } from '../peps/views.ts';
import type { Walk } from './useWalk.ts';

const useStyles = makeStyles({
  steps: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '4px 8px',
  },
  /** At 280 px the switch stands above the two buttons. */
  above: { width: '100%' },
});

/** Back and Next, and whether one goes with the others. */
export function Steps({
  room,
  walk,
  isNarrow = false,
}: {
  readonly room: Room;
  readonly walk: Walk;
  readonly isNarrow?: boolean;
}) {
  const styles = useStyles();
  const before = room.agenda[walk.index - 1];
  const after = room.agenda[walk.index + 1];
  const isStarted = room.meeting.state === 'started';
  const isLeading = isStarted && room.canRun && walk.isTogether;
  const together = isStarted ? (
    <Switch
      className={isNarrow ? styles.above : undefined}
      label={room.canRun ? 'Move everyone with me' : 'Follow chair'}
      checked={walk.isTogether}
      onChange={(_event, next) => walk.setTogether(next.checked)}
    />
  ) : null;
  return (
    <div className={styles.steps}>
      {isNarrow ? together : null}
      <Button
        size="small"
        icon={<ArrowLeftRegular />}
        disabledFocusable={before === undefined}
        onClick={() => before && walk.go(before.id)}
      >
        Back
      </Button>
      {isNarrow ? null : together}
      <Button
        size="small"
        icon={<ArrowRightRegular />}
        iconPosition="after"
        appearance={isLeading && after !== undefined ? 'primary' : 'secondary'}
        disabledFocusable={after === undefined}
        onClick={() => after && walk.go(after.id)}
      >
        Next
      </Button>
    </div>
  );
}
