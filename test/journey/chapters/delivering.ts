import type { Story } from '../story.ts';
export function deliveringChapter(_story: Story): void {}
