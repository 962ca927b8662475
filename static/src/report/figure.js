// A picture with its description and caption, as one block that opens its form by Enter, or by its button.
import { Node } from '@tiptap/core';

export const Figure = Node.create({
  name: 'figure',
  group: 'block',
  atom: true,
  draggable: true,
  addOptions: () => ({ figures: null }),
  addAttributes: () => ({
    image: { default: null },
    alt: { default: '' },
    caption: { default: '' },
  }),
  parseHTML: () => [
    {
      tag: 'figure[data-image]',
      getAttrs: (element) => ({
        image: element.dataset.image,
        alt: element.querySelector('img')?.alt ?? '',
        caption: element.querySelector('figcaption')?.textContent ?? '',
      }),
    },
  ],
  renderHTML({ node }) {
    const { image, alt, caption } = node.attrs;
    return ['figure', { 'data-image': image }, ['img', { src: this.options.figures.address(image), alt }], ['figcaption', caption]];
  },
  addKeyboardShortcuts() {
    return {
      Enter: () => {
        const { node, from } = this.editor.state.selection;
        if (node?.type.name !== 'figure') return false;
        this.options.figures.edit(this.editor, node, from);
        return true;
      },
    };
  },
  addNodeView() {
    return ({ node, editor, getPos }) => {
      const dom = document.createElement('figure');
      const picture = dom.appendChild(document.createElement('img'));
      const caption = dom.appendChild(document.createElement('figcaption'));
      const button = dom.appendChild(document.createElement('button'));
      button.type = 'button';
      button.className = 'govuk-button govuk-button--secondary mp-button--small mp-editor__change';
      button.addEventListener('click', () => this.options.figures.edit(editor, editor.state.doc.nodeAt(getPos()), getPos()));
      const show = ({ attrs }) => {
        dom.dataset.image = attrs.image;
        picture.src = this.options.figures.address(attrs.image);
        picture.alt = attrs.alt;
        caption.textContent = attrs.caption;
        button.textContent = 'Change or delete this diagram';
      };
      show(node);
      return {
        dom,
        update: (next) => next.type.name === 'figure' && (show(next), true),
        stopEvent: (event) => button.contains(event.target),
        ignoreMutation: () => true,
      };
    };
  },
});
