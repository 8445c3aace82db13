import {
  Button,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  Link,
  makeStyles,
  OverlayDrawer,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { CalendarAddRegular, DismissRegular } from '@fluentui/react-icons';
import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import type { Reply } from '#contract/calls.ts';
import { inDays, longDate, longDateTime } from '../../shared/dates.ts';
import { hashOf } from '../../shared/place.ts';
import { useSession } from '../../shared/session.tsx';
import { Failed, Loading } from '../../shared/states.tsx';
import { Status, type StatusLook } from '../../shared/Status.tsx';
import { useCall } from '../../shared/useCall.ts';

type Timeline = Reply<'childTimeline'>;

const useStyles = makeStyles({
  drawer: { width: 'min(440px, 100vw)' },
  body: {
    ...typographyStyles.body1,
    display: 'grid',
    alignContent: 'start',
    gap: '20px',
    paddingBottom: '24px',
  },
  part: { display: 'grid', gap: '8px', justifyItems: 'start' },
  title: typographyStyles.subtitle2,
  list: { listStyle: 'none', display: 'grid', gap: '10px', width: '100%' },
  line: { display: 'grid', gap: '2px' },
  quiet: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2 },
  confidential: {
    display: 'grid',
    gap: '8px',
    padding: '12px',
    width: '100%',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
  },
});

const meetingLooks = {
  booked: { words: 'Booked', look: 'waiting' },
  started: { words: 'Going on', look: 'waiting' },
  ended: { words: 'Held', look: 'done' },
  cancelled: { words: 'Cancelled', look: 'note' },
} as const satisfies Record<Timeline['meetings'][number]['state'], { words: string; look: StatusLook }>;

const planLooks = {
  open: { words: 'Being written', look: 'open' },
  submitted: { words: 'With the Virtual School', look: 'waiting' },
  returned: { words: 'Returned to the school', look: 'warning' },
  signedOff: { words: 'Signed off', look: 'done' },
} as const satisfies Record<Timeline['peps'][number]['stage'], { words: string; look: StatusLook }>;

type ChildDrawerProps = {
  readonly child: string;
  /** It stays mounted while closed: a modal that is torn out while open leaves the page hidden from screen readers. */
  readonly isOpen: boolean;
  readonly today: string;
  readonly onClose: () => void;
};

/** One child at the side of the list: what is due, who belongs to the circle, what was held and written. */
export function ChildDrawer({ child, isOpen, today, onClose }: ChildDrawerProps) {
  const styles = useStyles();
  return (
    <OverlayDrawer
      open={isOpen}
      position="end"
      className={styles.drawer}
      onOpenChange={(_event, { open }) => open || onClose()}
    >
      <OpenDrawer child={child} today={today} onClose={onClose} />
    </OverlayDrawer>
  );
}

function OpenDrawer({ child, today, onClose }: Omit<ChildDrawerProps, 'isOpen'>) {
  const styles = useStyles();
  const timeline = useCall('childTimeline', { params: { child } });
  // The page behind changes only once the drawer has closed and let go of it.
  const to = useRef<string | null>(null);
  useEffect(
    () => () => {
      const { current: hash } = to;
      if (hash !== null) setTimeout(() => (window.location.hash = hash), 0);
    },
    [],
  );
  const leave = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null) return;
    event.preventDefault();
    to.current = link.hash;
    onClose();
  };
  return (
    <>
      <DrawerHeader>
        <DrawerHeaderTitle
          action={
            <Button appearance="subtle" aria-label="Close" icon={<DismissRegular />} onClick={onClose} />
          }
        >
          {timeline.value?.child.name ?? 'Child'}
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody className={styles.body} onClick={leave}>
        {timeline.state === 'loading' ? <Loading label="Reading the timeline" /> : null}
        {timeline.state === 'failed' ? <Failed problem={timeline.problem} onRetry={timeline.reload} /> : null}
        {timeline.state === 'ready' ? <Details timeline={timeline.value} today={today} /> : null}
      </DrawerBody>
    </>
  );
}

function Details({ timeline, today }: { readonly timeline: Timeline; readonly today: string }) {
  const styles = useStyles();
  const { child, due, confidential, nextReview } = timeline;
  return (
    <>
      <p className={styles.quiet}>
        {child.yearGroup} · {child.school ?? 'No school recorded'} · {child.reference}
      </p>
      <Part title="Next deadline">
        <p>{due.due === null ? 'No date yet' : `${longDate(due.due)}, ${inDays(today, due.due)}`}</p>
        <p className={styles.quiet}>
          {due.why.words}
          {due.why.source === '' ? null : <> Source: {due.why.source}</>}
        </p>
        {nextReview === null ? null : <p>Statutory review on {longDate(nextReview)}</p>}
        <Action timeline={timeline} />
      </Part>
      {confidential === null ? null : (
        <div className={styles.confidential}>
          <h3 className={styles.title}>Confidential: for the social worker</h3>
          <p>{confidential.placementAddress}</p>
          {confidential.notes === '' ? null : <p>{confidential.notes}</p>}
        </div>
      )}
      <Part title="People">
        <Lines of={timeline.people} none="Nobody is in the circle yet.">
          {({ person, name, roleName, reached }) => (
            <li key={person} className={styles.line}>
              <span>{name}</span>
              <span className={styles.quiet}>
                {roleName} · {reached}
              </span>
            </li>
          )}
        </Lines>
      </Part>
      <Part title="Meetings">
        <Lines of={timeline.meetings} none="No meetings yet.">
          {({ id, startsAt, state }) => (
            <li key={id} className={styles.line}>
              <Link href={hashOf({ at: 'board', id })}>{longDateTime(startsAt)}</Link>
              <Status {...meetingLooks[state]} />
            </li>
          )}
        </Lines>
      </Part>
      <Part title="Plans">
        <Lines of={timeline.peps} none="No plans yet.">
          {({ id, kind, stage, version }) => (
            <li key={id} className={styles.line}>
              <Link href={hashOf({ at: 'plan', id })}>
                {kind === 'pep' ? 'Personal education plan' : 'Progress review'}
                {version === 0 ? '' : `, version ${version}`}
              </Link>
              <Status {...planLooks[stage]} />
            </li>
          )}
        </Lines>
      </Part>
    </>
  );
}

function Action({ timeline }: { readonly timeline: Timeline }) {
  const { me } = useSession();
  const open = timeline.meetings.find(({ state }) => state === 'booked' || state === 'started');
  if (open !== undefined) {
    return (
      <Button as="a" appearance="primary" href={hashOf({ at: 'board', id: open.id })}>
        Open the booking
      </Button>
    );
  }
  if (!me.may.book) return null;
  return (
    <Button
      as="a"
      appearance="primary"
      icon={<CalendarAddRegular />}
      href={hashOf({ at: 'book', id: timeline.child.id })}
    >
      Book
    </Button>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const styles = useStyles();
  return (
    <section className={styles.part}>
      <h3 className={styles.title}>{title}</h3>
      {children}
    </section>
  );
}

type LinesProps<T> = {
  readonly of: readonly T[];
  readonly none: string;
  readonly children: (line: T) => ReactNode;
};

function Lines<T>({ of, none, children }: LinesProps<T>) {
  const styles = useStyles();
  return of.length === 0 ? (
    <p className={styles.quiet}>{none}</p>
  ) : (
    <ul className={styles.list}>{of.map(children)}</ul>
  );
}
