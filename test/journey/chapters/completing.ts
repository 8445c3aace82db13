import type { Story } from '../story.ts';
export function completingChapter(_story: Story): void {}
