/** A login and what templates name of it; the domain is empty for a login without one. */
export function partsOf(account: string) {
  const at = account.lastIndexOf('@');
  return {
    address: account,
    user: at < 0 ? account : account.slice(0, at),
    domain: at < 0 ? '' : account.slice(at + 1),
  };
}

/** Puts the parts of a login where a template names them, each made harmless by `harmless`. */
export function fillTemplate(
  template: string,
  account: string,
  harmless: (text: string) => string,
) {
  const parts = partsOf(account);
  return template.replace(/\{(address|user|domain)\}/g, (_, name: keyof typeof parts) =>
    harmless(parts[name]),
  );
}
