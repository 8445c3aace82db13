import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { type DeskPerson, useDesk, useValues } from './desk.tsx';
import { textAt } from './entries.ts';
import { Field } from './Field.tsx';
import type { SectionView } from './views.ts';

const useStyles = makeStyles({
  people: { display: 'grid', gap: '4px', padding: 0, listStyleType: 'none', maxWidth: '720px' },
  person: { paddingTop: '8px', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  none: { ...typographyStyles.body1, color: tokens.colorNeutralForeground2 },
});

/** Who came, person by person (LE-20). What is asked next follows from the answer. */
export function Attendance({ section }: { readonly section: SectionView }) {
  const styles = useStyles();
  const { people } = useDesk();
  if (people.length === 0)
    return <p className={styles.none}>Who came is listed in the meeting and in the document.</p>;
  return (
    <ul className={styles.people}>
      {people.map((person) => (
        <Person key={person.person} person={person} section={section} />
      ))}
    </ul>
  );
}

/** Which questions an answer leads to. */
const then: Readonly<Record<string, readonly string[]>> = {
  yes: ['part'],
  apologies: ['reason'],
  no: ['reason'],
};

function Person({ person, section }: { readonly person: DeskPerson; readonly section: SectionView }) {
  const styles = useStyles();
  const { valueAt } = useValues();
  const path = (field: string) => `${section.id}/${person.person}/${field}`;
  const came = textAt(valueAt, path('came'));
  const shown = section.fields.filter(
    (field) => field.id === 'came' || then[came]?.includes(field.id) === true,
  );
  return (
    <li className={styles.person}>
      {shown.map((field) => (
        <Field
          key={field.id}
          path={path(field.id)}
          field={{ ...field, help: null }}
          label={field.id === 'came' ? `${person.name}, ${person.roleName}` : field.label}
        />
      ))}
    </li>
  );
}
