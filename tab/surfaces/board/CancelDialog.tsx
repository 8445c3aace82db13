import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  makeStyles,
  Textarea,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { AskProblem } from '../../shared/ask.ts';
import { Problem } from '../../shared/Problem.tsx';
import { useSession } from '../../shared/session.tsx';
import { told } from '../book/TimeFields.tsx';
import type { BoardDialogProps } from './MoveDialog.tsx';

const useStyles = makeStyles({ content: { display: 'grid', gap: '12px', paddingBottom: '8px' } });

export function CancelDialog({ isOpen, ...form }: BoardDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={(_event, { open }) => open || form.onClose()}>
      <DialogSurface>
        <CancelForm {...form} />
      </DialogSurface>
    </Dialog>
  );
}

/** Inside the surface, which is drawn anew each time it opens: nothing typed before comes back. */
function CancelForm({ board, onDone, onClose }: Omit<BoardDialogProps, 'isOpen'>) {
  const styles = useStyles();
  const { call } = useSession();
  const [reason, setReason] = useState('');
  const [hasTried, setHasTried] = useState(false);
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<AskProblem | null>(null);
  const lacks = reason.trim().length < 3 ? 'Please give a reason, in a sentence.' : undefined;
  const send = async () => {
    setHasTried(true);
    if (lacks !== undefined) return;
    setIsSending(true);
    const asked = await call('cancelMeeting', {
      params: { meeting: board.meeting.id },
      body: { reason: reason.trim() },
    });
    setIsSending(false);
    setProblem(asked.ok ? null : asked.problem);
    if (asked.ok) onDone();
  };
  return (
    <DialogBody>
      <DialogTitle>Cancel the meeting</DialogTitle>
      <DialogContent className={styles.content}>
        <p>
          It leaves every calendar, and {board.people.length} people are told. What was written in the plan is
          kept, and the child goes back to ‘not booked’.
        </p>
        <Field label="Why" hint="Kept with the booking." required {...told(hasTried ? lacks : undefined)}>
          <Textarea
            value={reason}
            maxLength={2000}
            rows={3}
            onChange={(_event, { value }) => setReason(value)}
          />
        </Field>
        {problem === null ? null : <Problem problem={problem} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Back</Button>
        <Button appearance="primary" disabledFocusable={isSending} onClick={() => void send()}>
          {isSending ? 'Cancelling…' : 'Cancel the meeting'}
        </Button>
      </DialogActions>
    </DialogBody>
  );
}
