import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { Room } from '../peps/views.ts';
import { fromTo, longDate, weekdayOf } from '../shared/dates.ts';
import type { RoomActions } from './useRoomActions.ts';

const useStyles = makeStyles({
  box: {
    display: 'grid',
    gap: '8px',
    justifyItems: 'start',
    padding: '12px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    border: `1px solid ${tokens.colorTransparentStroke}`,
  },
  words: { ...typographyStyles.body1 },
});

/** Before the meeting: when it is, and for the chair the button that begins it. At its last item: the button that ends it. */
export function StateOfMeeting({
  room,
  actions,
  isLast,
}: {
  readonly room: Room;
  readonly actions: RoomActions;
  readonly isLast: boolean;
}) {
  const styles = useStyles();
  const { meeting } = room;
  if (meeting.state === 'booked')
    return (
      <div className={styles.box}>
        <p className={styles.words}>
          {weekdayOf(meeting.startsAt)} {longDate(meeting.startsAt)},{' '}
          {fromTo(meeting.startsAt, meeting.endsAt)}, {meeting.venue}. The meeting has not started; you can
          prepare here.
        </p>
        {room.canRun ? (
          <Button appearance="primary" disabled={actions.isBusy} onClick={actions.start}>
            Start meeting
          </Button>
        ) : null}
      </div>
    );
  if (meeting.state === 'started' && isLast && room.canRun)
    return (
      <div className={styles.box}>
        <p className={styles.words}>When the next date and place are set, or why not, the meeting can end.</p>
        <Button appearance="primary" disabled={actions.isBusy} onClick={actions.end}>
          End meeting
        </Button>
      </div>
    );
  return null;
}
