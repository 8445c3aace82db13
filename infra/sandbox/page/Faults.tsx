import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
  Radio,
  RadioGroup,
} from '@fluentui/react-components';
import { CloudCheckmarkRegular, CloudErrorRegular } from '@fluentui/react-icons';
import { setWeather, type Weather } from './ask.ts';
import { useStage } from './stage.tsx';
import type { Fault } from './tenancy.ts';

const weathers = [
  ['fine', 'Works', 'Everything is answered at once.'],
  ['slow', 'Slow', 'Each answer takes three seconds.'],
  ['busy', 'Asks to wait', 'It answers 429 and asks to come back in five seconds.'],
  ['down', 'Does not answer', 'It answers 503 to everything.'],
] as const satisfies readonly (readonly [Weather, string, string])[];

function weatherOf(faults: readonly Fault[]): Weather {
  const fault = faults.find((one) => one.path.startsWith('/v1.0/'));
  if (fault === undefined) return 'fine';
  return fault.status === 429 ? 'busy' : fault.status === undefined ? 'slow' : 'down';
}

/** Microsoft 365 on a bad day, to see that nothing is lost. */
export function Faults() {
  const { tenancy, run } = useStage();
  const weather = weatherOf(tenancy.faults);
  const [, label] = weathers.find(([name]) => name === weather) ?? weathers[0];
  return (
    <Dialog>
      <DialogTrigger disableButtonEnhancement>
        <Button
          appearance={weather === 'fine' ? 'subtle' : 'outline'}
          icon={weather === 'fine' ? <CloudCheckmarkRegular /> : <CloudErrorRegular />}
        >
          <span className="unseenWhenNarrow">
            <span className="wideOnly">Microsoft 365 </span>
            {label.toLowerCase()}
          </span>
        </Button>
      </DialogTrigger>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>How Microsoft 365 answers</DialogTitle>
          <DialogContent>
            <p id="weatherWhy" className="quiet">
              Switch on a bad day and go on working: what waits is shown, and done when it answers again.
            </p>
            <RadioGroup
              aria-labelledby="weatherWhy"
              value={weather}
              onChange={(_event, { value }) => {
                const chosen = weathers.find(([name]) => name === value)?.[0];
                if (chosen !== undefined) void run(setWeather(chosen));
              }}
            >
              {weathers.map(([name, title, what]) => (
                <Radio
                  key={name}
                  value={name}
                  label={
                    <>
                      {title}
                      <span className="quiet block">{what}</span>
                    </>
                  }
                />
              ))}
            </RadioGroup>
          </DialogContent>
          <DialogActions>
            <DialogTrigger disableButtonEnhancement>
              <Button appearance="primary">Done</Button>
            </DialogTrigger>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
