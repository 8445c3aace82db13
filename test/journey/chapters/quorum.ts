import type { Story } from '../story.ts';
export function quorumChapter(_story: Story): void {}
