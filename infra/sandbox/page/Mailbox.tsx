import { Button } from '@fluentui/react-components';
import { AttachRegular, MailRegular, OpenRegular } from '@fluentui/react-icons';
import { useMemo } from 'react';
import { InvitationAnswer } from './Calendar.tsx';
import { clockWords, momentWords } from './clock.ts';
import { Empty } from './Empty.tsx';
import { letterPage, linksIn } from './letter.ts';
import { hashOf, type Place } from './place.ts';
import { useStage } from './stage.tsx';
import { type Mail, mailOf } from './tenancy.ts';

export function Mailbox() {
  const { tenancy, person, place, goTo } = useStage();
  const letters = mailOf(tenancy, person);
  const letter = letters.find((one) => one.id === place.open) ?? letters[0];
  if (letter === undefined)
    return (
      <Empty icon={<MailRegular />} title="The inbox is empty">
        {person.name} gets mail at {person.email ?? 'no address'}. Book a meeting as {tenancy.people[0]?.name}{' '}
        and come back.
      </Empty>
    );
  return (
    <div className="twoParts">
      <section className="list" aria-labelledby="mailTitle">
        <h2 id="mailTitle">Inbox</h2>
        <ul>
          {letters.map((one) => (
            <li key={one.id}>
              <a
                className="line"
                href={hashOf({ as: place.as, theme: place.theme, at: 'mail', open: one.id })}
                aria-current={one === letter ? 'true' : undefined}
                onClick={(event) => {
                  event.preventDefault();
                  goTo('mail', one.id);
                }}
              >
                <span className="lineWords">
                  <strong>{one.subject}</strong>
                  <span>{one.from.name}</span>
                </span>
                <span className="when">
                  {one.sentAt === null ? '' : momentWords(one.sentAt, tenancy.now)}
                </span>
              </a>
            </li>
          ))}
        </ul>
      </section>
      <Letter key={letter.id} letter={letter} />
    </div>
  );
}

function Letter({ letter }: { readonly letter: Mail }) {
  const { tenancy, person, place, follow } = useStage();
  const event = tenancy.events.find((one) => one.id === letter.eventId);
  const own = event?.attendees.find((one) => one.personId === person.id);
  const joins = useMemo(() => joinPlaces(tenancy.chats, place), [tenancy.chats, place]);
  const links = linksIn(letter);
  return (
    <section className="pane" aria-labelledby="letterTitle">
      <header className="letterHead">
        <h2 id="letterTitle">{letter.subject}</h2>
        <p className="quiet">
          From {letter.from.name} ({letter.from.address}) to {person.email}
          {letter.sentAt === null ? '' : `, ${clockWords(letter.sentAt)}`}
        </p>
        {event !== undefined && own !== undefined && !event.isCancelled && letter.kind !== 'cancellation' ? (
          <InvitationAnswer event={event.id} now={own.response} />
        ) : null}
        {links.length === 0 ? null : (
          <ul className="linkList" aria-label="Links in this mail">
            {links.map(({ url, label }) => (
              <li key={url}>
                <Button icon={<OpenRegular />} onClick={() => follow(url)}>
                  {label}
                </Button>
              </li>
            ))}
          </ul>
        )}
        {letter.attachments.length === 0 ? null : (
          <ul className="linkList" aria-label="Attachments">
            {letter.attachments.map((one) => (
              <li key={one.id}>
                <a
                  className="attachment"
                  download={one.name}
                  href={`data:${one.contentType.split(';')[0] ?? 'application/octet-stream'};base64,${one.contentBytes}`}
                >
                  <AttachRegular aria-hidden /> {one.name} ({Math.max(1, Math.round(one.size / 1024))} kB)
                </a>
              </li>
            ))}
          </ul>
        )}
      </header>
      {/* Of no origin, and its own policy lets no script run: 'allow-scripts' only lets an accessibility checker look in. */}
      <iframe
        className="letter"
        title="The mail’s text"
        sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
        srcDoc={letterPage(letter, joins)}
      />
    </section>
  );
}

/** A link to a call leads to the sandbox's own pretend call. */
function joinPlaces(
  chats: readonly { readonly id: string; readonly meeting?: { readonly joinWebUrl: string } | undefined }[],
  { as, theme }: Place,
): ReadonlyMap<string, string> {
  return new Map(
    chats.flatMap(({ id, meeting }) =>
      meeting === undefined
        ? []
        : [
            [
              meeting.joinWebUrl,
              `${window.location.origin}/sandbox${hashOf({ as, theme, at: `meeting:${id}` })}`,
            ],
          ],
    ),
  );
}
