import { Button } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { type Place, hashOf } from './place.ts';
import { useStage } from './stage.tsx';
import type { Person, Tenancy } from './tenancy.ts';

type Step = { readonly words: string; readonly who: string; readonly place: Place };
const closedKey = 'sandbox-story-closed';

/** The whole job in five steps, each of which puts one in the right person's place. */
function storyOf(tenancy: Tenancy, theme: Place['theme']): readonly Step[] {
  const personIn = (role: string): Person | undefined => tenancy.people.find((one) => one.role === role);
  const meeting = tenancy.events.find((one) => !one.isCancelled && one.onlineMeeting !== null);
  const invited = (role: string) =>
    tenancy.people.find(
      (one) => one.role === role && one.canSignIn && meeting?.attendees.some((a) => a.personId === one.id),
    ) ?? personIn(role);
  const chat = meeting?.onlineMeeting?.chat;
  const step = (words: string, who: Person | undefined, at: Pick<Place, 'at' | 'open'>): readonly Step[] =>
    who === undefined ? [] : [{ words, who: who.name, place: { as: who.id, theme, ...at } }];
  return [
    ...step('Book', personIn('PEP coordinator'), { at: 'app' }),
    ...step('Answer', invited('Designated teacher'), { at: 'chat' }),
    ...step('Hold the meeting', invited('Virtual School officer'), {
      at: chat === undefined ? 'calendar' : `meeting:${chat}`,
    }),
    ...step('Sign off', invited('Virtual School officer'), { at: 'app', open: '/tab/personal#/quality' }),
    ...step('See the file', invited('Social worker'), { at: 'files' }),
  ];
}

export function Story() {
  const { tenancy, place, go } = useStage();
  const [isClosed, setIsClosed] = useState(() => localStorage.getItem(closedKey) === 'yes');
  const close = (closed: boolean) => {
    localStorage.setItem(closedKey, closed ? 'yes' : 'no');
    setIsClosed(closed);
  };
  if (isClosed)
    return (
      <div className="story closed">
        <Button size="small" appearance="transparent" onClick={() => close(false)}>
          Show the story in five steps
        </Button>
      </div>
    );
  return (
    <section className="story" aria-labelledby="storyTitle">
      <h2 id="storyTitle">The job in five steps</h2>
      <ol>
        {storyOf(tenancy, place.theme).map(({ words, who, place: there }, at) => {
          const isHere = there.as === place.as && there.at === place.at && there.open === place.open;
          return (
            <li key={words}>
              <a
                href={hashOf(there)}
                aria-current={isHere ? 'step' : undefined}
                onClick={(event) => {
                  event.preventDefault();
                  go(there);
                }}
              >
                <span className="stepNumber" aria-hidden>
                  {at + 1}
                </span>
                <span>
                  <strong>{words}</strong>
                  <span className="stepWho">as {who}</span>
                </span>
              </a>
            </li>
          );
        })}
      </ol>
      <Button
        appearance="subtle"
        size="small"
        icon={<DismissRegular />}
        aria-label="Close the story"
        onClick={() => close(true)}
      />
    </section>
  );
}
