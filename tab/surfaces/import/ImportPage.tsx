import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Spinner,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { DocumentAddRegular } from '@fluentui/react-icons';
import { type DragEvent, useRef, useState } from 'react';
import type { Reply } from '#contract/calls.ts';
import type { AskProblem } from '../../shared/ask.ts';
import { Page } from '../../shared/Page.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { useSession } from '../../shared/session.tsx';
import { Status } from '../../shared/Status.tsx';
import { base64Of, expected, type ExpectedName, nameOf, refusalOf } from './files.ts';
import { ImportReport } from './ImportReport.tsx';

const useStyles = makeStyles({
  drop: {
    ...typographyStyles.body1,
    display: 'grid',
    justifyItems: 'start',
    gap: '12px',
    padding: '16px',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px dashed ${tokens.colorNeutralStrokeAccessible}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  files: { display: 'grid', gap: '8px', listStyle: 'none' },
  quiet: { color: tokens.colorNeutralForeground2 },
  name: typographyStyles.body1Strong,
});

type Held = Readonly<Partial<Record<ExpectedName, File>>>;

/** The four caseload files in, and what came of them. */
export function ImportPage() {
  const styles = useStyles();
  const { call } = useSession();
  const [held, setHeld] = useState<Held>({});
  const [refusals, setRefusals] = useState<readonly string[]>([]);
  const [isReading, setIsReading] = useState(false);
  const [problem, setProblem] = useState<AskProblem | null>(null);
  const [report, setReport] = useState<Reply<'importCaseload'> | null>(null);
  const take = (files: readonly File[]) => {
    setRefusals(files.map(refusalOf).filter((refusal) => refusal !== null));
    const good = files.flatMap((file) => {
      const name = refusalOf(file) === null ? nameOf(file.name) : null;
      return name === null ? [] : [[name, file] as const];
    });
    setHeld((before) => ({ ...before, ...Object.fromEntries(good) }));
    setReport(null);
  };
  const send = async () => {
    setIsReading(true);
    const chosen = Object.entries(held);
    const files = await Promise.all(
      chosen.map(async ([name, file]) => ({ name, base64: await base64Of(file) })),
    );
    const asked = await call('importCaseload', { body: { files } });
    setIsReading(false);
    setProblem(asked.ok ? null : asked.problem);
    if (!asked.ok) return;
    setReport(asked.value);
    setHeld({});
  };
  return (
    <Page
      title="Import the caseload"
      lead="Good rows go in, faulty ones are listed with what to do. Importing again updates; nothing is doubled."
    >
      <Drop held={held} onTake={take} />
      {refusals.map((refusal) => (
        <MessageBar key={refusal} intent="warning" layout="multiline" role="alert">
          <MessageBarBody>{refusal}</MessageBarBody>
        </MessageBar>
      ))}
      {problem === null ? null : <Problem problem={problem} />}
      {Object.keys(held).length === 0 ? null : (
        <div>
          <Button
            appearance="primary"
            disabledFocusable={isReading}
            icon={isReading ? <Spinner size="tiny" /> : null}
            onClick={() => void send()}
          >
            {isReading ? 'Reading the files…' : `Import ${filesWords(Object.keys(held).length)}`}
          </Button>
        </div>
      )}
      {report === null ? (
        <p className={styles.quiet}>
          Columns may stand in any order. Dates are read as 15/06/2027. Placement details and notes are shown
          to the social worker only.
        </p>
      ) : (
        <ImportReport report={report} />
      )}
    </Page>
  );
}

function filesWords(count: number): string {
  return count === 1 ? '1 file' : `${count} files`;
}

function Drop({ held, onTake }: { readonly held: Held; readonly onTake: (files: readonly File[]) => void }) {
  const styles = useStyles();
  const input = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    onTake([...event.dataTransfer.files]);
  };
  return (
    <div className={styles.drop} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <p>Drop the four files here: they are read together.</p>
      <ul className={styles.files}>
        {expected.map(({ name, words }) => (
          <li key={name}>
            <Status
              look={held[name] === undefined ? 'open' : 'done'}
              words={`${words}: ${name}${held[name] === undefined ? '' : ', chosen'}`}
            />
          </li>
        ))}
      </ul>
      <Button icon={<DocumentAddRegular />} onClick={() => input.current?.click()}>
        Choose files
      </Button>
      <input
        ref={input}
        type="file"
        accept=".csv,text/csv"
        multiple
        hidden
        onChange={(event) => {
          onTake([...(event.target.files ?? [])]);
          // The same file chosen again after a change must count as a choice.
          event.target.value = '';
        }}
      />
    </div>
  );
}
