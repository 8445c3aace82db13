import type { ReactNode } from 'react';

type EmptyProps = { readonly icon: ReactNode; readonly title: string; readonly children: ReactNode };

/** A place with nothing in it yet says what will be there, and what brings it. */
export function Empty({ icon, title, children }: EmptyProps) {
  return (
    <div className="empty">
      <span className="emptyIcon" aria-hidden>
        {icon}
      </span>
      <h2>{title}</h2>
      <p>{children}</p>
    </div>
  );
}
