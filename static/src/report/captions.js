// A figure's caption that came from Word as a paragraph: "Figure 3: The new layout". Figures are numbered for her, so its own
// number goes. "Figure 3 shows how it is fed." is no caption, but "Figure 3 How it is fed" is.
const LABEL = /^(?:[Ff]igure|FIGURE|[Ff]ig\.?|[Dd]iagram)\s*\d+(?:[.-]\d+)*(?:\s*[:.\u2013\u2014-]\s*(?=\S)|\s(?=[\p{Lu}\d])(?!.*[.!?]$))/u;
const LONGEST = 160; // beyond that it is prose that begins with a figure's name

// What the caption says without its label; empty where the text is no caption.
export function captionOf(text) {
  const line = text.replace(/\s+/g, ' ').trim();
  const [label] = (line.length <= LONGEST && LABEL.exec(line)) || [line];
  return line.slice(label.length);
}

// The caption in whose paragraph the cursor stands, with where that paragraph is; null where there is none.
export function captionAt({ selection: { $from, $to } }) {
  if ($from.depth !== 1 || !$from.sameParent($to) || $from.parent.type.name !== 'paragraph') return null;
  const caption = captionOf($from.parent.textContent);
  return caption ? { caption, from: $from.before(), to: $from.after() } : null;
}
