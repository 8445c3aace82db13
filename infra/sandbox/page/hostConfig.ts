/** Fluent's own variables, so that a card follows the theme without being drawn again. */
const ink = (name: string) => ({ default: `var(--${name}1)`, subtle: `var(--${name}2)` });
const accent = {
  default: 'var(--colorBrandForegroundLink)',
  subtle: 'var(--colorBrandForegroundLink)',
} as const;
const inks = {
  default: ink('colorNeutralForeground'),
  accent,
  dark: ink('colorNeutralForeground'),
  light: ink('colorNeutralForeground'),
  good: { default: 'var(--colorStatusSuccessForeground1)', subtle: 'var(--colorStatusSuccessForeground1)' },
  warning: {
    default: 'var(--colorStatusWarningForeground3)',
    subtle: 'var(--colorStatusWarningForeground3)',
  },
  attention: {
    default: 'var(--colorStatusDangerForeground1)',
    subtle: 'var(--colorStatusDangerForeground1)',
  },
} as const;

export const hostConfig = {
  fontFamily: 'var(--fontFamilyBase)',
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
  lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--colorNeutralStroke2)' },
  supportsInteractivity: true,
  containerStyles: {
    default: { backgroundColor: 'transparent', foregroundColors: inks },
    emphasis: { backgroundColor: 'var(--colorNeutralBackground3)', foregroundColors: inks },
  },
  actions: {
    maxActions: 6,
    spacing: 'default',
    buttonSpacing: 8,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    showCard: { actionMode: 'inline', inlineTopMargin: 8 },
  },
  factSet: {
    title: { weight: 'bolder', wrap: true, maxWidth: 140 },
    value: { wrap: true },
    spacing: 12,
  },
  textBlock: { headingLevel: 3 },
} as const;
