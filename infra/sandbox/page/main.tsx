import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Sandbox } from './Sandbox.tsx';
import './page.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element to draw in');
createRoot(root).render(
  <StrictMode>
    <Sandbox />
  </StrictMode>,
);
