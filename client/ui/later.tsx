import { type ComponentType, useEffect, useState } from 'react';

/**
 * A component whose code comes later. Unlike `lazy` it never suspends: React holds what follows a
 * fallback back for 300 ms, which is longer than everything else on the way to a message. `preload`
 * fetches the code before it is asked for; from then on it is drawn at once.
 */
export function later<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): ComponentType<Props> & { preload(): Promise<unknown> } {
  let loaded: ComponentType<Props> | undefined;
  let loading: Promise<unknown> | undefined;
  const preload = () => {
    loading ??= load().then(
      ({ default: component }) => {
        loaded = component;
      },
      () => {
        // Asked for again the next time: the net may be back.
        loading = undefined;
      },
    );
    return loading;
  };
  function Later(props: Props) {
    const [, redraw] = useState(0);
    const Component = loaded;
    const isMissing = !Component;
    // The code may arrive between the drawing and this.
    useEffect(() => {
      if (isMissing) void preload().then(() => redraw(1));
    }, [isMissing]);
    return Component ? <Component {...props} /> : null;
  }
  return Object.assign(Later, { preload });
}
