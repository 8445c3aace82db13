import { makeStyles, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import { Failed, Loading } from '../shared/states.tsx';
import { useCall } from '../shared/useCall.ts';
import { DocumentPreview } from './DocumentPreview.tsx';
import { EditionSummary } from './SignOff.tsx';

const useStyles = makeStyles({ tab: { display: 'grid', gap: '12px' } });

/** The document in the middle as it will be, one edition at a time, with who gets it. */
export function DocumentTab({ pep }: { readonly pep: string }) {
  const styles = useStyles();
  const [edition, setEdition] = useState<'full' | 'school'>('full');
  return (
    <div className={styles.tab}>
      <RadioGroup
        layout="horizontal"
        aria-label="Which edition"
        value={edition}
        onChange={(_event, next) => setEdition(next.value === 'school' ? 'school' : 'full')}
      >
        <Radio value="full" label="Full record" />
        <Radio value="school" label="School’s copy" />
      </RadioGroup>
      <EditionSummary pep={pep} edition={edition} />
      <Preview key={edition} pep={pep} edition={edition} />
    </div>
  );
}

function Preview({ pep, edition }: { readonly pep: string; readonly edition: 'full' | 'school' }) {
  const preview = useCall('previewEdition', { params: { pep }, body: { edition } });
  if (preview.state === 'loading') return <Loading label="Laying out the document" lines={8} />;
  if (preview.state === 'failed') return <Failed problem={preview.problem} onRetry={preview.reload} />;
  return <DocumentPreview blocks={preview.value.blocks} label={preview.value.editionName} />;
}
