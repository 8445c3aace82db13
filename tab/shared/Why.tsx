import {
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';

const useStyles = makeStyles({
  opener: {
    ...typographyStyles.body1,
    flexShrink: 0,
    minHeight: '24px',
    minWidth: '24px',
    padding: 0,
    border: 'none',
    background: 'none',
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'underline',
    cursor: 'pointer',
    ':hover': { color: tokens.colorNeutralForeground1 },
  },
  surface: { maxWidth: 'min(320px, 85vw)', display: 'grid', gap: '8px' },
  words: typographyStyles.body1,
  source: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2 },
});

type WhyProps = {
  readonly words: string;
  readonly source: string;
  readonly label?: string;
  readonly about: string;
};

/** The rule behind a date or a remark, with where it stands. `about` tells a screen reader which one. */
export function Why({ words, source, label = 'Why', about }: WhyProps) {
  const styles = useStyles();
  return (
    <Popover withArrow inline positioning={{ overflowBoundaryPadding: 8 }}>
      <PopoverTrigger disableButtonEnhancement>
        <button type="button" className={styles.opener} aria-label={`${label}: ${about}`}>
          {label}
        </button>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={`${label}: ${about}`}>
        <p className={styles.words}>{words}</p>
        <p className={styles.source}>Source: {source}</p>
      </PopoverSurface>
    </Popover>
  );
}
