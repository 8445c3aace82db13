import { Button, Link, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useEffect, useRef } from 'react';
import type { Reply } from '#contract/calls.ts';
import { hashOf } from '../../shared/place.ts';
import { narrow, useMatches } from '../../shared/useMatches.ts';
import { Status } from '../../shared/Status.tsx';
import { type Fault, faultsCsv } from './faultsCsv.ts';

const useStyles = makeStyles({
  report: { ...typographyStyles.body1, display: 'grid', gap: '12px', justifyItems: 'start' },
  title: { ...typographyStyles.subtitle2, outline: 'none' },
  counts: { display: 'flex', flexWrap: 'wrap', gap: '8px 24px', listStyle: 'none' },
  number: typographyStyles.subtitle2,
  scroll: { width: '100%', overflowX: 'auto' },
  table: {
    ...typographyStyles.body1,
    width: '100%',
    borderCollapse: 'collapse',
    textAlign: 'left',
  },
  faults: { display: 'grid', gap: '12px', listStyle: 'none' },
  where: typographyStyles.body1Strong,
  cell: { padding: '8px', verticalAlign: 'top', borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
});

type Report = Reply<'importCaseload'>;

export function ImportReport({ report }: { readonly report: Report }) {
  const styles = useStyles();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), [report]);
  const { children, faults } = report;
  const counts = [
    { count: children.new, words: 'new' },
    { count: children.changed, words: 'changed' },
    { count: children.unchanged, words: 'unchanged' },
    { count: children.refused, words: 'refused' },
  ];
  return (
    <section className={styles.report}>
      <h2 className={styles.title} ref={title} tabIndex={-1}>
        {faults.length === 0
          ? 'Everything went in'
          : faults.length === 1
            ? '1 thing to put right'
            : `${faults.length} things to put right`}
      </h2>
      <ul className={styles.counts} aria-label="Children">
        {counts.map(({ count, words }) => (
          <li key={words}>
            <span className={styles.number}>{count}</span> {words}
          </li>
        ))}
      </ul>
      <p>
        Read as well: {report.schools} schools, {report.people} people, {report.terms} terms.
      </p>
      {report.rolesToConfirm === 0 ? null : (
        <Status
          look="note"
          words={`${report.rolesToConfirm} ${report.rolesToConfirm === 1 ? 'role waits' : 'roles wait'} for a second person to confirm.`}
        />
      )}
      {faults.length === 0 ? (
        <Link href={hashOf({ at: 'due' })}>See the due list</Link>
      ) : (
        <Faults faults={faults} />
      )}
    </section>
  );
}

function Faults({ faults }: { readonly faults: readonly Fault[] }) {
  const isNarrow = useMatches(narrow);
  return (
    <>
      <Button icon={<ArrowDownloadRegular />} onClick={() => download(faultsCsv(faults))}>
        Download the list
      </Button>
      {isNarrow ? <FaultList faults={faults} /> : <FaultTable faults={faults} />}
    </>
  );
}

function FaultList({ faults }: { readonly faults: readonly Fault[] }) {
  const styles = useStyles();
  return (
    <ul className={styles.faults}>
      {faults.map(({ file, line, column, what, whatToDo }, at) => (
        <li key={at}>
          <p className={styles.where}>
            {file}, line {line}
            {column === '' ? '' : `, ${column}`}
          </p>
          <p>{what}</p>
          <p>{whatToDo}</p>
        </li>
      ))}
    </ul>
  );
}

function FaultTable({ faults }: { readonly faults: readonly Fault[] }) {
  const styles = useStyles();
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            {['File', 'Line', 'Column', 'What is wrong', 'What to do'].map((words) => (
              <th key={words} scope="col" className={styles.cell}>
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {faults.map((fault, at) => (
            <tr key={at}>
              <td className={styles.cell}>{fault.file}</td>
              <td className={styles.cell}>{fault.line}</td>
              <td className={styles.cell}>{fault.column}</td>
              <td className={styles.cell}>{fault.what}</td>
              <td className={styles.cell}>{fault.whatToDo}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function download(csv: string): void {
  const address = URL.createObjectURL(new Blob([csv], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'import-report.csv';
  link.click();
  // The browser has taken the words by the next turn.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
