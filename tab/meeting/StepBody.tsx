import { Checkbox, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { useDesk } from '../peps/desk.tsx';
import { SectionBody } from '../peps/SectionBody.tsx';
import type { AgendaItem } from '../peps/views.ts';

const useStyles = makeStyles({
  step: { display: 'grid', gap: '12px', minWidth: 0 },
  title: { ...typographyStyles.subtitle1 },
  purpose: { ...typographyStyles.body1, color: tokens.colorNeutralForeground2 },
  prompts: { display: 'grid', padding: 0, listStyleType: 'none' },
  section: { display: 'grid', gap: '8px', minWidth: 0 },
  head: { ...typographyStyles.subtitle2 },
  quiet: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2 },
  summary: { ...typographyStyles.body1, cursor: 'pointer', padding: '4px 0', minHeight: '24px' },
});

type Props = { readonly step: AgendaItem; readonly moves: number };

/** One item: what it is for, what to ask, what to write. */
export function StepBody({ step, moves }: Props) {
  const styles = useStyles();
  const { plan } = useDesk();
  const heading = useRef<HTMLHeadingElement>(null);
  const shownMoves = useRef(moves);
  useEffect(() => {
    // The reader's own move takes the focus along; the chair's only where the focus would be lost.
    if (shownMoves.current !== moves || document.activeElement === document.body) heading.current?.focus();
    if (shownMoves.current !== moves) window.scrollTo({ top: 0 });
    shownMoves.current = moves;
  }, [step.id, moves]);
  const sections = step.sections.flatMap((id) => plan.sections.filter((section) => section.id === id));
  return (
    <div className={styles.step}>
      <div>
        <h2 ref={heading} tabIndex={-1} className={styles.title}>
          {step.title}
        </h2>
        <p className={styles.purpose}>{step.purpose}</p>
        <p className={styles.quiet}>
          Led by: {step.leadName}
          {step.isAdultOnly ? ' · Adults only' : ''}
        </p>
      </div>
      <Prompts key={step.id} prompts={step.prompts} />
      {sections.map((section) => (
        <section key={section.id} className={styles.section} aria-label={section.title}>
          {section.title === step.title ? null : <h3 className={styles.head}>{section.title}</h3>}
          <SectionBody section={section} />
        </section>
      ))}
    </div>
  );
}

/** Ticks are this reader's own, for as long as the item is open: they say what was talked about, not what was decided. */
function Prompts({ prompts }: { readonly prompts: readonly string[] }) {
  const styles = useStyles();
  const [asked, setAsked] = useState<ReadonlySet<string>>(new Set());
  if (prompts.length === 0) return null;
  const toggle = (prompt: string) => {
    const next = new Set(asked);
    if (!next.delete(prompt)) next.add(prompt);
    setAsked(next);
  };
  return (
    <details open>
      <summary className={styles.summary}>
        Questions to ask {asked.size > 0 ? `(${asked.size} of ${prompts.length} asked)` : ''}
      </summary>
      <ul className={styles.prompts}>
        {prompts.map((prompt) => (
          <li key={prompt}>
            <Checkbox label={prompt} checked={asked.has(prompt)} onChange={() => toggle(prompt)} />
          </li>
        ))}
      </ul>
    </details>
  );
}
