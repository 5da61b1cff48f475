import { usePasswordAsked } from '../../api/password-asked.ts';
import { later } from '../../ui/later.tsx';

const AskPassword = later(() => import('./AskPassword.tsx'));

/** Stands in every window: asks for the password when the mail server does not take the old one any more. */
export const PasswordAsked = () => (usePasswordAsked() ? <AskPassword /> : null);
