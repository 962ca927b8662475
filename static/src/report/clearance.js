// What sticks to the top of the window covers what lies under it. The browser's own scrolling heeds scroll-padding;
// ProseMirror's, after Enter and Backspace, needs to be told. Both follow the bar, which grows with what it says, and
// the tools of the section being written, which stay below it.
const GAP = 8;

export const clearance = {
  scrollThreshold: { top: 0, right: 0, bottom: 0, left: 0 },
  scrollMargin: { top: GAP, right: GAP, bottom: GAP, left: GAP },
};

export function keepClearOfBar(root = document) {
  const bar = root.querySelector('.mp-meterbar');
  const line = root.querySelector('.mp-meterbar__line');
  if (!bar || !line) return;
  const measured = () => {
    // On a narrow screen the bar has no box of its own, and its first line sticks.
    const height = [bar, line].find((one) => getComputedStyle(one).position === 'sticky' && one.offsetHeight)?.offsetHeight ?? 0;
    const tools = root.querySelector('.mp-editor:focus-within .mp-editor__tools')?.offsetHeight ?? 0;
    clearance.scrollThreshold.top = height + tools;
    clearance.scrollMargin.top = height + tools + GAP;
    const { style } = root.documentElement;
    style.setProperty('--mp-meterbar-height', `${height}px`);
    style.setProperty('--mp-meterbar', `${height + GAP}px`);
    style.setProperty('--mp-writing', `${height + tools + GAP}px`);
  };
  const observer = new ResizeObserver(measured);
  observer.observe(bar);
  observer.observe(line);
  for (const tools of root.querySelectorAll('.mp-editor__tools')) observer.observe(tools);
  root.addEventListener('focusin', measured);
  measured();
}
