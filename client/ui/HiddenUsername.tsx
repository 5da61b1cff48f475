/** Whose password a form asks for, told to password managers alone: they find out by a field that is there. */
export function HiddenUsername({ account }: { account: string }) {
  return (
    <input
      type="email"
      name="username"
      autoComplete="username"
      value={account}
      readOnly
      tabIndex={-1}
      aria-hidden
      className="visually-hidden"
    />
  );
}
