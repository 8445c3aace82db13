import {
  FluentProvider,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Button,
  Spinner,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
  webLightTheme,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useEffect } from 'react';
import { Rail } from './Rail.tsx';
import { RoomView } from './RoomView.tsx';
import { type Stage, StageProvider } from './stage.tsx';
import { Story } from './Story.tsx';
import { TopBar } from './TopBar.tsx';
import { useTenancy } from './useTenancy.ts';
import './shell.css';
import './rooms.css';

/** Teams’ colours round the app’s own; letters alike, also where Teams’ own font is not installed. */
const { fontFamilyBase } = webLightTheme;
const fluent = {
  default: { ...teamsLightTheme, fontFamilyBase },
  dark: { ...teamsDarkTheme, fontFamilyBase },
  contrast: { ...teamsHighContrastTheme, fontFamilyBase },
} as const;
const whole = { height: '100%' } as const;

/** A pretend Microsoft 365 round the real app: whoever one chooses to be sees what that person would see. */
export function Sandbox() {
  const { tenancy, isLost, refresh } = useTenancy();
  if (tenancy === null)
    return (
      <FluentProvider theme={fluent.default} style={whole}>
        <main className="starting">
          {isLost ? (
            <p role="alert">
              The sandbox does not answer. Is it still running? This page tries again by itself.
            </p>
          ) : (
            <Spinner label="Opening the sandbox" />
          )}
        </main>
      </FluentProvider>
    );
  return (
    <StageProvider tenancy={tenancy} refresh={refresh}>
      {(stage) => <Shell stage={stage} isLost={isLost} />}
    </StageProvider>
  );
}

function Shell({ stage, isLost }: { readonly stage: Stage; readonly isLost: boolean }) {
  const { place, trouble, forgetTrouble } = stage;
  useEffect(() => {
    // The app keeps which authority one looks at with the tab, and here several people share one.
    sessionStorage.removeItem('authority');
  }, [place.as]);
  useEffect(() => {
    document.documentElement.style.colorScheme = place.theme === 'default' ? 'light' : 'dark';
  }, [place.theme]);
  return (
    <FluentProvider theme={fluent[place.theme]} style={whole}>
      <div className="shell">
        <TopBar />
        <Story />
        <div className="notices" aria-live="polite">
          {isLost ? (
            <MessageBar intent="warning">
              <MessageBarBody>
                The sandbox does not answer. Is it still running? This page tries again by itself.
              </MessageBarBody>
            </MessageBar>
          ) : null}
          {trouble === null ? null : (
            <MessageBar intent="error">
              <MessageBarBody>That did not work: {trouble}.</MessageBarBody>
              <MessageBarActions
                containerAction={
                  <Button
                    appearance="transparent"
                    aria-label="Dismiss"
                    icon={<DismissRegular />}
                    onClick={forgetTrouble}
                  />
                }
              />
            </MessageBar>
          )}
        </div>
        <Rail />
        <main className="room" key={place.as}>
          <RoomView />
        </main>
      </div>
    </FluentProvider>
  );
}
