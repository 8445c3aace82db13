import { Avatar, Button, Link, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { PersonArrowRightRegular } from '@fluentui/react-icons';
import { useDesk } from '../peps/desk.tsx';
import { SavedState } from '../peps/SavedState.tsx';
import { AgendaList } from './AgendaList.tsx';
import { Presence } from './Presence.tsx';
import { Raised, TargetsAtAGlance } from './Raised.tsx';
import type { RoomParts } from './roomParts.ts';
import { Steps } from './Steps.tsx';

const useStyles = makeStyles({
  room: { display: 'grid', gap: '16px', padding: '16px', containerType: 'inline-size', minWidth: 0 },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px 16px' },
  names: { flexGrow: 1, minWidth: '200px' },
  title: { ...typographyStyles.subtitle1 },
  quiet: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2 },
  columns: {
    display: 'grid',
    gap: '24px',
    alignItems: 'start',
    gridTemplateColumns: '232px minmax(0, 1fr) 300px',
    '@container (max-width: 960px)': { gridTemplateColumns: '200px minmax(0, 1fr)' },
  },
  agenda: { position: 'sticky', top: '8px', '@media (max-height: 560px)': { position: 'static' } },
  middle: { display: 'grid', gap: '16px', minWidth: 0, maxWidth: '760px' },
  beside: {
    display: 'grid',
    gap: '16px',
    minWidth: 0,
    '@container (max-width: 960px)': { gridColumnStart: '2' },
  },
});

/** The same walk at full width: agenda left, item middle, targets and actions right. */
export function WideRoom({ room, walk, actions, banners, body }: RoomParts) {
  const styles = useStyles();
  const { plan, writer } = useDesk();
  const { markPupil } = actions;
  const isOver = room.meeting.state === 'ended';
  return (
    <div className={styles.room}>
      <header className={styles.head}>
        <Avatar
          initials={plan.child.initials}
          name={plan.child.name}
          shape="square"
          size={40}
          aria-hidden="true"
        />
        <div className={styles.names}>
          <h1 className={styles.title}>{plan.child.name}</h1>
          <p className={styles.quiet}>
            {[plan.child.yearGroup, plan.child.school, room.meeting.reference].filter(Boolean).join(' · ')}
          </p>
        </div>
        <SavedState writer={writer} />
        <Presence present={room.present} most={8} />
        {markPupil !== null && !room.isPupilPresent ? (
          <Button icon={<PersonArrowRightRegular />} onClick={() => markPupil(true)}>
            Pupil has come in
          </Button>
        ) : null}
        {room.meeting.joinUrl === null || isOver ? null : (
          <Link inline href={room.meeting.joinUrl} target="_blank" rel="noreferrer">
            Join on Teams
          </Link>
        )}
      </header>
      {banners}
      {isOver ? (
        body
      ) : (
        <div className={styles.columns}>
          <nav aria-label="Agenda" className={styles.agenda}>
            <AgendaList room={room} walk={walk} />
          </nav>
          <div className={styles.middle}>
            {body}
            <Steps room={room} walk={walk} />
          </div>
          <div className={styles.beside}>
            <Raised />
            {walk.step?.sections.includes('new-targets') === true ? null : <TargetsAtAGlance />}
          </div>
        </div>
      )}
    </div>
  );
}
