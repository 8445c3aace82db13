import {
  Button,
  makeStyles,
  SearchBox,
  Select,
  ToggleButton,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { CheckmarkRegular, DismissRegular } from '@fluentui/react-icons';
import {
  chipsOf,
  type DueListReply,
  type Filters,
  noFilters,
  phases,
  stages,
  views,
  viewWords,
  without,
} from './filters.ts';

const useStyles = makeStyles({
  all: { display: 'grid', gap: '12px' },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
  search: { flexGrow: 1, minWidth: '180px', maxWidth: '320px' },
  choice: { flexGrow: 1, flexBasis: '120px', minWidth: 0, maxWidth: '220px' },
  count: { ...typographyStyles.body1, color: tokens.colorNeutralForeground2, marginRight: '4px' },
});

type DueFiltersProps = {
  readonly list: DueListReply;
  readonly filters: Filters;
  readonly shown: number;
  readonly onChange: (filters: Filters) => void;
};

/** The summary, whose parts are the saved views, then search and filters, then what is on. */
export function DueFilters({ list, filters, shown, onChange }: DueFiltersProps) {
  const styles = useStyles();
  const offered = views.filter((view) => list.counts[view] > 0 || view === 'overdue');
  return (
    <div className={styles.all}>
      <div className={styles.row} role="group" aria-label="Summary">
        {offered.map((view) => (
          <ToggleButton
            key={view}
            shape="circular"
            size="small"
            checked={filters.view === view}
            icon={filters.view === view ? <CheckmarkRegular /> : null}
            onClick={() => onChange({ ...filters, view: filters.view === view ? null : view })}
          >
            {viewWords(view, list.counts[view])}
          </ToggleButton>
        ))}
      </div>
      <div className={styles.row} role="search">
        <SearchBox
          className={styles.search}
          aria-label="Search by name, school or reference"
          placeholder="Name, school or reference"
          value={filters.search}
          onChange={(_event, typed) => onChange({ ...filters, search: typed.value })}
        />
        <Select
          className={styles.choice}
          aria-label="Phase"
          value={filters.phase ?? ''}
          onChange={(_event, { value }) => onChange({ ...filters, phase: keyOf(phases, value) })}
        >
          <option value="">Every phase</option>
          <Options of={phases} />
        </Select>
        <Select
          className={styles.choice}
          aria-label="Stage"
          value={filters.stage ?? ''}
          onChange={(_event, { value }) => onChange({ ...filters, stage: keyOf(stages, value) })}
        >
          <option value="">Every stage</option>
          <Options of={stages} />
        </Select>
      </div>
      <Chips filters={filters} shown={shown} all={list.rows.length} onChange={onChange} />
    </div>
  );
}

type ChipsProps = {
  readonly filters: Filters;
  readonly shown: number;
  readonly all: number;
  readonly onChange: (filters: Filters) => void;
};

function Chips({ filters, shown, all, onChange }: ChipsProps) {
  const styles = useStyles();
  const chips = chipsOf(filters);
  return (
    <div className={styles.row}>
      <span className={styles.count} role="status">
        {chips.length === 0 ? `${all} ${all === 1 ? 'child' : 'children'}` : `Showing ${shown} of ${all}`}
      </span>
      {chips.map((chip) => (
        <Button
          key={chip.filter}
          size="small"
          icon={<DismissRegular />}
          iconPosition="after"
          aria-label={`Take off: ${chip.words}`}
          onClick={() => onChange(without(filters, chip.filter))}
        >
          {chip.words}
        </Button>
      ))}
      {chips.length === 0 ? null : (
        <Button size="small" appearance="transparent" onClick={() => onChange(noFilters)}>
          Clear filters
        </Button>
      )}
    </div>
  );
}

function Options({ of }: { readonly of: Readonly<Record<string, string>> }) {
  return Object.entries(of).map(([value, words]) => (
    <option key={value} value={value}>
      {words}
    </option>
  ));
}

function keyOf<K extends string>(table: Readonly<Record<K, string>>, value: string): K | null {
  for (const key in table) if (key === value) return key;
  return null;
}
