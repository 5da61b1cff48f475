// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { isTracker, withoutTracking } from './tracking.ts';

describe('what tells who clicked', () => {
  it.each([
    ['https://a.example/?utm_source=x&id=7&UTM_Campaign=y&fbclid=z', 'https://a.example/?id=7'],
    ['https://a.example/p?mc_cid=1&mc_eid=2', 'https://a.example/p'],
    ['https://a.example/p?gclid=1#part', 'https://a.example/p#part'],
    ['https://a.example/?a=%E9+b&&c&utm_id=1&d=', 'https://a.example/?a=%E9+b&&c&d='],
  ])('goes from %s', (address, clean) => {
    expect(withoutTracking(new URL(address))).toBe(clean);
  });

  it.each([
    'https://a.example/?id=7&source=x&ref=y',
    'https://a.example/?a=%20b&c=%C3%A9',
    'https://click.example/?to=https%3A%2F%2Fa.example%2F%3Futm_source%3Dx',
    'https://a.example/utm_source/gclid#fbclid=1',
  ])('is not what a page needs: %s', (address) => {
    expect(withoutTracking(new URL(address))).toBe(new URL(address).href);
  });
});

describe('what looks like a tracker', () => {
  const picture = (attributes: string) => {
    const page = new DOMParser().parseFromString(`<img ${attributes}>`, 'text/html');
    return page.querySelector('img')!;
  };

  it.each([
    'width=1 height=1',
    'width="0" height="0"',
    'width="1px" height="2px"',
    'style="width:1px;height:1px"',
    'style="display:none"',
    'style="max-width: 1px !important; max-height: 1px"',
    'height=1 style="width:1px"',
    'style="opacity:0"',
    'hidden',
  ])('is not there to be seen: %s', (attributes) => {
    expect(isTracker(picture(attributes), 'https://a.example/x.png')).toBe(true);
  });

  it.each([
    'https://u1.ct.sendgrid.net/wf/open?upn=abc',
    'https://shop.us1.list-manage.com/track/open.php?u=1&id=2',
    'https://a.example/pixel.gif?id=7',
    'https://a.example/o.gif',
    'https://t.example/e2t/o/abc',
    'https://www.google-analytics.com/collect?v=1',
  ])('is known by its address: %s', (address) => {
    expect(isTracker(picture(''), address)).toBe(true);
  });

  it.each([
    ['width=600 height=1', 'https://a.example/line.png'],
    ['width=1', 'https://a.example/x.png'],
    ['style="width:100%;height:auto"', 'https://a.example/x.png'],
    ['style="max-width:100px;height:20px;opacity:0.5"', 'https://a.example/opening/pixelart.png'],
    ['', 'https://a.example/tracks/open-air.jpg'],
    ['', 'not an address'],
  ])('is not every picture: %s %s', (attributes, address) => {
    expect(isTracker(picture(attributes), address)).toBe(false);
  });
});
