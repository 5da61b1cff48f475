// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { cleanPaste } from './clean-paste.ts';

const paste = (html: string) => {
  const { fragment, pictures } = cleanPaste(html);
  const holder = document.createElement('div');
  holder.append(fragment);
  const shown = holder.innerHTML
    .replace(/ style="border-collapse[^"]*"/g, '')
    .replace(/ style="border: 1px[^"]*"/g, '')
    .replace(/\s+/g, ' ')
    .replace(/> </g, '><')
    .trim();
  return { html: shown, pictures };
};

// As the programs put it on the clipboard: Word 365, Excel 365, Google Docs, Chromium; words are ours.
const WORD = `Version:1.0
StartHTML:0000000105
<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><link rel=File-List href="file:///C:/Users/x/AppData/Local/Temp/msohtmlclip1/01/clip_filelist.xml">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-size:11.0pt; font-family:"Calibri",sans-serif;} --></style></head>
<body lang=FR style='tab-interval:35.4pt'><!--StartFragment-->
<p class=MsoNormal><b><span lang=FR style='mso-fareast-language:FR'>Ordre du jour<o:p></o:p></span></b></p>
<p class=MsoNormal><span style='font-size:14.0pt;color:#C00000'>Rouge et <i>penché</i></span><o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Un<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-add-space:auto;text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span><![endif]>Dedans<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>Deux<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span><![endif]>Premier</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>2.<span>&nbsp; </span></span><![endif]>Second</p>
<!--[if gte vml 1]><v:shape id="x"/><![endif]--><img width=10 src="file:///C:/Users/x/clip_image001.png" v:shapes="x">
<!--EndFragment--></body></html>`;

const EXCEL = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style><!--table {mso-displayed-decimal-separator:"\\,";} .xl65 {mso-number-format:"Short Date";}--></style></head>
<body link="#0563C1"><table border=0 cellpadding=0 cellspacing=0 width=128 style='border-collapse:collapse;width:96pt'>
<!--StartFragment--><col width=64 span=2 style='width:48pt'>
<tr height=20 style='height:15.0pt'><td height=20 class=xl65 width=64 style='height:15.0pt;font-weight:700'>Nom</td><td width=64>Prix</td></tr>
<tr height=20><td height=20>Pomme</td><td align=right>3,50</td></tr><!--EndFragment--></table></body></html>`;

const DOCS = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1a2b3c"><p dir="ltr" style="line-height:1.38;margin-top:0pt;"><span style="font-size:11pt;font-family:Arial;color:#000000;background-color:transparent;font-weight:700;font-style:normal;text-decoration:none;white-space:pre-wrap;">Bold</span><span style="font-weight:400;"> and </span><span style="font-style:italic;text-decoration:underline;">both</span></p><ul style="margin-top:0;"><li dir="ltr" style="list-style-type:disc;" aria-level="1"><p dir="ltr" role="presentation"><span style="font-size:11pt;">Point</span></p></li></ul><a href="https://a.example/"><span style="color:#1155cc;text-decoration:underline;">link</span></a></b><br class="Apple-interchange-newline">`;

const WEB = `<meta charset='utf-8'><h2 style="box-sizing: border-box; margin: 0px; font-family: &quot;Helvetica Neue&quot;; color: rgb(36, 41, 47); background-color: rgb(255, 255, 255);" class="css-1x">News</h2><p style="orphans: auto;">Some <strong style="font-weight: 600">words</strong> <img src="https://track.example/p.gif" alt="A chart"><script>x()</script><button>Share</button></p><div aria-hidden="true">decoy</div>`;

describe('what is pasted', () => {
  it('from Word keeps its words, emphasis and lists', () => {
    expect(paste(WORD).html).toBe(
      '<p><b>Ordre du jour</b></p><p>Rouge et <i>penché</i></p>' +
        '<ul><li>Un<ul><li>Dedans</li></ul></li><li>Deux</li></ul><p>&nbsp;</p>' +
        '<ol><li>Premier</li><li>Second</li></ol>',
    );
  });

  it('from Excel is a table', () => {
    expect(paste(EXCEL).html).toBe(
      '<table class="sobre-table"><colgroup><col></colgroup><tbody>' +
        '<tr><td><b>Nom</b></td><td>Prix</td></tr><tr><td>Pomme</td><td>3,50</td></tr></tbody></table>',
    );
  });

  it('from Google Docs is bold only where it looked bold', () => {
    expect(paste(DOCS).html).toBe(
      '<p><b>Bold</b> and <i><u>both</u></i></p><ul><li>Point</li></ul><a href="https://a.example/">link</a><br>',
    );
  });

  it('from the web has no looks, no pictures of other servers, nothing that acts', () => {
    expect(paste(WEB).html).toBe('<h2>News</h2><p>Some <strong>words</strong> A chart</p>');
  });

  it('brings its own pictures along as files', () => {
    const { html, pictures } = paste('<p>a<img src="data:image/png;base64,iVBORw0KGgo="></p>');
    expect(html).toBe('<p>a</p>');
    expect(pictures.map(({ type, size }) => [type, size])).toEqual([['image/png', 8]]);
    expect(paste('<img src="data:image/svg+xml;base64,AAAA">').pictures).toEqual([]);
  });

  it.each(['', '<!--StartFragment--><!--EndFragment-->', '<td>', '\0', '<p style="mso-list:x">a'])(
    'may be odd: %j',
    (html) => {
      expect(() => paste(html)).not.toThrow();
    },
  );
});
