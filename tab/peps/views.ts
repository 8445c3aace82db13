import type { Reply } from '#contract/calls.ts';

export type { FieldState, FieldValue, PppLine } from '#domain/pep/field.ts';

export type PepView = Reply<'pep'>;
export type SectionView = PepView['sections'][number];
export type FieldView = SectionView['fields'][number];
export type Room = Reply<'room'>;
export type AgendaItem = Room['agenda'][number];
export type Writing = Room['writing'][number];
export type Edition = Reply<'previewEdition'>;
export type Block = Edition['blocks'][number];
