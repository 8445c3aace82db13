import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import type { AskProblem } from './ask.ts';

/** A refusal beside the thing that was asked; the page stays as it is. */
export function Problem({ problem }: { readonly problem: AskProblem }) {
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>
        {problem.code === 'offline'
          ? 'No connection. Nothing was sent. Try again in a moment.'
          : problem.words}
      </MessageBarBody>
    </MessageBar>
  );
}
