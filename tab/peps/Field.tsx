import { Button, Field as Labelled, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { FocusEvent } from 'react';
import type { Draft } from '../meeting/draft.ts';
import { timeOfInstant } from '../shared/dates.ts';
import { Status } from '../shared/Status.tsx';
import { Conflict } from './Conflict.tsx';
import { useDesk, useDraft, useHolder } from './desk.tsx';
import { goToField, idOf } from './entries.ts';
import { FieldInput } from './FieldInput.tsx';
import { inWords } from './inWords.ts';
import type { FieldState, FieldView } from './views.ts';

const useStyles = makeStyles({
  field: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', minWidth: 0 },
  // A long choice in a list would otherwise widen a narrow panel.
  labelled: { gridTemplateColumns: 'minmax(0, 1fr)', minWidth: 0 },
  state: {
    minHeight: '20px',
    paddingTop: '2px',
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground2,
  },
  label: { ...typographyStyles.body1, color: tokens.colorNeutralForeground2 },
  words: { ...typographyStyles.body1, whiteSpace: 'pre-wrap' },
  large: { ...typographyStyles.subtitle1, whiteSpace: 'pre-wrap' },
  none: { ...typographyStyles.body1, color: tokens.colorNeutralForeground2 },
  held: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px', paddingTop: '4px' },
});

type Props = {
  readonly path: string;
  readonly field: FieldView;
  /** Replaces the field's own label where that would be the same many times over. */
  readonly label?: string;
  readonly isLarge?: boolean;
};

/** One field, whatever its kind: read, written, waited for, or chosen between two versions. */
export function Field({ path, field, label = field.label, isLarge = false }: Props) {
  const styles = useStyles();
  const { fields, writer, pen } = useDesk();
  const draft = useDraft(path);
  const holder = useHolder(path);
  const kept = fields.get(path);
  const value = draft === null ? kept?.value : draft.mine;
  if (!field.canWrite)
    return <Read label={label} words={inWords(field, value)} isLarge={isLarge} path={path} />;
  const leave = (event: FocusEvent) => {
    if (event.currentTarget.contains(event.relatedTarget)) return;
    writer.sendNow(path);
    pen.putDown(path);
  };
  const takeOver = async () => {
    await pen.takeOver(path);
    goToField(path);
  };
  return (
    <div className={styles.field} onFocus={() => pen.take(path)} onBlur={leave}>
      <Labelled
        className={styles.labelled}
        label={label}
        hint={isLarge ? undefined : (field.help ?? undefined)}
        required={field.isNeeded}
      >
        <FieldInput
          path={path}
          field={field}
          value={value}
          isReadOnly={holder !== null}
          isLarge={isLarge}
          onWrite={(next, isWhole) => writer.type({ path, value: next, base: kept?.version ?? 0, isWhole })}
        />
      </Labelled>
      {holder === null ? null : (
        <div className={styles.held}>
          <Status look="note" words={`${holder.name} is writing here`} />
          <Button size="small" onClick={() => void takeOver()}>
            Take over
          </Button>
        </div>
      )}
      {draft?.state === 'stale' ? (
        <Conflict draft={draft} field={field} onChoose={(choice) => writer.choose(path, choice)} />
      ) : null}
      <div className={styles.state}>
        {draft === null ? writtenBy(field, kept) : <SavedWords draft={draft} />}
      </div>
    </div>
  );
}

/** Everyone may know whose words stand here; a tick or a date needs no author. */
function writtenBy(field: FieldView, kept: FieldState | undefined): string {
  const hasWords =
    field.kind === 'longText' && kept !== undefined && kept.value !== '' && kept.value !== null;
  return hasWords ? `Written by ${kept.by}` : '';
}

function SavedWords({ draft }: { readonly draft: Draft }) {
  switch (draft.state) {
    case 'waiting':
    case 'saving':
      return 'Saving…';
    case 'saved':
      return draft.savedAt === null ? 'Saved' : `Saved ${timeOfInstant(draft.savedAt)}`;
    case 'offline':
      return <Status look="warning" words="Not saved yet: no connection. Your words are kept here." />;
    case 'refused':
      return <Status look="problem" words={`Not saved. ${draft.refusal ?? ''} Your words are kept here.`} />;
    case 'stale':
      return '';
  }
}

type ReadProps = {
  readonly label: string;
  readonly words: string;
  readonly isLarge: boolean;
  readonly path: string;
};

function Read({ label, words, isLarge, path }: ReadProps) {
  const styles = useStyles();
  return (
    <div className={styles.field} id={idOf(path)} style={{ paddingBottom: 16 }}>
      {isLarge ? null : <p className={styles.label}>{label}</p>}
      {words === '' ? (
        <p className={styles.none}>Nothing written yet</p>
      ) : (
        <p className={isLarge ? styles.large : styles.words}>{words}</p>
      )}
    </div>
  );
}
