import { seedDemo } from './demo.ts';
import { type MailStackEnv, up } from './mailstack.ts';

/** What `npm start` needs of the bundled mail stack. */
export interface BundledStack {
  env: MailStackEnv;
  demo: { address: string; password: string; note: string }[];
}

/** Brings the bundled mail stack up on its usual ports, with the demo mailboxes. Errors as `up`. */
export async function startBundledStack(dataDir: string): Promise<BundledStack> {
  const stack = await up({ dataDir, ports: 'fixed' });
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
