import {
  Checkbox,
  Input,
  makeStyles,
  mergeClasses,
  Radio,
  RadioGroup,
  Select,
  Textarea,
} from '@fluentui/react-components';
import { useLayoutEffect, useRef } from 'react';
import { idOf } from './entries.ts';
import { roleNames } from './inWords.ts';
import { linesOf } from './money.ts';
import { PppLines } from './PppLines.tsx';
import type { FieldValue, FieldView } from './views.ts';

const useStyles = makeStyles({
  area: { minWidth: 0, width: '100%', maxHeight: 'none', minHeight: '72px', overflow: 'hidden' },
  large: { fontSize: '20px', lineHeight: '28px' },
  short: { maxWidth: '200px' },
  boxes: { display: 'flex', flexDirection: 'column' },
});

type Props = {
  readonly path: string;
  readonly field: FieldView;
  readonly value: FieldValue | undefined;
  readonly isReadOnly: boolean;
  readonly isLarge: boolean;
  readonly onWrite: (value: FieldValue, isWhole: boolean) => void;
};

/** One box for each kind of field. Words come key by key; choices, days and times come whole. */
export function FieldInput({ path, field, value, isReadOnly, isLarge, onWrite }: Props) {
  const styles = useStyles();
  const id = idOf(path);
  const text = typeof value === 'string' ? value : '';
  switch (field.kind) {
    case 'longText':
      return (
        <Growing
          id={id}
          text={text}
          isReadOnly={isReadOnly}
          isLarge={isLarge}
          onWrite={(next) => onWrite(next, false)}
        />
      );
    case 'date':
    case 'time':
      return (
        <Input
          id={id}
          className={styles.short}
          type={field.kind}
          value={text}
          readOnly={isReadOnly}
          onChange={(_event, next) => onWrite(next.value, true)}
        />
      );
    case 'yesNo':
      return (
        <Pick
          id={id}
          choices={yesNo}
          text={text}
          isReadOnly={isReadOnly}
          onWrite={(next) => onWrite(next, true)}
        />
      );
    case 'choice':
      return (
        <Pick
          id={id}
          choices={field.choices}
          text={text}
          isReadOnly={isReadOnly}
          onWrite={(next) => onWrite(next, true)}
        />
      );
    case 'role':
      return (
        <Pick
          id={id}
          choices={field.choices.length > 0 ? field.choices : allRoles}
          text={text}
          isReadOnly={isReadOnly}
          onWrite={(next) => onWrite(next, true)}
        />
      );
    case 'choices': {
      const chosen = Array.isArray(value)
        ? value.flatMap((each) => (typeof each === 'string' ? [each] : []))
        : [];
      return (
        <div id={id} role="group" aria-label={field.label} className={styles.boxes}>
          {field.choices.map((choice) => (
            <Checkbox
              key={choice.id}
              label={choice.label}
              disabled={isReadOnly}
              checked={chosen.includes(choice.id)}
              onChange={(_event, next) =>
                onWrite(
                  next.checked === true
                    ? [...chosen, choice.id]
                    : chosen.filter((each) => each !== choice.id),
                  true,
                )
              }
            />
          ))}
        </div>
      );
    }
    case 'percent':
      return (
        <Input
          id={id}
          className={styles.short}
          inputMode="decimal"
          contentAfter="%"
          readOnly={isReadOnly}
          value={typeof value === 'number' ? String(value) : ''}
          onChange={(_event, next) => {
            const typed = next.value.trim() === '' ? null : Number(next.value);
            if (typed === null || (typed >= 0 && typed <= 100)) onWrite(typed, false);
          }}
        />
      );
    case 'pppLines':
      return (
        <PppLines
          id={id}
          label={field.label}
          lines={linesOf(value)}
          isReadOnly={isReadOnly}
          onWrite={(next) => onWrite([...next], false)}
        />
      );
    default:
      return (
        <Input
          id={id}
          value={text}
          maxLength={300}
          readOnly={isReadOnly}
          onChange={(_event, next) => onWrite(next.value, false)}
        />
      );
  }
}

const yesNo = [
  { id: 'yes', label: 'Yes' },
  { id: 'no', label: 'No' },
] as const;
/** Adults who can be asked to do something for the child. */
const answerable = [
  'designatedTeacher',
  'schoolStaff',
  'socialWorker',
  'carer',
  'parent',
  'officer',
  'coordinator',
  'head',
  'iro',
  'invited',
];
const allRoles = answerable.map((id) => ({ id, label: roleNames[id] ?? id }));

type GrowingProps = {
  readonly id: string;
  readonly text: string;
  readonly isReadOnly: boolean;
  readonly isLarge: boolean;
  readonly onWrite: (text: string) => void;
};

/** Grows with its words, so that nothing written is ever out of sight. */
function Growing({ id, text, isReadOnly, isLarge, onWrite }: GrowingProps) {
  const styles = useStyles();
  const box = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const { current } = box;
    if (current === null) return;
    current.style.height = 'auto';
    current.style.height = `${current.scrollHeight + 2}px`;
  }, [text]);
  return (
    <Textarea
      ref={box}
      id={id}
      value={text}
      maxLength={10_000}
      readOnly={isReadOnly}
      resize="none"
      textarea={{ className: mergeClasses(styles.area, isLarge && styles.large) }}
      onChange={(_event, next) => onWrite(next.value)}
    />
  );
}

type PickProps = {
  readonly id: string;
  readonly choices: readonly { readonly id: string; readonly label: string }[];
  readonly text: string;
  readonly isReadOnly: boolean;
  readonly onWrite: (choice: string) => void;
};

/** A few choices are seen at once; a longer list opens. */
function Pick({ id, choices, text, isReadOnly, onWrite }: PickProps) {
  if (choices.length <= 3)
    return (
      <RadioGroup
        id={id}
        layout="horizontal"
        value={text}
        disabled={isReadOnly}
        onChange={(_event, next) => onWrite(next.value)}
        style={{ flexWrap: 'wrap' }}
      >
        {choices.map((choice) => (
          <Radio key={choice.id} value={choice.id} label={choice.label} />
        ))}
      </RadioGroup>
    );
  return (
    <Select id={id} value={text} disabled={isReadOnly} onChange={(_event, next) => onWrite(next.value)}>
      <option value="">Choose…</option>
      {choices.map((choice) => (
        <option key={choice.id} value={choice.id}>
          {choice.label}
        </option>
      ))}
    </Select>
  );
}
