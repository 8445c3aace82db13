import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './surfaces/App.tsx';
import './shared/page.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element to draw in');
createRoot(root).render(
  <StrictMode>
    <App path={window.location.pathname} />
  </StrictMode>,
);
