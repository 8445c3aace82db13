/** What a document is made of. `word/` turns blocks into Word; the preview turns the same blocks into a page. */
export type Block =
  | { readonly is: 'title'; readonly text: string }
  | { readonly is: 'subtitle'; readonly text: string }
  | { readonly is: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly is: 'paragraph'; readonly text: string; readonly isQuiet?: boolean }
  | { readonly is: 'facts'; readonly rows: readonly { readonly label: string; readonly value: string }[] }
  | {
      readonly is: 'table';
      readonly caption: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** Columns whose cells are money or counts, aligned right. */
      readonly numeric?: readonly number[];
      readonly total?: readonly string[];
    }
  | { readonly is: 'list'; readonly lines: readonly string[] }
  | { readonly is: 'answer'; readonly label: string; readonly text: string };

/** A whole document: everything the renderer needs besides the blocks. Dates are fixed so that the same record gives the same file. */
export type WordDocument = {
  readonly title: string;
  readonly authorityName: string;
  /** Hex without '#', from the profile. */
  readonly accent: string;
  readonly marking: 'OFFICIAL-SENSITIVE';
  readonly reference: string;
  readonly version: number;
  readonly editionName: string;
  /** ISO instant of the sign-off (or of the draft's last change). */
  readonly madeAt: string;
  readonly blocks: readonly Block[];
};
