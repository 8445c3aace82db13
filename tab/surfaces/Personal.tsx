import { makeStyles, tokens } from '@fluentui/react-components';
import { lazy, Suspense, useEffect, useRef } from 'react';
import type { Reply } from '#contract/calls.ts';
import { hashOf, type Place, placeOf, useHash } from '../shared/place.ts';
import { useSession } from '../shared/session.tsx';
import { Loading } from '../shared/states.tsx';
import { Navigation } from './Navigation.tsx';

const DueList = lazy(async () => ({ default: (await import('./due/DueList.tsx')).DueList }));
const MyReviews = lazy(async () => ({ default: (await import('./reviews/MyReviews.tsx')).MyReviews }));
const BookPage = lazy(async () => ({ default: (await import('./book/BookPage.tsx')).BookPage }));
const BoardPage = lazy(async () => ({ default: (await import('./board/BoardPage.tsx')).BoardPage }));
const ImportPage = lazy(async () => ({ default: (await import('./import/ImportPage.tsx')).ImportPage }));
const RolesPage = lazy(async () => ({ default: (await import('./roles/RolesPage.tsx')).RolesPage }));
const RoomPage = lazy(async () => ({ default: (await import('../meeting/RoomPage.tsx')).RoomPage }));
const PlanPage = lazy(async () => ({ default: (await import('../peps/PlanPage.tsx')).PlanPage }));
const QualityQueue = lazy(async () => ({ default: (await import('../peps/QualityQueue.tsx')).QualityQueue }));

const windowTitles = {
  due: 'Due list',
  reviews: 'My reviews',
  quality: 'Quality',
  import: 'Import',
  roles: 'Roles',
  book: 'Book',
  board: 'Booking',
  room: 'Meeting',
  plan: 'Plan',
} as const satisfies Record<Place['at'], string>;

const useStyles = makeStyles({
  page: {
    minHeight: '100vh',
    color: tokens.colorNeutralForeground1,
    // A heading or field that takes focus stays clear of the bar on top.
    scrollPaddingTop: '56px',
  },
  main: { outline: 'none' },
});

/** The tab of one person, and the full page of a meeting or plan: what `me.may` offers, and the page one is on. */
export function Personal({ start }: { readonly start: Place | null }) {
  const styles = useStyles();
  const { me, subPage } = useSession();
  const hash = useHash();
  const place = placeOf(hash) ?? start ?? (subPage === null ? null : placeOf(subPage)) ?? firstOf(me.may);
  const key = hashOf(place);
  const main = useRef<HTMLElement>(null);
  const shown = useRef(key);
  useEffect(() => {
    document.title = `${windowTitles[place.at]} – Education Review`;
    if (shown.current === key) return;
    shown.current = key;
    window.scrollTo(0, 0);
    main.current?.focus();
  }, [key, place.at]);
  return (
    <div className={styles.page}>
      <Navigation at={place.at} />
      <main className={styles.main} ref={main} tabIndex={-1}>
        <Suspense fallback={<Loading label={windowTitles[place.at]} />} key={key}>
          <PageOf place={place} />
        </Suspense>
      </main>
    </div>
  );
}

function firstOf(may: Reply<'me'>['may']): Place {
  return may.dueList ? { at: 'due' } : { at: 'reviews' };
}

function PageOf({ place }: { readonly place: Place }) {
  switch (place.at) {
    case 'due':
      return <DueList />;
    case 'reviews':
      return <MyReviews />;
    case 'quality':
      return <QualityQueue />;
    case 'import':
      return <ImportPage />;
    case 'roles':
      return <RolesPage />;
    case 'book':
      return <BookPage child={place.id} />;
    case 'board':
      return <BoardPage meeting={place.id} />;
    case 'room':
      return <RoomPage meeting={place.id} />;
    case 'plan':
      return <PlanPage pep={place.id} />;
  }
}
