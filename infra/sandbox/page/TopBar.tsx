import {
  Button,
  Menu,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Tooltip,
} from '@fluentui/react-components';
import { DarkThemeRegular } from '@fluentui/react-icons';
import { moveClock } from './ask.ts';
import { clockWords, later, nextReminder } from './clock.ts';
import { Faults } from './Faults.tsx';
import { PersonSwitcher } from './PersonSwitcher.tsx';
import type { ThemeName } from './place.ts';
import { useStage } from './stage.tsx';

export function TopBar() {
  return (
    <header className="topBar">
      <h1>
        Sandbox <span>a pretend Microsoft 365</span>
      </h1>
      <Clock />
      <span className="gap" />
      <Faults />
      <Themes />
      <PersonSwitcher />
    </header>
  );
}

const steps = [
  ['hour', '+1 hour'],
  ['day', '+1 day'],
  ['week', '+1 week'],
] as const;

function Clock() {
  const { tenancy, run } = useStage();
  const reminder = nextReminder(tenancy.events, tenancy.now);
  return (
    <div className="clock" role="group" aria-label="The clock">
      <time dateTime={tenancy.now}>{clockWords(tenancy.now)}</time>
      {steps.map(([step, label]) => (
        <Button
          key={step}
          size="small"
          appearance="subtle"
          onClick={() => void run(moveClock(later(tenancy.now, step)))}
        >
          {label}
        </Button>
      ))}
      {reminder === undefined ? null : (
        <Button
          className="wideOnly"
          size="small"
          appearance="subtle"
          onClick={() => void run(moveClock(reminder))}
        >
          To next reminder
        </Button>
      )}
    </div>
  );
}

const themes = [
  ['default', 'Light'],
  ['dark', 'Dark'],
  ['contrast', 'High contrast'],
] as const satisfies readonly (readonly [ThemeName, string])[];

function Themes() {
  const { place, go } = useStage();
  return (
    <Menu
      checkedValues={{ theme: [place.theme] }}
      onCheckedValueChange={(_event, { checkedItems }) => {
        const theme = themes.find(([name]) => name === checkedItems[0])?.[0];
        if (theme !== undefined) go({ ...place, theme }, 'stays');
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content="Theme" relationship="label">
          <Button appearance="subtle" icon={<DarkThemeRegular />} />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {themes.map(([name, label]) => (
            <MenuItemRadio key={name} name="theme" value={name}>
              {label}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
