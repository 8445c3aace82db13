import { Button, makeStyles, Popover, PopoverSurface, PopoverTrigger, tokens, typographyStyles } from '@fluentui/react-components';

const useStyles = makeStyles({
  opener: { padding: '0', minWidth: 'auto', minHeight: '24px', height: 'auto', fontWeight: tokens.fontWeightRegular, fontSize: tokens.fontSizeBase300, color: tokens.colorNeutralForeground2, textDecorationLine: 'underline' },
  surface: { maxWidth: 'min(320px, 85vw)', display: 'grid', gap: '8px' },
  words: typographyStyles.body1,
  source: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2 },
});

type WhyProps = { readonly words: string; readonly source: string; readonly label?: string; readonly about: string };

/** The rule behind a date or a remark, with where it stands. `about` tells a screen reader which one. */
export function Why({ words, source, label = 'Why', about }: WhyProps) {
  const styles = useStyles();
  return (
    <Popover withArrow trapFocus>
      <PopoverTrigger disableButtonEnhancement>
        <Button className={styles.opener} appearance="transparent" size="small" aria-label={`${label}: ${about}`}>
          {label}
        </Button>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={`${label}: ${about}`} tabIndex={-1}>
        <p className={styles.words}>{words}</p>
        <p className={styles.source}>Source: {source}</p>
      </PopoverSurface>
    </Popover>
  );
}
