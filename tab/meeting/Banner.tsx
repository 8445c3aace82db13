import { Button, makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { ChevronDownRegular, ChevronUpRegular, InfoRegular, WarningRegular } from '@fluentui/react-icons';
import { type ReactNode, useState } from 'react';

const useStyles = makeStyles({
  banner: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    minHeight: '32px',
    padding: '2px 4px 2px 8px',
    minWidth: 0,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    ...typographyStyles.caption1,
  },
  note: { backgroundColor: tokens.colorNeutralBackground3, color: tokens.colorNeutralForeground1 },
  warning: {
    backgroundColor: tokens.colorStatusWarningBackground1,
    color: tokens.colorStatusWarningForeground2,
  },
  icon: { flexShrink: 0, fontSize: '16px' },
  words: { flexGrow: 1, minWidth: 0 },
  oneLine: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
});

type Props = {
  readonly look: 'note' | 'warning';
  readonly words: string;
  readonly action?: ReactNode;
  readonly canFold?: boolean;
};

/** One line at the top; a longer sentence opens on a press and is always read out whole. */
export function Banner({ look, words, action, canFold = false }: Props) {
  const styles = useStyles();
  const [isWhole, setIsWhole] = useState(false);
  const Icon = look === 'warning' ? WarningRegular : InfoRegular;
  return (
    <div className={mergeClasses(styles.banner, styles[look])}>
      <Icon className={styles.icon} aria-hidden="true" />
      <span className={mergeClasses(styles.words, canFold && !isWhole && styles.oneLine)}>{words}</span>
      {action}
      {canFold ? (
        <Button
          size="small"
          appearance="transparent"
          aria-expanded={isWhole}
          aria-label="The whole sentence"
          icon={isWhole ? <ChevronUpRegular /> : <ChevronDownRegular />}
          onClick={() => setIsWhole((whole) => !whole)}
        />
      ) : null}
    </div>
  );
}
