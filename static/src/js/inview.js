// <video data-inview-field="NAME">: a button saves the moment at which the apprentice can be seen, by the form's own field.
const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

export function watchInView() {
  for (const video of document.querySelectorAll('video[data-inview-field]')) {
    const field = video.closest('form')?.elements[video.dataset.inviewField];
    if (!field) continue;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'govuk-button govuk-button--secondary';
    button.textContent = 'I am in view here';
    button.addEventListener('click', () => {
      video.pause();
      field.value = clock(video.currentTime);
      field.form.requestSubmit();
    });
    video.after(button);
  }
}
