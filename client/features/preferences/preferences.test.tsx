// @vitest-environment jsdom
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultPreferences, type Preferences } from '../../../shared/preferences.ts';
import { queryClient } from '../../api/query-client.ts';
import { speak } from '../../i18n/i18n.tsx';
import { dropChoice, waitingChoices } from './choices.ts';
import { preferencesQuery, useChoose, usePreferences } from './preferences.ts';

interface Request {
  method: string;
  body: unknown;
  answer(preferences: Partial<Preferences>): void;
  refuse(): void;
}

let requests: Request[];
let root: Root;

beforeAll(() => speak('en'));
beforeEach(() => {
  requests = [];
  vi.stubGlobal('fetch', (_path: string, { method, body, signal }: RequestInit) => {
    return new Promise<Response>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason));
      requests.push({
        method: method!,
        body: body && JSON.parse(String(body)),
        answer: (some) => resolve(Response.json({ ...defaultPreferences, ...some })),
        refuse: () =>
          resolve(Response.json({ error: { code: 'server-error', message: '' } }, { status: 500 })),
      });
    });
  });
  root = createRoot(document.body.appendChild(document.createElement('div')));
  root.render(
    <QueryClientProvider client={queryClient}>
      <Page />
    </QueryClientProvider>,
  );
});
afterEach(() => {
  root.unmount();
  document.body.replaceChildren();
  queryClient.clear();
  for (const one of waitingChoices()) dropChoice(one);
  vi.unstubAllGlobals();
});

function Page() {
  const { plainText, theme } = usePreferences();
  const choose = useChoose();
  return (
    <>
      <input
        id="plain"
        type="radio"
        checked={plainText}
        onChange={() => choose.mutate({ plainText: true })}
      />
      <input
        id="dark"
        type="radio"
        checked={theme === 'dark'}
        onChange={() => choose.mutate({ theme: 'dark' })}
      />
    </>
  );
}

const radio = (id: string) => document.querySelector<HTMLInputElement>(`#${id}`)!;
const asked = (method: string) => requests.filter((one) => one.method === method);
/** Drawn, and listening: what asks the bridge does so when it begins to listen. */
const drawn = () => vi.waitFor(() => expect(asked('GET')).toHaveLength(1));
/** What is on its way through promises and the query client has arrived. */
const settled = () =>
  vi.waitFor(() => {
    for (const late of asked('GET').slice(2)) late.answer({ plainText: true, theme: 'dark' });
    expect(queryClient.isFetching() + queryClient.isMutating()).toBe(0);
  });

describe('a choice', () => {
  it('stays under the finger: no moment shows it undone', async () => {
    await drawn();
    radio('plain').click();
    expect(radio('plain').checked).toBe(true);
  });

  it('made before the first answer is not undone by that answer', async () => {
    await drawn();
    const [first] = asked('GET');
    radio('plain').click();
    first!.answer({ theme: 'dark' });
    await vi.waitFor(() => expect(radio('dark').checked).toBe(true));
    expect(radio('plain').checked).toBe(true);
  });

  it('sends only what was chosen: what is not known yet is not written over', async () => {
    await drawn();
    radio('plain').click();
    await vi.waitFor(() => expect(asked('PATCH')[0]?.body).toEqual({ plainText: true }));
  });

  it('is not undone by an answer to the choice before it, nor by one that is older than both', async () => {
    await drawn();
    asked('GET')[0]!.answer({});
    await settled();
    radio('plain').click();
    await vi.waitFor(() => expect(asked('PATCH')).toHaveLength(1));
    void queryClient.invalidateQueries({ queryKey: preferencesQuery.queryKey });
    radio('dark').click();
    asked('GET')[1]!.answer({});
    asked('PATCH')[0]!.answer({ plainText: true });
    await vi.waitFor(() => expect(asked('PATCH')).toHaveLength(2));
    expect([radio('plain').checked, radio('dark').checked]).toEqual([true, true]);
    asked('PATCH')[1]!.answer({ plainText: true, theme: 'dark' });
    await settled();
    expect([radio('plain').checked, radio('dark').checked]).toEqual([true, true]);
  });

  it('is put back when it cannot be kept', async () => {
    await drawn();
    asked('GET')[0]!.answer({});
    await settled();
    radio('plain').click();
    await vi.waitFor(() => expect(asked('PATCH')).toHaveLength(1));
    asked('PATCH')[0]!.refuse();
    await vi.waitFor(() => expect(radio('plain').checked).toBe(false));
  });
});
