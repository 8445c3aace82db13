const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** The little markdown that Teams knows and our cards use: bold and line breaks; a character behind a backslash is itself. */
export function markdownToHtml(text: string): string {
  const html = text.replaceAll(
    /\\([\\`*_{}[\]()#+\-.!<>&~|"':])|\*\*([^*\n]+)\*\*|([&<>"'])|\r?\n/g,
    (all, escaped: string | undefined, bold: string | undefined) => {
      if (escaped !== undefined) return entities[escaped] ?? escaped;
      if (bold !== undefined) return `<strong>${markdownToHtml(bold)}</strong>`;
      return entities[all] ?? '<br>';
    },
  );
  return html;
}
