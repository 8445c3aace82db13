import { Field, Input, makeStyles, ToggleButton, tokens, typographyStyles } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons';
import { type Draft, type Lacking, type Plan, timesOf } from './draft.ts';
import { TimeFields, told } from './TimeFields.tsx';

const useStyles = makeStyles({
  suggestions: { display: 'grid', gap: '8px', justifyItems: 'start' },
  list: { display: 'flex', flexWrap: 'wrap', gap: '8px', listStyle: 'none' },
  slot: {
    fontWeight: tokens.fontWeightRegular,
    textAlign: 'left',
    justifyContent: 'flex-start',
    maxWidth: '100%',
  },
  title: typographyStyles.body1Strong,
  venue: { maxWidth: '420px' },
});

type WhenProps = {
  readonly plan: Plan;
  readonly draft: Draft;
  readonly today: string;
  readonly lacking: Lacking;
  readonly onChange: (draft: Draft) => void;
};

export function When({ plan, draft, today, lacking, onChange }: WhenProps) {
  const styles = useStyles();
  return (
    <>
      {plan.suggestions.length === 0 ? null : (
        <div className={styles.suggestions}>
          <h3 className={styles.title}>Times that keep the rules</h3>
          <ul className={styles.list}>
            {plan.suggestions.map((slot) => {
              const times = timesOf(slot);
              const isChosen =
                times.date === draft.date && times.from === draft.from && times.to === draft.to;
              return (
                <li key={slot.startsAt}>
                  <ToggleButton
                    className={styles.slot}
                    icon={isChosen ? <CheckmarkRegular /> : null}
                    checked={isChosen}
                    onClick={() => onChange({ ...draft, ...times })}
                  >
                    {slot.words}
                  </ToggleButton>
                </li>
              );
            })}
          </ul>
        </div>
      )}
      <TimeFields
        times={draft}
        today={today}
        lacking={lacking}
        onChange={(times) => onChange({ ...draft, ...times })}
      />
      <Field
        className={styles.venue}
        label="Where"
        required
        hint="Everybody invited sees this in their calendar. Leave out the child’s and the school’s name: ‘Meeting room 2’. The Teams link is added by itself."
        {...told(lacking.venue)}
      >
        <Input
          value={draft.venue}
          maxLength={200}
          onChange={(_event, { value }) => onChange({ ...draft, venue: value })}
        />
      </Field>
    </>
  );
}
