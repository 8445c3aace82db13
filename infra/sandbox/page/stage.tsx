import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { destinationOf } from './links.ts';
import { letFramesGo } from './openFrames.ts';
import { hashOf, type Place, placeOf, type Room } from './place.ts';
import type { Person, Tenancy } from './tenancy.ts';

/** Who is on, where, and what they can do from here. */
export type Stage = {
  readonly tenancy: Tenancy;
  readonly person: Person;
  readonly place: Place;
  /** 'stays': nothing is left, so the app is not asked to close. */
  readonly go: (place: Place, app?: 'stays') => void;
  readonly goTo: (at: Room, open?: string) => void;
  /** Opens a link where Teams would open it. */
  readonly follow: (url: string) => void;
  /** Does something to the tenancy and looks at it again; a refusal is shown. */
  readonly run: (deed: Promise<unknown>) => Promise<void>;
  readonly trouble: string | null;
  readonly forgetTrouble: () => void;
};

const StageContext = createContext<Stage | null>(null);

type StageProps = {
  readonly tenancy: Tenancy;
  readonly refresh: () => Promise<void>;
  readonly children: (stage: Stage) => ReactNode;
};

export function StageProvider({ tenancy, refresh, children }: StageProps) {
  const hash = useHash();
  const place = useMemo(() => placeOf(hash, tenancy.people), [hash, tenancy.people]);
  const person = tenancy.people.find((one) => one.id === place.as);
  const [trouble, setTrouble] = useState<string | null>(null);
  const go = useCallback((next: Place, app?: 'stays') => {
    const ready = app === 'stays' ? Promise.resolve() : letFramesGo();
    void ready.then(() => {
      window.location.hash = hashOf(next);
    });
  }, []);
  const run = useCallback(
    async (deed: Promise<unknown>) => {
      try {
        setTrouble(null);
        await deed;
      } catch (cause) {
        setTrouble(cause instanceof Error ? cause.message : String(cause));
      }
      await refresh();
    },
    [refresh],
  );
  if (person === undefined) throw new Error('the sandbox has no people');
  const stage: Stage = {
    tenancy,
    person,
    place,
    go,
    goTo: (at, open) => go({ as: place.as, theme: place.theme, at, open }),
    follow: (url) => {
      const { origin } = window.location;
      const destination = destinationOf(url, place, { tenancy, origin, canSignIn: person.canSignIn });
      if (destination.to === 'sandbox') go(destination.place);
      else window.open(destination.url, '_blank', 'noopener');
    },
    run,
    trouble,
    forgetTrouble: () => setTrouble(null),
  };
  return <StageContext value={stage}>{children(stage)}</StageContext>;
}

export function useStage(): Stage {
  const stage = useContext(StageContext);
  if (stage === null) throw new Error('useStage belongs under StageProvider');
  return stage;
}

function onHash(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

function useHash(): string {
  return useSyncExternalStore(onHash, () => window.location.hash);
}
