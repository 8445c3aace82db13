import { type RefObject, useEffect } from 'react';

/** Keeps what takes the focus clear of the bars that stick to the top and the bottom (WCAG 2.4.11). */
export function useScrollPadding(
  head: RefObject<HTMLElement | null>,
  foot: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    const { style } = document.documentElement;
    const measure = () => {
      style.scrollPaddingTop = `${(head.current?.offsetHeight ?? 0) + 8}px`;
      style.scrollPaddingBottom = `${(foot.current?.offsetHeight ?? 0) + 8}px`;
    };
    const watch = new ResizeObserver(measure);
    for (const bar of [head.current, foot.current]) if (bar !== null) watch.observe(bar);
    measure();
    return () => {
      watch.disconnect();
      style.removeProperty('scroll-padding-top');
      style.removeProperty('scroll-padding-bottom');
    };
  }, [head, foot]);
}
