import type { Translate } from '../../i18n/i18n.tsx';

const browsers: [RegExp, string][] = [
  [/Edg(A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/(Firefox|FxiOS)\//, 'Firefox'],
  [/(Chrom(e|ium)|CriOS)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux|X11/, 'Linux'],
];

export interface Device {
  browser: string | undefined;
  system: string | undefined;
}

/** What a browser says it is: enough for people to know their own devices, and nothing to rely on. */
export function deviceOf(userAgent: string): Device {
  const find = (known: [RegExp, string][]) =>
    known.find(([pattern]) => pattern.test(userAgent))?.[1];
  return { browser: find(browsers), system: find(systems) };
}

/** A device in words. */
export function deviceName(userAgent: string, t: Translate): string {
  const { browser, system } = deviceOf(userAgent);
  if (browser && system) return t('session-device', { browser, system });
  return browser ?? system ?? (userAgent.slice(0, 40) || t('session-unknown'));
}
