import { describe, expect, it } from 'vitest';
import type { Message } from '../../../shared/messages.ts';
import { imageSourcesOf, mayShowImages } from './image-sources.ts';

const from = (...addresses: string[]) => ({
  from: addresses.map((address) => ({ name: 'Shop', address })),
});
const denied = {
  says: { verdict: { trust: 'denied' } } as unknown as NonNullable<Message['says']>,
};

describe('whose images are shown without asking', () => {
  it('the sender, or everyone at the domain, whatever the letters’ size', () => {
    expect(imageSourcesOf(from('News@Shop.example'))).toEqual({
      address: 'news@shop.example',
      domain: '@shop.example',
    });
    expect(mayShowImages(from('News@Shop.example'), ['news@shop.example'])).toBe(true);
    expect(mayShowImages(from('hello@shop.example'), ['@shop.example'])).toBe(true);
  });

  it.each([
    ['another sender', from('other@shop.example'), ['news@shop.example']],
    ['a host below', from('news@mail.shop.example'), ['@shop.example']],
    ['a host that ends alike', from('news@myshop.example'), ['@shop.example']],
    ['two senders', from('news@shop.example', 'x@evil.example'), ['@shop.example']],
    ['no sender', from(), ['@', '']],
    ['half an address', from('news'), ['news', '@']],
    ['two signs', from('a@evil.example@shop.example'), ['@shop.example']],
    [
      'a sender whose domain denies the letter',
      { ...from('news@shop.example'), ...denied },
      ['@shop.example'],
    ],
  ])('but not %s', (_name, message, allowed) => {
    expect(mayShowImages(message, allowed)).toBe(false);
  });
});
