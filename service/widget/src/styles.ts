// How the widget looks. Constructable style sheets, which a strict Content-Security-Policy allows.

import { css } from "lit";

export const styles = css`
  :host {
    display: block;
  }

  :host([hidden]) {
    display: none;
  }

  /* What the page's own styles would hand down ends here; a page changes what it means to by the
     custom properties and parts that docs/how-to/embed.md lists. */
  .frame {
    all: initial;
    color-scheme: inherit;
    display: block;
    box-sizing: border-box;
    --text: var(--mitra-text, light-dark(#1b2126, #e6e9ec));
    --muted: var(--mitra-muted, light-dark(#55606b, #a7b1ba));
    --background: var(--mitra-background, light-dark(#ffffff, #14191d));
    --border: var(--mitra-border, light-dark(#d5dce1, #37414a));
    --field: var(--mitra-field-border, light-dark(#76818b, #7f8b95));
    --tint: var(--mitra-tint, light-dark(#f3f6f7, #1d2429));
    --accent: var(--mitra-accent, light-dark(#155e75, #7cc7d8));
    --on-accent: var(--mitra-on-accent, light-dark(#ffffff, #10151a));
    --radius: var(--mitra-radius, 6px);
    padding: 1.25em;
    border: 1px solid var(--border);
    border-radius: var(--radius);
    background: var(--background);
    color: var(--text);
    font: var(--mitra-size, medium) / 1.55
      var(
        --mitra-font,
        -apple-system,
        "Segoe UI",
        Roboto,
        "Noto Sans",
        "Noto Sans CJK JP",
        system-ui,
        sans-serif
      );
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }

  @supports not (color: light-dark(red, red)) {
    .frame {
      color-scheme: light;
      --text: var(--mitra-text, #1b2126);
      --muted: var(--mitra-muted, #55606b);
      --background: var(--mitra-background, #ffffff);
      --border: var(--mitra-border, #d5dce1);
      --field: var(--mitra-field-border, #76818b);
      --tint: var(--mitra-tint, #f3f6f7);
      --accent: var(--mitra-accent, #155e75);
      --on-accent: var(--mitra-on-accent, #ffffff);
    }
  }

  :lang(ja) {
    line-height: 1.7;
    line-break: strict;
    word-break: normal;
    font-family: var(
      --mitra-font,
      "Hiragino Sans",
      "Yu Gothic",
      "Noto Sans JP",
      "Noto Sans CJK JP",
      Meiryo,
      sans-serif
    );
  }

  p,
  ol {
    margin: 0;
    padding: 0;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    margin: 0.375em 0;
  }

  label {
    font-weight: 600;
  }

  input {
    flex: 1 1 12em;
    min-width: 0;
    box-sizing: border-box;
    padding: 0.5em 0.75em;
    border: 1px solid var(--field);
    border-radius: var(--radius);
    background: var(--background);
    color: var(--text);
    font: inherit;
  }

  button {
    box-sizing: border-box;
    min-width: 2.75em;
    min-height: 2.5em;
    padding: 0.375em 1em;
    border: 1px solid var(--accent);
    border-radius: var(--radius);
    background: var(--background);
    color: var(--accent);
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }

  button[type="submit"] {
    background: var(--accent);
    color: var(--on-accent);
  }

  .restriction {
    min-height: 2em;
    padding: 0.125em 0.75em;
    border-color: var(--field);
    border-radius: 1em;
    color: var(--text);
    font-weight: 400;
  }

  button:hover,
  a:hover {
    text-decoration: underline;
  }

  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }

  .hint,
  .facts,
  .status,
  .weak {
    color: var(--muted);
    font-size: 0.9375em;
  }

  .understood {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
    margin-top: 0.75em;
    font-size: 0.9375em;
  }

  .status:not(:empty) {
    margin-top: 0.75em;
  }

  .error:not(:empty) {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.75em;
    margin-top: 0.75em;
    padding: 0.75em 1em;
    border-left: 4px solid var(--accent);
    background: var(--tint);
  }

  ol {
    list-style: none;
    margin-top: 0.5em;
  }

  li {
    padding: 1em 0;
    border-top: 1px solid var(--border);
  }

  li:last-child {
    padding-bottom: 0;
  }

  .partners li:first-child {
    border-top: 0;
    padding-top: 0;
  }

  .partners ol {
    margin-top: 0;
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 1em;
  }

  a {
    color: var(--accent);
    font-weight: 600;
    font-size: 1.0625em;
    text-decoration: none;
    text-underline-offset: 0.15em;
    /* At least 24 by 24 pixels to aim at. */
    padding: 0.125em 0;
  }

  .score {
    white-space: nowrap;
    font-size: 0.9375em;
  }

  .reason {
    margin-top: 0.375em;
    max-width: 46em;
  }

  .more {
    margin-top: 1em;
  }
`;
