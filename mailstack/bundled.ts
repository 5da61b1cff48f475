import { seedDemo } from './demo.ts';
import { type MailStackEnv, up } from './mailstack.ts';

/** What `npm start` needs of the bundled mail stack. */
export interface BundledStack {
  env: MailStackEnv;
  demo: { address: string; password: string; note: string }[];
}

/** Brings the bundled mail stack up on its usual ports, with the demo mailboxes. Errors as `up`. */
export async function startBundledStack(dataDir: string): Promise<BundledStack> {
  const stack = await up({ dataDir, ports: 'fixed', tuning: { master: masterOf(process.env) } });
  const mailboxes = await seedDemo(stack);
  return {
    env: stack.env,
    demo: mailboxes.map(({ address, password, name, aliases }) => ({
      address,
      password,
      note: [name, ...aliases].join(', '),
    })),
  };
}

/** The bundled Dovecot knows the master user that the administrator's commands would sign in as. */
function masterOf({ IMAP_MASTER_USER: user, IMAP_MASTER_PASSWORD: password }: NodeJS.ProcessEnv) {
  return user && password ? { user, password } : null;
}
