import { useCallback, useState } from 'react';
import { shelf } from '../shared/shelf.ts';

/** Words of a box that is sent by a button: kept in this window under their author until they are. */
export function useKeptText(key: string): readonly [string, (text: string) => void] {
  const [text, setText] = useState(() => shelf().getItem(key) ?? '');
  const write = useCallback(
    (next: string) => {
      setText(next);
      if (next === '') shelf().removeItem(key);
      else shelf().setItem(key, next);
    },
    [key],
  );
  return [text, write];
}
