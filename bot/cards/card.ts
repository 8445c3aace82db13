/** The part of Adaptive Cards 1.5 that this bot uses. Teams shows nothing newer than 1.5. */
export type Card = {
  readonly type: 'AdaptiveCard';
  readonly $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  readonly version: '1.5';
  /** For a client too old for 1.5. */
  readonly fallbackText: string;
  readonly body: readonly Element[];
  readonly actions?: readonly Action[];
};

export type Element = TextBlock | FactSet | Container | ActionSet;

export type TextBlock = {
  readonly type: 'TextBlock';
  readonly text: string;
  readonly wrap: true;
  readonly style?: 'heading';
  readonly size?: 'medium' | 'large';
  readonly weight?: 'bolder';
  readonly color?: 'accent';
  readonly isSubtle?: boolean;
  readonly spacing?: 'none' | 'small' | 'medium';
};

export type FactSet = {
  readonly type: 'FactSet';
  readonly facts: readonly { readonly title: string; readonly value: string }[];
};

export type Container = {
  readonly type: 'Container';
  readonly items: readonly Element[];
  readonly separator?: boolean;
  readonly selectAction?: OpenUrl;
};

export type ActionSet = {
  readonly type: 'ActionSet';
  readonly id: string;
  readonly isVisible: boolean;
  readonly actions: readonly Action[];
};

export type Action = OpenUrl | Execute | ToggleVisibility;

export type OpenUrl = {
  readonly type: 'Action.OpenUrl';
  readonly title: string;
  readonly url: string;
  readonly style?: 'positive';
};

export type Execute = {
  readonly type: 'Action.Execute';
  readonly title: string;
  readonly verb: string;
  /** The person's own client holds this: it is a wish, never a right. */
  readonly data: Readonly<Record<string, string | number>>;
  readonly style?: 'positive';
  /** What a client without Action.Execute shows instead. */
  readonly fallback: OpenUrl | 'drop';
};

export type ToggleVisibility = {
  readonly type: 'Action.ToggleVisibility';
  readonly title: string;
  readonly targetElements: readonly string[];
};
