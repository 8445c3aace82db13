import { lazy, Suspense } from 'react';
import { DoorProvider, SessionProvider } from '../shared/session.tsx';
import { ErrorBoundary } from '../shared/ErrorBoundary.tsx';
import type { Place } from '../shared/place.ts';
import { Loading } from '../shared/states.tsx';

const Personal = lazy(async () => ({ default: (await import('./Personal.tsx')).Personal }));
const Meeting = lazy(async () => ({ default: (await import('./Meeting.tsx')).Meeting }));
const DoorPage = lazy(async () => ({ default: (await import('./door/DoorPage.tsx')).DoorPage }));

/** Which surface an address opens. */
export function App({ path }: { readonly path: string }) {
  return (
    <DoorProvider path={path}>
      <ErrorBoundary>
        <Suspense fallback={<Loading label="Opening" />}>
          <Surface path={path} />
        </Suspense>
      </ErrorBoundary>
    </DoorProvider>
  );
}

function Surface({ path }: { readonly path: string }) {
  const link = /^\/door\/([^/]+)/.exec(path)?.[1];
  if (link !== undefined) return <DoorPage link={link} />;
  return (
    <SessionProvider>
      {path.startsWith('/tab/meeting') ? <Meeting /> : <Personal start={startOf(path)} />}
    </SessionProvider>
  );
}

/** The addresses in cards and mails name one meeting or one plan. */
function startOf(path: string): Place | null {
  const [, kind, id] = /^\/(reviews|plans)\/([^/]+)/.exec(path) ?? [];
  if (id === undefined) return null;
  return { at: kind === 'plans' ? 'plan' : 'room', id };
}
