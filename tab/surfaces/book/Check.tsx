import { Field, makeStyles, Textarea, tokens, typographyStyles } from '@fluentui/react-components';
import { CalendarLtrRegular, MailRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { Status } from '../../shared/Status.tsx';
import { asksReason, type Draft, type Lacking, type Plan, type Rule } from './draft.ts';
import { told } from './TimeFields.tsx';

const useStyles = makeStyles({
  rules: { display: 'grid', gap: '12px', listStyle: 'none' },
  rule: { ...typographyStyles.body1, display: 'grid', gap: '4px' },
  source: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2, paddingLeft: '22px' },
  warning: {
    display: 'grid',
    gap: '8px',
    padding: '12px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorStatusWarningBorder1}`,
    backgroundColor: tokens.colorStatusWarningBackground1,
  },
  previews: {
    display: 'grid',
    gap: '12px',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(280px, 100%), 1fr))',
  },
  preview: {
    ...typographyStyles.body1,
    display: 'grid',
    alignContent: 'start',
    gap: '8px',
    padding: '12px',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  kind: {
    ...typographyStyles.caption1,
    display: 'flex',
    alignItems: 'center',
    gap: '6px',
    color: tokens.colorNeutralForeground2,
  },
  title: typographyStyles.body1Strong,
  facts: { display: 'grid', gridTemplateColumns: 'max-content 1fr', gap: '4px 12px' },
  label: { color: tokens.colorNeutralForeground2 },
});

type CheckProps = {
  readonly plan: Plan;
  readonly draft: Draft;
  readonly lacking: Lacking | null;
  readonly onChange: (draft: Draft) => void;
};

/** What each rule says to the choice, a reason for each that is not met, and what people will read. */
export function Check({ plan, draft, lacking, onChange }: CheckProps) {
  const styles = useStyles();
  const met = plan.rules.filter(({ state }) => state === 'met');
  const warnings = plan.rules.filter(({ state }) => state === 'warning');
  return (
    <>
      <ul className={styles.rules} aria-label="Rules not met">
        {warnings.map((rule) => (
          <li key={rule.rule} className={styles.warning}>
            <RuleWords rule={rule} />
            {asksReason(rule, draft) ? (
              <Field
                label="Your reason for going ahead (it is kept)"
                {...told(
                  lacking?.rules.includes(rule.rule) === true
                    ? 'Give a reason, or change the booking.'
                    : undefined,
                )}
              >
                <Textarea
                  rows={2}
                  maxLength={500}
                  value={draft.reasons[rule.rule] ?? ''}
                  onChange={(_event, { value }) =>
                    onChange({ ...draft, reasons: { ...draft.reasons, [rule.rule]: value } })
                  }
                />
              </Field>
            ) : null}
          </li>
        ))}
      </ul>
      <ul className={styles.rules} aria-label="Rules met">
        {met.map((rule) => (
          <li key={rule.rule}>
            <RuleWords rule={rule} />
          </li>
        ))}
      </ul>
      <Previews plan={plan} />
    </>
  );
}

function RuleWords({ rule }: { readonly rule: Rule }) {
  const styles = useStyles();
  return (
    <div className={styles.rule}>
      <Status look={rule.state === 'met' ? 'done' : 'warning'} words={rule.words} />
      <span className={styles.source}>{rule.source}</span>
    </div>
  );
}

function Previews({ plan }: { readonly plan: Plan }) {
  const styles = useStyles();
  const { subject, title, sentence, facts } = plan.preview;
  const rows: ReactNode = (
    <dl className={styles.facts}>
      {facts.map(({ label, value }) => [
        <dt key={`${label}-label`} className={styles.label}>
          {label}
        </dt>,
        <dd key={label}>{value}</dd>,
      ])}
    </dl>
  );
  return (
    <div className={styles.previews}>
      <section className={styles.preview} aria-label="In the calendar">
        <p className={styles.kind}>
          <CalendarLtrRegular aria-hidden="true" /> In the calendar
        </p>
        <p className={styles.title}>{subject}</p>
        <p>Private, with a Teams link. Nobody sees who else is invited.</p>
      </section>
      <section className={styles.preview} aria-label="The card or email">
        <p className={styles.kind}>
          <MailRegular aria-hidden="true" /> The card or email
        </p>
        <p className={styles.title}>{title}</p>
        <p>{sentence}</p>
        {rows}
      </section>
    </div>
  );
}
