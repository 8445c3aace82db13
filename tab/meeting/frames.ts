import type { FieldState } from '#domain/pep/field.ts';
import type { Room } from '../peps/views.ts';

/** What the stream of a room says; each is cut by the server for this reader at that moment. */
export type Frame =
  | { readonly is: 'alive' }
  | { readonly is: 'field'; readonly field: FieldState }
  | { readonly is: 'room'; readonly room: Room }
  | { readonly is: 'end' };

/** Turns chunks of an event stream into its frames; a frame may come in pieces. */
export function frameReader(): (chunk: string) => readonly Frame[] {
  let rest = '';
  return (chunk) => {
    const parts = (rest + chunk).replaceAll('\r\n', '\n').split('\n\n');
    rest = parts.pop() ?? '';
    return parts.flatMap((part) => {
      const lines = part.split('\n').filter((line) => line.startsWith('data:'));
      return lines.length === 0 ? [] : [frameOf(lines.map((line) => line.slice(5)).join('\n'))];
    });
  };
}

function frameOf(text: string): Frame {
  // The frame's shape is the contract's; the server and this page are released together.
  const parse: (json: string) => Frame = JSON.parse;
  return parse(text);
}
