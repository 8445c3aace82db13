import { Button, Spinner } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { HostSetting } from './host.ts';
import { hostFrame, type OpenFrame } from './openFrames.ts';
import { useStage } from './stage.tsx';

type TeamsFrameProps = {
  readonly title: string;
  readonly path: string;
  readonly frame: HostSetting['frame'];
  readonly chatId?: string;
  readonly meetingId?: string | undefined;
};

/** The real tab, framed as Teams frames it. Another person, page or meeting is another frame. */
export function TeamsFrame(props: TeamsFrameProps) {
  const { place } = useStage();
  return <OneFrame key={`${place.as} ${props.path} ${props.frame} ${props.chatId ?? ''}`} {...props} />;
}

type Loading = 'waiting' | 'late' | 'loaded';
const patienceMs = 12_000;

/** As Teams does, it shows the app once the app has said that it is there, and says so when it stays away. */
function OneFrame({ title, path, frame, chatId, meetingId }: TeamsFrameProps) {
  const { person, place, follow } = useStage();
  const [loading, setLoading] = useState<Loading>('waiting');
  const [tries, setTries] = useState(0);
  const element = useRef<HTMLIFrameElement>(null);
  const opened = useRef<OpenFrame>(null);
  const latest = useRef({ person, theme: place.theme, follow });
  useEffect(() => {
    latest.current = { person, theme: place.theme, follow };
    opened.current?.setTheme(place.theme);
  });
  useEffect(() => {
    if (element.current === null) return;
    const setting = () => {
      const { person: who, theme } = latest.current;
      return { person: who, theme, frame, chatId, meetingId };
    };
    const host = hostFrame(element.current, setting, {
      openLink: (url) => latest.current.follow(url),
      loaded: () => setLoading('loaded'),
    });
    opened.current = host;
    const late = window.setTimeout(() => setLoading((now) => (now === 'waiting' ? 'late' : now)), patienceMs);
    return () => {
      window.clearTimeout(late);
      host.close();
    };
  }, [frame, chatId, meetingId, tries]);
  const tryAgain = () => {
    setLoading('waiting');
    setTries((count) => count + 1);
  };
  return (
    <div className="appPlace">
      <iframe
        key={tries}
        ref={element}
        className={loading === 'loaded' ? 'appFrame' : 'appFrame waiting'}
        title={title}
        src={path}
        allow="clipboard-read; clipboard-write"
      />
      {loading === 'waiting' ? <Spinner className="appWait" label="Opening Education Review" /> : null}
      {loading === 'late' ? (
        <div className="appWait" role="alert">
          <p>Education Review did not open.</p>
          <Button onClick={tryAgain}>Try again</Button>
        </div>
      ) : null}
    </div>
  );
}
