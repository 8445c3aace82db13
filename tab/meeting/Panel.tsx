import {
  Avatar,
  Button,
  makeStyles,
  mergeClasses,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { ChevronDownRegular, ChevronUpRegular, PersonArrowRightRegular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import { useDesk } from '../peps/desk.tsx';
import { SavedState } from '../peps/SavedState.tsx';
import { AgendaList } from './AgendaList.tsx';
import { Presence } from './Presence.tsx';
import type { RoomParts } from './roomParts.ts';
import { Steps } from './Steps.tsx';
import { useScrollPadding } from './useScrollPadding.ts';

const bar = {
  position: 'sticky',
  zIndex: 2,
  backgroundColor: tokens.colorNeutralBackground1,
  padding: '8px',
  '@media (max-height: 420px)': { position: 'static' },
} as const;
const useStyles = makeStyles({
  panel: { display: 'flex', flexDirection: 'column', minHeight: '100vh', minWidth: 0 },
  head: {
    ...bar,
    top: 0,
    display: 'grid',
    gap: '6px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  foot: { ...bar, bottom: 0, marginTop: 'auto', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  line: { display: 'flex', alignItems: 'center', gap: '8px', minWidth: 0, justifyContent: 'space-between' },
  stepper: {
    flexGrow: 1,
    minWidth: 0,
    justifyContent: 'space-between',
    paddingLeft: '4px',
    paddingRight: '4px',
    textAlign: 'left',
  },
  stepWords: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    minWidth: 0,
    ...typographyStyles.body1Strong,
  },
  dots: { display: 'flex', gap: '2px', height: '3px' },
  dot: {
    flexGrow: 1,
    borderRadius: '2px',
    backgroundColor: tokens.colorNeutralStroke1,
    forcedColorAdjust: 'none',
  },
  past: { backgroundColor: tokens.colorBrandBackground },
  list: { maxHeight: '50vh', overflowY: 'auto' },
  body: { display: 'grid', gap: '16px', padding: '12px 8px 24px', minWidth: 0 },
  hidden: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  saved: { ...typographyStyles.caption1, minWidth: 0 },
});

/** The side panel: 280 to 320 px, one column, bars that stay. */
export function Panel({ room, walk, actions, banners, body }: RoomParts) {
  const styles = useStyles();
  const { writer, plan } = useDesk();
  const [isListOpen, setIsListOpen] = useState(false);
  const head = useRef<HTMLElement>(null);
  const foot = useRef<HTMLElement>(null);
  useScrollPadding(head, foot);
  const { markPupil } = actions;
  return (
    <div className={styles.panel}>
      <h1 className={styles.hidden}>Review meeting</h1>
      <header ref={head} className={styles.head}>
        <div className={styles.line}>
          <Avatar
            initials={plan.child.initials}
            name={plan.child.name}
            shape="square"
            size={28}
            aria-label={`Child: ${plan.child.initials}`}
          />
          {room.meeting.state === 'ended' ? (
            <span className={mergeClasses(styles.stepWords, styles.stepper)}>Meeting ended</span>
          ) : (
            <Button
              className={styles.stepper}
              appearance="subtle"
              aria-expanded={isListOpen}
              aria-controls="agenda"
              icon={isListOpen ? <ChevronUpRegular /> : <ChevronDownRegular />}
              iconPosition="after"
              onClick={() => setIsListOpen((open) => !open)}
            >
              <span className={styles.stepWords}>
                {walk.step === null
                  ? 'Agenda'
                  : `${walk.index + 1} of ${room.agenda.length} · ${walk.step.title}`}
              </span>
            </Button>
          )}
        </div>
        <div className={styles.dots} aria-hidden="true">
          {room.agenda.map((item, index) => (
            <span key={item.id} className={mergeClasses(styles.dot, index <= walk.index && styles.past)} />
          ))}
        </div>
        <nav
          id="agenda"
          aria-label="Agenda"
          hidden={!isListOpen}
          className={isListOpen ? styles.list : undefined}
        >
          <AgendaList room={room} walk={walk} onChosen={() => setIsListOpen(false)} />
        </nav>
        <div className={styles.line}>
          <Presence present={room.present} most={4} />
          <span className={styles.saved}>
            <SavedState writer={writer} />
          </span>
        </div>
        {markPupil !== null && !room.isPupilPresent ? (
          <Button size="small" icon={<PersonArrowRightRegular />} onClick={() => markPupil(true)}>
            Pupil has come in
          </Button>
        ) : null}
        {banners}
      </header>
      <div className={styles.body}>{body}</div>
      {room.meeting.state === 'ended' ? null : (
        <footer ref={foot} className={styles.foot}>
          <Steps room={room} walk={walk} isNarrow />
        </footer>
      )}
    </div>
  );
}
