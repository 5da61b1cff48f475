/**
 * Fills the `{{placeholders}}` of a set of templates. Strict both ways: a placeholder without a value
 * and a value that no template asks for are errors, so that no setting is lost by a slip of the pen.
 */
export function renderAll(
  templates: Record<string, string>,
  values: Record<string, string | number>,
): Record<string, string> {
  const used = new Set<string>();
  const rendered = Object.entries(templates).map(([name, template]) => [
    name,
    template.replace(/\{\{(.*?)\}\}/g, (_, placeholder: string) => {
      const value = values[placeholder];
      if (value === undefined) throw new Error(`${name} asks for {{${placeholder}}}: no value.`);
      used.add(placeholder);
      return String(value);
    }),
  ]);
  const unused = Object.keys(values).filter((placeholder) => !used.has(placeholder));
  if (unused.length > 0) throw new Error(`No template asks for ${unused.join(', ')}.`);
  return Object.fromEntries(rendered);
}
