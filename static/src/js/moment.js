// A comment's moment plays in the clip on the page, and the moment that plays goes into a new comment.
const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
const playerIn = (id) => document.getElementById(id)?.querySelector('video');

export function watchMoments() {
  for (const link of document.querySelectorAll('a[data-player]')) {
    link.addEventListener('click', (event) => {
      const video = playerIn(link.dataset.player);
      if (!video || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      video.currentTime = Number(link.dataset.seconds);
      video.scrollIntoView({ block: 'center' });
      video.focus({ preventScroll: true });
      video.play().catch(() => {}); // where the browser will not play by itself, it waits at the moment
    });
  }
  const form = document.querySelector('[data-comment-form]');
  if (!form?.elements.moment) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'govuk-button govuk-button--secondary mp-button--small';
  button.textContent = 'Take the moment that plays';
  button.addEventListener('click', () => {
    const video = playerIn(`file-${form.elements.clip.value}`);
    if (!video) return;
    video.pause();
    form.elements.moment.value = clock(video.currentTime);
    form.elements.body.focus();
  });
  form.elements.moment.after(button);
}
