export type Theme = 'light' | 'dark' | 'contrast';

/** Which way a person came in: inside Teams with its token, or an ordinary browser with the door's cookie. */
export type Door = {
  readonly kind: 'teams' | 'browser';
  readonly frame: 'personal' | 'sidePanel' | 'content' | 'browser';
  readonly chatId: string | null;
  /** The place a Teams link points to within the tab: '#/room/…' without its hash; never a name. */
  readonly subPage: string | null;
  readonly theme: Theme;
  readonly onTheme: (changed: (theme: Theme) => void) => () => void;
  /** Made anew for each request; empty where the cookie speaks. */
  readonly authHeader: () => Promise<Record<string, string>>;
  /** Forgets a token that the server refused, so that the next request asks Teams again. */
  readonly forgetToken: () => void;
  /** Runs when the page is about to go, while a last request can still leave. */
  readonly onLeaving: (leaving: () => void) => () => void;
};

/** Teams shows the tab in a frame, or on a telephone in a view with a native interface; a top-level page is a browser. */
export function isInsideTeams(page: { readonly parent: unknown }, path: string): boolean {
  if (path.startsWith('/door')) return false;
  return page.parent !== page || 'nativeInterface' in page;
}

export function onPageHide(leaving: () => void): () => void {
  window.addEventListener('pagehide', leaving);
  return () => window.removeEventListener('pagehide', leaving);
}

const dark = '(prefers-color-scheme: dark)';
const forced = '(forced-colors: active)';

function browserTheme(): Theme {
  if (window.matchMedia(forced).matches) return 'contrast';
  return window.matchMedia(dark).matches ? 'dark' : 'light';
}

export function browserDoor(): Door {
  return {
    kind: 'browser',
    frame: 'browser',
    chatId: null,
    subPage: null,
    theme: browserTheme(),
    onTheme: (changed) => {
      const queries = [window.matchMedia(dark), window.matchMedia(forced)];
      const tell = () => changed(browserTheme());
      for (const query of queries) query.addEventListener('change', tell);
      return () => {
        for (const query of queries) query.removeEventListener('change', tell);
      };
    },
    authHeader: () => Promise.resolve({}),
    forgetToken: () => undefined,
    onLeaving: onPageHide,
  };
}
