import {
  FluentProvider,
  teamsHighContrastTheme,
  webDarkTheme,
  webLightTheme,
} from '@fluentui/react-components';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { Reply } from '#contract/calls.ts';
import { type AskProblem, type Call, makeCall } from './ask.ts';
import { type Door, type Theme } from './door.ts';
import { openDoor } from './openDoor.ts';
import { shelf } from './shelf.ts';
import { Failed, Loading } from './states.tsx';

export type Session = {
  readonly me: Reply<'me'>;
  readonly call: Call;
  readonly door: Door['kind'];
  readonly frame: Door['frame'];
  readonly chatId: string | null;
  readonly subPage: string | null;
  /** What a request made by hand (the live stream) must carry. */
  readonly authHeader: () => Promise<Record<string, string>>;
  readonly onLeaving: Door['onLeaving'];
  /** For people of several authorities: which one they look at. */
  readonly chooseAuthority: (id: string) => void;
};

const DoorContext = createContext<Door | null>(null);
const SessionContext = createContext<Session | null>(null);
const fluent = { light: webLightTheme, dark: webDarkTheme, contrast: teamsHighContrastTheme } as const;
/** Its own ground to the bottom, also in a frame: words stay readable whatever lies behind. */
const ground = { minHeight: '100vh' } as const;

/** Opens the way in and sets the theme. Nothing under it has asked the server anything yet. */
export function DoorProvider({ path, children }: { readonly path: string; readonly children: ReactNode }) {
  const [door, setDoor] = useState<Door | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const [theme, setTheme] = useState<Theme>('light');
  useEffect(() => {
    let isHere = true;
    let stop: (() => void) | undefined;
    openDoor(path).then(
      (opened) => {
        if (!isHere) return;
        setTheme(opened.theme);
        stop = opened.onTheme(setTheme);
        setDoor(opened);
      },
      () => isHere && setHasFailed(true),
    );
    return () => {
      isHere = false;
      stop?.();
    };
  }, [path]);
  useEffect(() => {
    document.documentElement.style.colorScheme = theme === 'light' ? 'light' : 'dark';
  }, [theme]);
  return (
    <FluentProvider theme={fluent[theme]} style={ground}>
      {hasFailed ? <Failed problem={noTeams} onRetry={() => window.location.reload()} /> : null}
      {door === null ? (
        hasFailed ? null : (
          <Loading label="Opening" />
        )
      ) : (
        <DoorContext value={door}>{children}</DoorContext>
      )}
    </FluentProvider>
  );
}

const noTeams: AskProblem = {
  code: 'no-teams',
  words: 'Teams did not answer this page. Close it and open it again from Teams.',
  status: 0,
};

/** Asks who the person is, then gives everything under it the means to ask the rest. */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const door = useDoor();
  const [authority, setAuthority] = useState(() => shelf().getItem('authority'));
  const authHeader = useCallback(async () => {
    const signed = await door.authHeader();
    return authority === null ? signed : { ...signed, 'x-authority': authority };
  }, [door, authority]);
  const call = useMemo(() => makeCall(authHeader, door.forgetToken), [authHeader, door]);
  const { me, problem, retry } = useMe(call);
  const session = useMemo<Session | null>(() => {
    if (me === null) return null;
    const { kind, frame, chatId, subPage, onLeaving } = door;
    const chooseAuthority = (id: string) => {
      shelf().setItem('authority', id);
      setAuthority(id);
    };
    return { me, call, door: kind, frame, chatId, subPage, authHeader, onLeaving, chooseAuthority };
  }, [me, call, door, authHeader]);
  if (problem !== null) return <Failed problem={problem} onRetry={retry} isWholePage />;
  if (session === null) return <Loading label="Finding out who you are" />;
  // What belongs to one authority never stays on the screen under another.
  return (
    <SessionContext value={session} key={session.me.authority.id}>
      {children}
    </SessionContext>
  );
}

function useMe(call: Call) {
  const [me, setMe] = useState<Reply<'me'> | null>(null);
  const [problem, setProblem] = useState<AskProblem | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let isHere = true;
    void call('me').then((asked) => {
      if (!isHere) return;
      if (asked.ok) setMe(asked.value);
      setProblem(asked.ok ? null : asked.problem);
    });
    return () => {
      isHere = false;
    };
  }, [call, tries]);
  const retry = useCallback(() => {
    setProblem(null);
    setTries((count) => count + 1);
  }, []);
  return { me, problem, retry };
}

export function useDoor(): Door {
  const door = useContext(DoorContext);
  if (door === null) throw new Error('useDoor belongs under DoorProvider');
  return door;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession belongs under SessionProvider');
  return session;
}
