import { Button, Field, Input, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { AddRegular, DeleteRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { linePence, parsePence, plainPounds, pounds, totalPence } from './money.ts';
import type { PppLine } from './views.ts';

const useStyles = makeStyles({
  lines: { display: 'grid', gap: '8px' },
  line: {
    display: 'grid',
    gap: '8px',
    alignItems: 'start',
    gridTemplateColumns: 'minmax(0, 1fr) 80px 104px',
    paddingBottom: '8px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@container (max-width: 420px)': { gridTemplateColumns: '92px minmax(0, 1fr)' },
  },
  what: { '@container (max-width: 420px)': { gridColumnStart: '1', gridColumnEnd: '3' } },
  sum: {
    gridColumnStart: '1',
    gridColumnEnd: '-1',
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'center',
    gap: '8px',
    ...typographyStyles.body1,
  },
  total: {
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'center',
    gap: '8px',
    flexWrap: 'wrap',
  },
  strong: { ...typographyStyles.body1Strong, fontVariantNumeric: 'tabular-nums' },
  frame: { containerType: 'inline-size' },
  box: { minWidth: 0 },
});

type Props = {
  readonly id: string;
  readonly label: string;
  readonly lines: readonly PppLine[];
  readonly isReadOnly: boolean;
  readonly onWrite: (lines: readonly PppLine[]) => void;
};

/** LE-39: what, how many, the price of one; the totals are worked out, never typed. */
export function PppLines({ id, label, lines, isReadOnly, onWrite }: Props) {
  const styles = useStyles();
  const change = (line: PppLine) => onWrite(lines.map((each) => (each.id === line.id ? line : each)));
  return (
    <div id={id} className={styles.frame} role="group" aria-label={label}>
      <div className={styles.lines}>
        {lines.map((line, index) => (
          <Line
            key={line.id}
            line={line}
            number={index + 1}
            isReadOnly={isReadOnly}
            onChange={change}
            onTakeOut={() => onWrite(lines.filter((each) => each.id !== line.id))}
          />
        ))}
        <div className={styles.total}>
          {isReadOnly ? null : (
            <Button
              size="small"
              icon={<AddRegular />}
              onClick={() =>
                onWrite([...lines, { id: crypto.randomUUID(), what: '', quantity: 1, unitPence: 0 }])
              }
            >
              Add a cost
            </Button>
          )}
          {lines.length > 0 ? <span className={styles.strong}>Total {pounds(totalPence(lines))}</span> : null}
        </div>
      </div>
    </div>
  );
}

type LineProps = {
  readonly line: PppLine;
  readonly number: number;
  readonly isReadOnly: boolean;
  readonly onChange: (line: PppLine) => void;
  readonly onTakeOut: () => void;
};

function Line({ line, number, isReadOnly, onChange, onTakeOut }: LineProps) {
  const styles = useStyles();
  return (
    <div className={styles.line} role="group" aria-label={`Cost ${number}`}>
      <Field label="What" className={styles.what}>
        <Input
          className={styles.box}
          value={line.what}
          maxLength={300}
          readOnly={isReadOnly}
          onChange={(_event, next) => onChange({ ...line, what: next.value })}
        />
      </Field>
      <Counted
        label="How many"
        shown={String(line.quantity)}
        isReadOnly={isReadOnly}
        wrong="A whole number"
        parse={(typed) => (/^\d{1,4}$/.test(typed.trim()) ? Number(typed) : null)}
        onParsed={(quantity) => onChange({ ...line, quantity })}
      />
      <Counted
        label="Price of one"
        shown={plainPounds(line.unitPence)}
        isReadOnly={isReadOnly}
        wrong="For example 40.00"
        isMoney
        parse={parsePence}
        onParsed={(unitPence) => onChange({ ...line, unitPence })}
      />
      <div className={styles.sum}>
        <span>
          {line.quantity} × {pounds(line.unitPence)} ={' '}
          <span className={styles.strong}>{pounds(linePence(line))}</span>
        </span>
        {isReadOnly ? null : (
          <Button
            appearance="subtle"
            size="small"
            icon={<DeleteRegular />}
            aria-label={`Take out cost ${number}`}
            onClick={onTakeOut}
          />
        )}
      </div>
    </div>
  );
}

type CountedProps = {
  readonly label: string;
  readonly shown: string;
  readonly wrong: string;
  readonly isReadOnly: boolean;
  readonly isMoney?: boolean;
  readonly parse: (typed: string) => number | null;
  readonly onParsed: (value: number) => void;
};

/** Keeps what is being typed as it is typed; only what reads as a number goes on. */
function Counted({ label, shown, wrong, isReadOnly, isMoney = false, parse, onParsed }: CountedProps) {
  const styles = useStyles();
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = typed !== null && parse(typed) === null;
  return (
    <Field
      label={label}
      validationState={isWrong ? 'error' : 'none'}
      validationMessage={isWrong ? wrong : undefined}
    >
      <Input
        className={styles.box}
        input={{ style: { minWidth: 0, width: '100%' } }}
        inputMode={isMoney ? 'decimal' : 'numeric'}
        contentBefore={isMoney ? '£' : undefined}
        value={typed ?? shown}
        readOnly={isReadOnly}
        onChange={(_event, next) => {
          setTyped(next.value);
          const value = parse(next.value);
          if (value !== null) onParsed(value);
        }}
        onBlur={() => setTyped((words) => (words !== null && parse(words) === null ? words : null))}
      />
    </Field>
  );
}
