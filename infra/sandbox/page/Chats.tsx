import { Avatar, Button, Tab, TabList } from '@fluentui/react-components';
import { BotRegular, ChatRegular, PeopleRegular } from '@fluentui/react-icons';
import { installApp } from './ask.ts';
import { momentWords } from './clock.ts';
import { Conversation } from './Conversation.tsx';
import { Empty } from './Empty.tsx';
import { chatIn, hashOf, kindOf } from './place.ts';
import { useStage } from './stage.tsx';
import { TeamsFrame } from './TeamsFrame.tsx';
import { type Chat, chatsOf } from './tenancy.ts';

export function Chats() {
  const { tenancy, person, place } = useStage();
  const chats = chatsOf(tenancy, person);
  const wanted = chatIn(place.at) ?? place.open;
  const chat =
    chats.find((one) => one.id === wanted) ?? chats.find((one) => one.kind === 'personal') ?? chats[0];
  return (
    <div className="twoParts">
      <section className="list" aria-labelledby="chatsTitle">
        <h2 id="chatsTitle">Chat</h2>
        <ul>
          {chats.map((one) => (
            <ChatLine key={one.id} chat={one} isOpen={one === chat} />
          ))}
        </ul>
        {chats.some((one) => one.kind === 'personal' && one.hasApp) ? null : <AddApp />}
      </section>
      {chat === undefined ? (
        <Empty icon={<ChatRegular />} title="No messages yet">
          Book a meeting as {tenancy.people[0]?.name}, then come back: whoever is invited finds a card here.
        </Empty>
      ) : (
        <ChatPane key={chat.id} chat={chat} />
      )}
    </div>
  );
}

function AddApp() {
  const { person, run } = useStage();
  return (
    <p className="addApp">
      <span>{person.name} does not have the app yet.</span>
      <Button onClick={() => void run(installApp(person.id))}>Add Education Review</Button>
    </p>
  );
}

export function titleOf(chat: Chat): string {
  return chat.kind === 'personal' ? 'Education Review' : chat.topic || 'Meeting';
}

function ChatLine({ chat, isOpen }: { readonly chat: Chat; readonly isOpen: boolean }) {
  const { tenancy, place, goTo } = useStage();
  const last = chat.activities.findLast((one) => one.type === 'message' && !one.isDeleted);
  return (
    <li>
      <a
        className="line"
        href={hashOf({ as: place.as, theme: place.theme, at: 'chat', open: chat.id })}
        aria-current={isOpen ? 'true' : undefined}
        onClick={(event) => {
          event.preventDefault();
          goTo('chat', chat.id);
        }}
      >
        <ChatFace chat={chat} />
        <span className="lineWords">
          <strong>{titleOf(chat)}</strong>
          <span>{last === undefined ? 'No messages yet' : last.text || 'A card'}</span>
        </span>
        {last === undefined ? null : <span className="when">{momentWords(last.at, tenancy.now)}</span>}
      </a>
    </li>
  );
}

function ChatFace({ chat }: { readonly chat: Chat }) {
  return (
    <Avatar
      aria-hidden
      shape={chat.kind === 'personal' ? 'square' : 'circular'}
      icon={chat.kind === 'personal' ? <BotRegular /> : <PeopleRegular />}
    />
  );
}

function ChatPane({ chat }: { readonly chat: Chat }) {
  const { place, goTo } = useStage();
  const isTab = kindOf(place.at) === 'tab' && chat.kind === 'meeting';
  return (
    <section className="pane" aria-labelledby="paneTitle">
      <header className="paneHead">
        <ChatFace chat={chat} />
        <h2 id="paneTitle">{titleOf(chat)}</h2>
        {chat.kind === 'meeting' ? (
          <>
            <TabList
              size="small"
              selectedValue={isTab ? 'tab' : 'chat'}
              onTabSelect={(_event, { value }) =>
                value === 'tab' ? goTo(`tab:${chat.id}`) : goTo('chat', chat.id)
              }
            >
              <Tab value="chat">Chat</Tab>
              {chat.hasApp ? <Tab value="tab">Education Review</Tab> : null}
            </TabList>
            <span className="gap" />
            <Button appearance="primary" onClick={() => goTo(`meeting:${chat.id}`)}>
              Open the meeting
            </Button>
          </>
        ) : null}
      </header>
      {isTab ? (
        <TeamsFrame
          title="Education Review in this meeting"
          path="/tab/meeting"
          frame="content"
          chatId={chat.id}
          meetingId={chat.meeting?.id}
        />
      ) : (
        <Conversation chat={chat} />
      )}
    </section>
  );
}
