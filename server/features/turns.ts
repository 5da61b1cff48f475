const last = new Map<string, Promise<unknown>>();

/** Runs acts of one name one after the other, in this process. */
export async function oneAtATime<T>(name: string, act: () => Promise<T>): Promise<T> {
  const before = last.get(name) ?? Promise.resolve();
  const own = before.then(act, act);
  last.set(name, own);
  try {
    return await own;
  } finally {
    if (last.get(name) === own) last.delete(name);
  }
}
