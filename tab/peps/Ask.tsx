import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
} from '@fluentui/react-components';
import { type ReactElement, type ReactNode, useState } from 'react';

type AskProps = {
  readonly title: string;
  readonly button: string;
  readonly confirm: string;
  readonly isPrimary?: boolean;
  readonly canConfirm?: boolean;
  readonly onConfirm: () => Promise<boolean>;
  readonly children: ReactNode;
};

/** Before something leaves: one clear summary, one button. */
export function Ask({
  title,
  button,
  confirm,
  isPrimary = false,
  canConfirm = true,
  onConfirm,
  children,
}: AskProps): ReactElement {
  const [isOpen, setIsOpen] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const go = async () => {
    // Closed first, and at once: what is confirmed often takes this button away, and a dialog taken away while it
    // fades leaves the page under it hidden from screen readers.
    setIsOpen(false);
    setIsBusy(true);
    await onConfirm();
    setIsBusy(false);
  };
  return (
    <Dialog surfaceMotion={null} open={isOpen} onOpenChange={(_event, next) => setIsOpen(next.open)}>
      <DialogTrigger disableButtonEnhancement>
        <Button appearance={isPrimary ? 'primary' : 'secondary'} disabledFocusable={isBusy}>
          {isBusy ? 'One moment…' : button}
        </Button>
      </DialogTrigger>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>{children}</DialogContent>
          <DialogActions fluid>
            <DialogTrigger disableButtonEnhancement>
              <Button>Not yet</Button>
            </DialogTrigger>
            <Button appearance="primary" disabled={!canConfirm} onClick={() => void go()}>
              {confirm}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
