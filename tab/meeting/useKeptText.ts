import { useCallback, useState } from 'react';

/** Words of a box that is sent by a button: kept in this window under their author until they are. */
export function useKeptText(key: string): readonly [string, (text: string) => void] {
  const [text, setText] = useState(() => window.sessionStorage.getItem(key) ?? '');
  const write = useCallback(
    (next: string) => {
      setText(next);
      if (next === '') window.sessionStorage.removeItem(key);
      else window.sessionStorage.setItem(key, next);
    },
    [key],
  );
  return [text, write];
}
