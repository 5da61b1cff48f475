/**
 * What a push carries, encrypted for the browser (RFC 8291): no account, and neither sender nor subject
 * unless the person asked for them.
 */
export type PushPayload =
  | { kind: 'test' }
  | {
      kind: 'mail';
      count: number;
      /** The newest message: where a click leads. */
      uid: number;
      uidValidity: string;
      /** The person wants no sound. */
      silent: boolean;
      sender?: string;
      subject?: string;
    };

/** Notifications of one message bear its name, whoever shows them: page and worker never both. */
export const notificationTag = (uidValidity: string, messageUid: number) =>
  `mail:${uidValidity}:${messageUid}`;
