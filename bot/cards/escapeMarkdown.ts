/**
 * A name or a venue as text, whatever it holds. Braces too: a card reads {{DATE(…)}} as an instruction.
 * Leading '-', '+' and '1.' would become a list.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\\`*_[\]<>{}#~|]/g, (character) => `\\${character}`)
    .replaceAll(/^(\s*)([-+])/gm, '$1\\$2')
    .replaceAll(/^(\s*\d+)([.)])/gm, '$1\\$2');
}
