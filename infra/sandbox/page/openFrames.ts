import { askToken } from './ask.ts';
import { answerTo, hostMessage, type HostSetting } from './host.ts';

/** A frame of the app, and Teams' end of its wire. */
export type OpenFrame = {
  readonly setTheme: (theme: HostSetting['theme']) => void;
  /** Settles when the app has said that it may be closed, or has had its time. */
  readonly letGo: () => Promise<void>;
  readonly close: () => void;
};

const open = new Set<OpenFrame>();
const patienceMs = 800;
const saysLoaded = new Set(['appInitialization.appLoaded', 'appInitialization.success']);

/** Before anything else is shown: an app with unsent words saves them first, as in Teams. */
export async function letFramesGo(): Promise<void> {
  await Promise.all([...open].map((frame) => frame.letGo()));
}

export function hostFrame(
  frame: HTMLIFrameElement,
  setting: () => HostSetting,
  on: { readonly openLink: (url: string) => void; readonly loaded: () => void },
): OpenFrame {
  const wanted = new Set<string>();
  let goes: (() => void) | undefined;
  const push = (message: unknown) => frame.contentWindow?.postMessage(message, window.location.origin);

  function hear(event: MessageEvent<unknown>): void {
    if (event.source !== frame.contentWindow || event.origin !== window.location.origin) return;
    const message = hostMessage.safeParse(event.data);
    if (!message.success) return;
    const { id, uuidAsString } = message.data;
    const back = (args: readonly unknown[]) => push({ id, uuidAsString, args });
    if (saysLoaded.has(message.data.func)) on.loaded();
    const answer = answerTo(message.data, setting());
    switch (answer.does) {
      case 'reply':
        return back(answer.args);
      case 'remember':
        wanted.add(answer.event);
        return;
      case 'openLink':
        back([true]);
        return on.openLink(answer.url);
      case 'letGo':
        return goes?.();
      case 'mintToken':
        void askToken(setting().person.id).then(
          (token) => back([true, token]),
          () => back([false, 'resourceDisabled']),
        );
        return;
      case 'nothing':
        return;
    }
  }
  window.addEventListener('message', hear);
  const opened: OpenFrame = {
    setTheme: (theme) => {
      if (wanted.has('themeChange')) push({ func: 'themeChange', args: [theme] });
    },
    letGo: () =>
      new Promise((settled) => {
        if (!wanted.has('beforeUnload')) return settled();
        goes = settled;
        window.setTimeout(settled, patienceMs);
        push({ func: 'beforeUnload', args: [] });
      }),
    close: () => {
      open.delete(opened);
      window.removeEventListener('message', hear);
    },
  };
  open.add(opened);
  return opened;
}
