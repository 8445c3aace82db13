import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  CheckmarkCircleRegular,
  CircleRegular,
  ClockRegular,
  DismissCircleRegular,
  InfoRegular,
  QuestionCircleRegular,
  WarningRegular,
} from '@fluentui/react-icons';

export type StatusLook = 'done' | 'waiting' | 'warning' | 'problem' | 'open' | 'note' | 'perhaps';

const icons = {
  done: CheckmarkCircleRegular,
  waiting: ClockRegular,
  warning: WarningRegular,
  problem: DismissCircleRegular,
  open: CircleRegular,
  note: InfoRegular,
  perhaps: QuestionCircleRegular,
} as const satisfies Record<StatusLook, unknown>;

const useStyles = makeStyles({
  status: { display: 'inline-flex', alignItems: 'flex-start', gap: '6px', lineHeight: '20px' },
  icon: { flexShrink: 0, marginTop: '2px', fontSize: '16px' },
  done: { color: tokens.colorStatusSuccessForeground1 },
  waiting: { color: tokens.colorNeutralForeground2 },
  warning: { color: tokens.colorStatusWarningForeground3 },
  problem: { color: tokens.colorStatusDangerForeground1 },
  open: { color: tokens.colorNeutralForeground2 },
  note: { color: tokens.colorNeutralForeground2 },
  perhaps: { color: tokens.colorNeutralForeground2 },
});

/** A word, an icon, and only then a colour, which the icon alone carries. */
export function Status({ look, words }: { readonly look: StatusLook; readonly words: string }) {
  const styles = useStyles();
  const Icon = icons[look];
  return (
    <span className={styles.status}>
      <Icon aria-hidden="true" className={mergeClasses(styles.icon, styles[look])} />
      <span>{words}</span>
    </span>
  );
}
