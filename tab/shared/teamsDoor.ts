import { app, authentication, FrameContexts, teamsCore } from '@microsoft/teams-js';
import { type Door, onPageHide, type Theme } from './door.ts';
import { expiryOf } from './tokenExpiry.ts';

const themes: Readonly<Record<string, Theme>> = { default: 'light', dark: 'dark', contrast: 'contrast' };
const renewBefore = 5 * 60 * 1000;

/** The start-up Teams asks for; without it the tab stays behind Teams' own loading screen. */
export async function teamsDoor(): Promise<Door> {
  await app.initialize();
  const context = await app.getContext();
  app.notifyAppLoaded();
  // Only hosts that say so answer this one; nothing here waits for it.
  void app.notifySuccess();
  const token = tokenInMemory();
  const { frameContext } = context.page;
  return {
    kind: 'teams',
    frame:
      frameContext === FrameContexts.sidePanel
        ? 'sidePanel'
        : context.chat === undefined
          ? 'personal'
          : 'content',
    chatId: context.chat?.id ?? null,
    subPage: context.page.subPageId ?? null,
    theme: themes[context.app.theme] ?? 'light',
    onTheme: (changed) => {
      app.registerOnThemeChangeHandler((name) => changed(themes[name] ?? 'light'));
      return () => app.registerOnThemeChangeHandler(() => undefined);
    },
    authHeader: async () => ({ authorization: `Bearer ${await token.now()}` }),
    forgetToken: token.forget,
    onLeaving: beforeTeamsCloses(),
  };
}

/** The sign-in token stays in this page's memory: storage in a frame is shared with whoever else frames us. */
function tokenInMemory() {
  let held: { readonly text: string; readonly until: number } | null = null;
  return {
    now: async (): Promise<string> => {
      // A token's expiry is real time, whatever day the service says it is.
      const clock = performance.timeOrigin + performance.now();
      if (held !== null && clock < held.until - renewBefore) return held.text;
      const text = await authentication.getAuthToken();
      held = { text, until: expiryOf(text) };
      return text;
    },
    forget: () => {
      held = null;
    },
  };
}

/** Teams may keep a closed tab's page alive; it tells us before, and waits for our word. */
function beforeTeamsCloses(): Door['onLeaving'] {
  const leaving = new Set<() => void>();
  if (teamsCore.isSupported()) {
    teamsCore.registerBeforeUnloadHandler((ready) => {
      for (const leave of leaving) leave();
      ready();
      return true;
    });
  }
  return (leave) => {
    leaving.add(leave);
    const stop = onPageHide(leave);
    return () => {
      leaving.delete(leave);
      stop();
    };
  };
}
