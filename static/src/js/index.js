// One script for every page. Everything it does is an ease: each page works without it.
import { Button, Checkboxes, createAll, ErrorSummary, PasswordInput, Radios, SkipLink } from 'govuk-frontend';
import { watchPhrases, watchSelection } from './comment.js';
import { watchWords } from './guard.js';
import { watchInView } from './inview.js';
import { watchMoments } from './moment.js';
import { watchProgress } from './progress.js';
import { watchSuggestions } from './suggestions.js';
import { watchUploads } from './upload.js';

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
for (const component of [Button, Checkboxes, ErrorSummary, PasswordInput, Radios, SkipLink]) {
  createAll(component);
}
watchInView();
watchMoments();
watchPhrases();
watchSelection();
watchProgress();
watchSuggestions();
watchUploads();
watchWords();
