import { Button } from '@fluentui/react-components';
import { post } from '../../shared/ask.ts';

/** On a shared computer the next person must not find this one's reviews. */
export function LeaveDoor() {
  const leave = async () => {
    const asked = await post('/door/leave', {});
    if (asked.ok) window.location.replace('/tab/personal');
  };
  return (
    <Button size="small" appearance="subtle" onClick={() => void leave()}>
      Leave
    </Button>
  );
}
