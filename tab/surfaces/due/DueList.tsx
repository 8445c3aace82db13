import { lazy, Suspense, useCallback, useDeferredValue, useMemo, useState } from 'react';
import { Button } from '@fluentui/react-components';
import { hashOf } from '../../shared/place.ts';
import { Page } from '../../shared/Page.tsx';
import { useSession } from '../../shared/session.tsx';
import { Empty, Failed, Loading } from '../../shared/states.tsx';
import { useCall } from '../../shared/useCall.ts';
import { narrow, useMatches } from '../../shared/useMatches.ts';
import { DueCards } from './DueCards.tsx';
import { DueFilters } from './DueFilters.tsx';
import { DueTable } from './DueTable.tsx';
import { type DueListReply, filtered, noFilters } from './filters.ts';

const ChildDrawer = lazy(async () => ({ default: (await import('./ChildDrawer.tsx')).ChildDrawer }));

/** Every child one sees, most urgent first. */
export function DueList() {
  const list = useCall('dueList');
  return (
    <Page title="Due list" isWide>
      {list.state === 'loading' ? <Loading label="Reading the due list" lines={8} /> : null}
      {list.state === 'failed' ? <Failed problem={list.problem} onRetry={list.reload} /> : null}
      {list.state === 'ready' ? <Children list={list.value} /> : null}
    </Page>
  );
}

function Children({ list }: { readonly list: DueListReply }) {
  const { me } = useSession();
  const [filters, setFilters] = useState(noFilters);
  const [opened, setOpened] = useState<string | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const open = useCallback((child: string) => {
    setOpened(child);
    setIsOpen(true);
  }, []);
  // Typing stays quick while a long list follows.
  const settled = useDeferredValue(filters);
  const rows = useMemo(() => filtered(list, settled), [list, settled]);
  const isNarrow = useMatches(narrow);
  const close = useCallback(() => setIsOpen(false), []);
  if (list.rows.length === 0) return <NoChildren mayImport={me.may.import} />;
  const Rows = isNarrow ? DueCards : DueTable;
  return (
    <>
      <DueFilters list={list} filters={filters} shown={rows.length} onChange={setFilters} />
      {rows.length === 0 ? (
        <Empty
          title="Nobody fits these filters"
          words="Take a filter off, or search for fewer words."
          action={<Button onClick={() => setFilters(noFilters)}>Clear filters</Button>}
        />
      ) : (
        <Rows rows={rows} today={list.today} onOpen={open} />
      )}
      {opened === null ? null : (
        <Suspense fallback={null}>
          <ChildDrawer child={opened} isOpen={isOpen} today={list.today} onClose={close} />
        </Suspense>
      )}
    </>
  );
}

function NoChildren({ mayImport }: { readonly mayImport: boolean }) {
  return mayImport ? (
    <Empty
      title="No children yet"
      words="Bring in the caseload first: four files with children, schools, people and term dates."
      action={
        <Button as="a" appearance="primary" href={hashOf({ at: 'import' })}>
          Import the caseload
        </Button>
      }
    />
  ) : (
    <Empty
      title="No children yet"
      words="Nobody is on your list. If you expected somebody, ask the Virtual School."
    />
  );
}
