import { makeStyles } from '@fluentui/react-components';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Saving, Writer } from '../meeting/writer.ts';
import { timeOfInstant } from '../shared/dates.ts';
import { Status, type StatusLook } from '../shared/Status.tsx';

const useStyles = makeStyles({
  hidden: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});
/** A screen reader hears how saving went once typing rests, not at every key. */
const rest = 1500;

/** One line for the whole page: is everything kept? */
export function SavedState({ writer }: { readonly writer: Writer }) {
  const styles = useStyles();
  const key = useSyncExternalStore(writer.subscribe, () => JSON.stringify(writer.saving()));
  const saving = writer.saving();
  const words = wordsOf(saving);
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSaid(words), rest);
    return () => clearTimeout(timer);
  }, [words, key]);
  return (
    <>
      {words === '' ? null : <Status look={looks[saving.is]} words={words} />}
      <span className={styles.hidden} role="status">
        {said}
      </span>
    </>
  );
}

const looks = {
  nothing: 'open',
  saving: 'waiting',
  saved: 'done',
  offline: 'warning',
  stale: 'warning',
  refused: 'problem',
} as const satisfies Record<Saving['is'], StatusLook>;

function wordsOf(saving: Saving): string {
  switch (saving.is) {
    case 'nothing':
      return '';
    case 'saving':
      return 'Saving…';
    case 'saved':
      return `Saved ${timeOfInstant(saving.at)}`;
    case 'offline':
      return 'Not saved yet: no connection. Your words are kept here.';
    case 'stale':
      return 'Two versions: choose one';
    case 'refused':
      return 'Not saved: see below';
  }
}
