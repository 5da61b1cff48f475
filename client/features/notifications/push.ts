import { queryOptions, useMutation } from '@tanstack/react-query';
import {
  addPushDevice,
  listPushDevices,
  removePushDevice,
  testPushDevice,
} from '../../../shared/notifications.ts';
import { call } from '../../api/call.ts';
import { queryClient } from '../../api/query-client.ts';
import { turnOn } from './on-device.ts';

export const pushQuery = queryOptions({
  queryKey: ['push-devices'],
  queryFn: ({ signal }) => call(listPushDevices, {}, signal),
});

const refresh = () => queryClient.invalidateQueries({ queryKey: pushQuery.queryKey });

/** Why a browser cannot be told while no page is open. */
export class PushTrouble extends Error {
  readonly reason: 'denied' | 'worker' | 'service';

  constructor(reason: PushTrouble['reason']) {
    super(reason);
    this.reason = reason;
  }
}

/** False where browsers have no push, or none for such an address. */
export const canPush = () =>
  isSecureContext && 'serviceWorker' in navigator && 'PushManager' in window;

/** @throws PushTrouble, ApiError */
export const useAddPush = () =>
  useMutation({
    mutationFn: async (key: string) => {
      if (!(await turnOn())) throw new PushTrouble('denied');
      const registration = await navigator.serviceWorker.getRegistration();
      if (!registration?.active) throw new PushTrouble('worker');
      const subscription = await subscribe(registration.pushManager, key);
      const { endpoint, keys } = subscription.toJSON() as Required<PushSubscriptionJSON>;
      await call(addPushDevice, {
        endpoint,
        keys: { p256dh: keys.p256dh ?? '', auth: keys.auth ?? '' },
      });
    },
    onSettled: refresh,
  });

/** @throws PushTrouble */
async function subscribe(manager: PushManager, key: string): Promise<PushSubscription> {
  try {
    // One that was made with another key of the server hears nothing any more.
    await (await manager.getSubscription())?.unsubscribe();
    return await manager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  } catch (error) {
    const isDenied = error instanceof DOMException && error.name === 'NotAllowedError';
    throw new PushTrouble(isDenied ? 'denied' : 'service');
  }
}

/** Of this browser both ends are taken apart; another one's is only forgotten by the server. */
export const useRemovePush = () =>
  useMutation({
    mutationFn: async ({ id, current }: { id: string; current: boolean }) => {
      await call(removePushDevice, { id });
      if (!current) return;
      const registration = await navigator.serviceWorker.getRegistration();
      await (await registration?.pushManager.getSubscription())?.unsubscribe();
    },
    onSettled: refresh,
  });

export const useTestPush = () =>
  useMutation({
    mutationFn: (id: string) => call(testPushDevice, { id }),
    onSettled: refresh,
  });
