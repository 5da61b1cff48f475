/**
 * What mail programs add to links in order to know who clicked. Only names that mean nothing to the
 * page they lead to: without them the link still arrives. In lower case; `*` ends a beginning.
 */
const PARAMETERS = (
  'utm_* mtm_* matomo_* pk_campaign pk_kwd pk_source pk_medium pk_content piwik_* ' +
  // Google, Facebook, Microsoft, X, TikTok, Yandex, Instagram, LinkedIn
  'gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid _gl srsltid fbclid fb_action_ids ' +
  'fb_action_types fb_ref fb_source msclkid twclid ttclid yclid ysclid igshid igsh li_fat_id ' +
  // Mailchimp, HubSpot, Marketo, Klaviyo, Omnisend, Drip, Vero, ActiveCampaign, Brevo, Mailerlite
  'mc_cid mc_eid mc_tc _hsenc _hsmi __hssc __hstc __hsfp hsctatracking mkt_tok _kx _ke omnisendcontactid ' +
  'omnisendattributionid __s vero_id vero_conv vgo_ee sib_id ml_subscriber ml_subscriber_hash ' +
  // Others that travel with newsletters
  'oly_anon_id oly_enc_id rb_clickid s_cid spm_id_from wickedid dm_i epik ref_src trk_contact ' +
  'trk_msg trk_module trk_sid elqtrackid elqtrack assetid assettype campaignid_mail ' +
  'bsft_* nr_email_referer sc_eh sc_lid sc_uid sc_llid sc_customer xtor at_campaign at_medium at_custom*'
).split(' ');

const exact = new Set(PARAMETERS.filter((name) => !name.endsWith('*')));
const beginnings = PARAMETERS.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));

const isTracking = (name: string) =>
  exact.has(name) || beginnings.some((beginning) => name.startsWith(beginning));

/**
 * The same address without what only tells who clicked. What remains is not written anew: some pages
 * read their parameters to the letter. Addresses inside other addresses are left alone.
 */
export function withoutTracking(url: URL): string {
  const fields = url.search.slice(1).split('&');
  const kept = fields.filter((field) => !isTracking(field.split('=')[0]!.toLowerCase()));
  if (kept.length === fields.length) return url.href;
  const clean = new URL(url);
  clean.search = kept.join('&');
  return clean.href;
}

/** Where newsletters keep the pictures that only report that they were asked for. */
const TRACKER_PATHS =
  /\/(?:wf\/open|track\/open|e\/o\/|e2t\/(?:to|o)\/|e3t\/|open\.(?:php|aspx|gif)|o\.gif|op\.gif|pixel(?:\.gif|\.png|\b)|beacon|1x1|blank\.gif\?|spacer\.gif\?|trk\/|openrate|imp\?|emimp|ss\/o\/|q\/[\w~-]{60,})/i;
const TRACKER_HOSTS =
  /(?:^|\.)(?:list-manage\.com|google-analytics\.com|doubleclick\.net|mailtrack\.io|mailfoogae\.appspot\.com|yesware\.com|bananatag\.com|getnotify\.com|pixel\.wp\.com|mixmax\.com|cirrusinsight\.com|awstrack\.me|sparkpostmail\.com)$/i;

/** True for a picture that is there to be asked for and not to be seen. */
export function isTracker(image: Element, address: string): boolean {
  return isUnseen(image) || isKnownTracker(address);
}

function isKnownTracker(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url) return false;
  if (TRACKER_HOSTS.test(url.hostname))
    return /open|track|pixel|\/I0|collect|\/o\b|\?/i.test(url.href);
  return TRACKER_PATHS.test(url.pathname + url.search);
}

/** One or two pixels, or not shown at all. */
function isUnseen(image: Element): boolean {
  if (image.hasAttribute('hidden')) return true;
  const small = (name: string) => /^\s*0*[0-2](?:px)?\s*$/i.test(image.getAttribute(name) ?? '');
  if (small('width') && small('height')) return true;
  const style = (image.getAttribute('style') ?? '').toLowerCase();
  if (/display:\s*none|visibility:\s*hidden|opacity:\s*0(?![.\d])/.test(style)) return true;
  const tiny = (name: string) =>
    new RegExp(`(?:^|[;\\s])(?:max-)?${name}:\\s*[0-2](?:px)?\\s*(?:!important\\s*)?(?:;|$)`).test(
      style,
    );
  return (tiny('width') || small('width')) && (tiny('height') || small('height'));
}
