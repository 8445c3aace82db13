import type { Story } from '../story.ts';
export function roomChapter(_story: Story): void {}
