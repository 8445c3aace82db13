import { useCallback, useEffect, useRef, useState } from 'react';
import { readTenancy } from './ask.ts';
import type { Tenancy } from './tenancy.ts';

const everyMs = 1000;

/** What stands in the fictional tenancy now, read again each second and whenever asked to. */
export function useTenancy(): {
  readonly tenancy: Tenancy | null;
  readonly isLost: boolean;
  readonly refresh: () => Promise<void>;
} {
  const [tenancy, setTenancy] = useState<Tenancy | null>(null);
  const [isLost, setIsLost] = useState(false);
  const last = useRef('');
  const refresh = useCallback(async () => {
    try {
      const read = await readTenancy(last.current);
      last.current = read.text;
      if (read.tenancy) setTenancy(read.tenancy);
      setIsLost(false);
    } catch (cause) {
      // The page keeps what it has and says so; the next second asks again.
      console.warn(cause);
      setIsLost(true);
    }
  }, []);
  useEffect(() => {
    let isHere = true;
    let timer = 0;
    const turn = async () => {
      if (!document.hidden) await refresh();
      if (isHere) timer = window.setTimeout(() => void turn(), everyMs);
    };
    void turn();
    return () => {
      isHere = false;
      window.clearTimeout(timer);
    };
  }, [refresh]);
  return { tenancy, isLost, refresh };
}
