import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  Textarea,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { AskProblem } from '../../shared/ask.ts';
import { Problem } from '../../shared/Problem.tsx';
import { useSession } from '../../shared/session.tsx';
import { timesLacking, timesOf } from '../book/draft.ts';
import { TimeFields, told } from '../book/TimeFields.tsx';
import type { Board } from './waiting.ts';

const useStyles = makeStyles({ content: { display: 'grid', gap: '12px', paddingBottom: '8px' } });

/** It stays mounted while closed: a modal that is torn out while open leaves the page hidden from screen readers. */
export type BoardDialogProps = {
  readonly isOpen: boolean;
  readonly board: Board;
  readonly onDone: () => void;
  readonly onClose: () => void;
};

/** A new time for the same meeting; the revision keeps two people from moving it past each other. */
export function MoveDialog({ isOpen, ...form }: BoardDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={(_event, { open }) => open || form.onClose()}>
      <DialogSurface>
        <MoveForm {...form} />
      </DialogSurface>
    </Dialog>
  );
}

/** Inside the surface, which is drawn anew each time it opens: nothing typed before comes back. */
function MoveForm({ board, onDone, onClose }: Omit<BoardDialogProps, 'isOpen'>) {
  const styles = useStyles();
  const { me, call } = useSession();
  const { id, revision } = board.meeting;
  const [times, setTimes] = useState(() => timesOf(board.meeting));
  const [venue, setVenue] = useState(board.meeting.venue);
  const [reason, setReason] = useState('');
  const [hasTried, setHasTried] = useState(false);
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<AskProblem | null>(null);
  const lacking = timesLacking(times);
  const venueLacks = venue.trim() === '' ? 'Say where, or write ‘On Teams’.' : undefined;
  const reasonLacks = reason.trim().length < 3 ? 'Please give a reason, in a sentence.' : undefined;
  const send = async () => {
    setHasTried(true);
    if (Object.keys(lacking).length > 0 || venueLacks !== undefined || reasonLacks !== undefined) return;
    setIsSending(true);
    const { date, from, to } = times;
    const body = {
      startsAt: `${date}T${from}`,
      endsAt: `${date}T${to}`,
      venue: venue.trim(),
      reason: reason.trim(),
      revision,
    };
    const asked = await call('moveMeeting', { params: { meeting: id }, body });
    setIsSending(false);
    setProblem(asked.ok ? null : asked.problem);
    if (asked.ok) onDone();
  };
  return (
    <DialogBody>
      <DialogTitle>Move the meeting</DialogTitle>
      <DialogContent className={styles.content}>
        <p>All {board.people.length} people are told the new time and asked again whether they will come.</p>
        <TimeFields times={times} today={me.today} lacking={hasTried ? lacking : {}} onChange={setTimes} />
        <Field label="Where" required {...told(hasTried ? venueLacks : undefined)}>
          <Input value={venue} maxLength={200} onChange={(_event, { value }) => setVenue(value)} />
        </Field>
        <Field
          label="Why it moves"
          hint="Kept with the booking."
          required
          {...told(hasTried ? reasonLacks : undefined)}
        >
          <Textarea
            value={reason}
            maxLength={500}
            rows={2}
            onChange={(_event, { value }) => setReason(value)}
          />
        </Field>
        {problem === null ? null : <Problem problem={problem} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Back</Button>
        <Button appearance="primary" disabledFocusable={isSending} onClick={() => void send()}>
          {isSending ? 'Moving…' : 'Move the meeting'}
        </Button>
      </DialogActions>
    </DialogBody>
  );
}
