import { Component, type ReactNode } from 'react';
import { Failed } from './states.tsx';

type Props = { readonly children: ReactNode };

const broken = {
  code: 'went-wrong',
  words: 'Something went wrong in this page. What was saved is safe. Open it again to go on.',
  status: 0,
} as const;

/** React asks for a class here. A page that breaks says so, instead of going blank. */
export class ErrorBoundary extends Component<Props, { readonly isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render(): ReactNode {
    return this.state.isBroken ? (
      <Failed problem={broken} onRetry={() => window.location.reload()} isWholePage />
    ) : (
      this.props.children
    );
  }
}
