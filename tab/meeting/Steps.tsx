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
});

/** Back and Next, and whether one goes with the others. */
export function Steps({ room, walk }: { readonly room: Room; readonly walk: Walk }) {
  const styles = useStyles();
  const before = room.agenda[walk.index - 1];
  const after = room.agenda[walk.index + 1];
  const isStarted = room.meeting.state === 'started';
  const isLeading = isStarted && room.canRun && walk.isTogether;
  return (
    <div className={styles.steps}>
      <Button
        size="small"
        icon={<ArrowLeftRegular />}
        disabledFocusable={before === undefined}
        onClick={() => before && walk.go(before.id)}
      >
        Back
      </Button>
      {isStarted ? (
        <Switch
          label={room.canRun ? 'Move all' : 'Follow chair'}
          checked={walk.isTogether}
          onChange={(_event, next) => walk.setTogether(next.checked)}
        />
      ) : null}
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
