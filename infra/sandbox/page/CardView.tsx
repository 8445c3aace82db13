import { AdaptiveCard, ExecuteAction, HostConfig, OpenUrlAction, SerializationContext } from 'adaptivecards';
import { useEffect, useRef } from 'react';
import { hostConfig } from './hostConfig.ts';
import { markdownToHtml } from './markdownToHtml.ts';
import type { CardJson } from './tenancy.ts';
import './card.css';

AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdownToHtml(text);
  result.didProcess = true;
};

type CardViewProps = {
  readonly card: CardJson;
  readonly onLink: (url: string) => void;
  readonly onPress: (verb: string, data: unknown) => void;
};

/** A card as Teams draws it, with Microsoft's own renderer. */
export function CardView({ card, onLink, onPress }: CardViewProps) {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef({ onLink, onPress });
  useEffect(() => {
    latest.current = { onLink, onPress };
  });
  // The sandbox is read again each second: only another text is another card.
  const text = JSON.stringify(card);
  useEffect(() => {
    const drawn = new AdaptiveCard();
    drawn.hostConfig = new HostConfig(hostConfig);
    drawn.onExecuteAction = (action) => {
      if (action instanceof OpenUrlAction && action.url !== undefined) latest.current.onLink(action.url);
      if (action instanceof ExecuteAction) latest.current.onPress(action.verb, action.data ?? {});
    };
    drawn.parse(JSON.parse(text), new SerializationContext());
    const element = drawn.render();
    if (element !== undefined) place.current?.replaceChildren(element);
  }, [text]);
  return <div className="card" ref={place} />;
}
