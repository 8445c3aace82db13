import { Button } from '@fluentui/react-components';
import { ArrowDownloadRegular, DocumentRegular, FolderRegular } from '@fluentui/react-icons';
import { clockWords, momentWords } from './clock.ts';
import { Empty } from './Empty.tsx';
import { hashOf } from './place.ts';
import { useStage } from './stage.tsx';
import { type DriveItem, filesOf } from './tenancy.ts';

/** SharePoint as this person finds it: the files somebody let them open. */
export function Files() {
  const { tenancy, person, place, goTo } = useStage();
  const files = filesOf(tenancy, person);
  const file = files.find((one) => one.id === place.open) ?? files[0];
  if (file === undefined)
    return (
      <Empty icon={<FolderRegular />} title={`No file is shared with ${person.name} yet`}>
        When a review is signed off, its document appears here for the people it is meant for.
      </Empty>
    );
  return (
    <div className="twoParts">
      <section className="list" aria-labelledby="filesTitle">
        <h2 id="filesTitle">Files</h2>
        <ul>
          {files.map((one) => (
            <li key={one.id}>
              <a
                className="line"
                href={hashOf({ as: place.as, theme: place.theme, at: 'files', open: one.id })}
                aria-current={one === file ? 'true' : undefined}
                onClick={(event) => {
                  event.preventDefault();
                  goTo('files', one.id);
                }}
              >
                <DocumentRegular aria-hidden fontSize={24} />
                <span className="lineWords">
                  <strong>{one.name}</strong>
                  <span>{folderOf(one)}</span>
                </span>
                <span className="when">{momentWords(one.modifiedAt, tenancy.now)}</span>
              </a>
            </li>
          ))}
        </ul>
      </section>
      <OpenFile key={file.id} file={file} />
    </div>
  );
}

function folderOf({ path, name }: DriveItem): string {
  return path.slice(1, -name.length - 1) || 'Documents';
}

const roles: Readonly<Record<string, string>> = { read: 'can read', write: 'can edit', owner: 'owns it' };

function OpenFile({ file }: { readonly file: DriveItem }) {
  const address = `/sandbox/files/${encodeURIComponent(file.id)}`;
  const fields = Object.entries(file.fields).filter(
    ([, value]) => typeof value === 'string' || typeof value === 'number',
  );
  return (
    <section className="pane" aria-labelledby="fileTitle">
      <header className="paneHead">
        <h2 id="fileTitle">{file.name}</h2>
        <span className="gap" />
        <Button as="a" href={address} download={file.name} icon={<ArrowDownloadRegular />}>
          Download
        </Button>
      </header>
      <div className="fileFacts" role="region" aria-label="About this file" tabIndex={0}>
        <div>
          <h3>Who can open it</h3>
          <ul>
            {file.permissions.map((one, at) => (
              <li key={at}>
                {one.name}{' '}
                <span className="quiet">{one.roles.map((role) => roles[role] ?? role).join(', ')}</span>
              </li>
            ))}
          </ul>
        </div>
        <div>
          <h3>Versions</h3>
          <ul>
            {file.versions.toReversed().map((one) => (
              <li key={one.id}>
                {one.id} <span className="quiet">{clockWords(one.at)}</span>
              </li>
            ))}
          </ul>
        </div>
        {fields.length === 0 ? null : (
          <div>
            <h3>Columns</h3>
            <dl>
              {fields.map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{String(value)}</dd>
                </div>
              ))}
            </dl>
          </div>
        )}
      </div>
      {/* Another version is another preview. Its policy lets no script run: 'allow-scripts' lets an accessibility checker look in. */}
      <iframe
        key={file.modifiedAt}
        className="letter"
        title="Preview of the document"
        sandbox="allow-scripts"
        src={`${address}/preview`}
      />
    </section>
  );
}
