import { makeStyles } from '@fluentui/react-components';
import type { ComponentType } from 'react';
import { Attendance } from './Attendance.tsx';
import { useValues } from './desk.tsx';
import { entriesOf } from './entries.ts';
import { Field } from './Field.tsx';
import { PreviousTargets } from './PreviousTargets.tsx';
import { RaisedActions } from './RaisedActions.tsx';
import { Targets } from './Targets.tsx';
import type { SectionView } from './views.ts';

const useStyles = makeStyles({
  fields: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: '4px', maxWidth: '720px' },
});

type Props = { readonly section: SectionView };

/** Sections that read better in a form of their own; every other is its fields, one under the other. */
const forms: Readonly<Record<string, ComponentType<Props>>> = {
  attendance: Attendance,
  'previous-targets': PreviousTargets,
  'raised-actions': RaisedActions,
  'new-targets': Targets,
};

export function SectionBody({ section }: Props) {
  const Form = forms[section.id] ?? (section.shape === 'many' ? Entries : Fields);
  return <Form section={section} />;
}

function Fields({ section }: Props) {
  const styles = useStyles();
  return (
    <div className={styles.fields}>
      {section.fields.map((field) => (
        <Field key={field.id} path={`${section.id}/${field.id}`} field={field} />
      ))}
    </div>
  );
}

function Entries({ section }: Props) {
  const styles = useStyles();
  const { valueAt, paths } = useValues();
  return entriesOf(paths, section.id, valueAt).here.map((entry) => (
    <div key={entry} className={styles.fields}>
      {section.fields.map((field) => (
        <Field key={field.id} path={`${section.id}/${entry}/${field.id}`} field={field} />
      ))}
    </div>
  ));
}
