import { Field, Input, makeStyles } from '@fluentui/react-components';
import { laterBy, minutesBetween } from '../../shared/dates.ts';
import type { Times } from './draft.ts';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', gap: '12px' },
  field: { minWidth: '130px' },
});

type TimeFieldsProps = {
  readonly times: Times;
  readonly today: string;
  readonly lacking: { readonly date?: string; readonly from?: string; readonly to?: string };
  readonly onChange: (times: Times) => void;
};

/** The browser's own date and time inputs: they speak every reader's language and every keyboard. */
export function TimeFields({ times, today, lacking, onChange }: TimeFieldsProps) {
  const styles = useStyles();
  const moveStart = (from: string) => {
    // The meeting keeps its length when its start moves.
    const isKept = from !== '' && times.from !== '' && times.to > times.from;
    onChange({ ...times, from, to: isKept ? laterBy(from, minutesBetween(times.from, times.to)) : times.to });
  };
  return (
    <div className={styles.row}>
      <Field className={styles.field} label="Date" required {...told(lacking.date)}>
        <Input
          type="date"
          min={today}
          value={times.date}
          onChange={(_event, { value }) => onChange({ ...times, date: value })}
        />
      </Field>
      <Field className={styles.field} label="From" required {...told(lacking.from)}>
        <Input type="time" step={300} value={times.from} onChange={(_event, { value }) => moveStart(value)} />
      </Field>
      <Field className={styles.field} label="To" required {...told(lacking.to)}>
        <Input
          type="time"
          step={300}
          value={times.to}
          onChange={(_event, { value }) => onChange({ ...times, to: value })}
        />
      </Field>
    </div>
  );
}

/** A field's remark, or no remark at all. */
export function told(remark: string | undefined): { readonly validationMessage?: string } {
  return remark === undefined ? {} : { validationMessage: remark };
}
