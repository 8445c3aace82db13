import { useEffect, useRef } from 'react';
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

function OneFrame({ title, path, frame, chatId, meetingId }: TeamsFrameProps) {
  const { person, place, follow } = useStage();
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
    const host = hostFrame(element.current, setting, (url) => latest.current.follow(url));
    opened.current = host;
    return host.close;
  }, [frame, chatId, meetingId]);
  return (
    <iframe
      ref={element}
      className="appFrame"
      title={title}
      src={path}
      allow="clipboard-read; clipboard-write"
    />
  );
}
