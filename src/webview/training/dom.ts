/** Making elements in one expression. Text never becomes markup. */

export interface View<Data> {
  readonly element: HTMLElement;
  update(data: Data): void;
}

type Child = Node | string | null;

/** An element with attributes (`null` and `false` leave one out) and children. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | number | boolean | null>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** Writes only what differs, so that a screen reader and the layout are left alone. */
export function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** A section with a heading, hidden until it has something to show. */
export function section(id: string, title: string, ...children: readonly Child[]): HTMLElement {
  const heading = el('h2', { id: `${id}-title` }, title);
  return el('section', { id, class: 'section', 'aria-labelledby': `${id}-title`, hidden: true }, heading, ...children);
}

/** A long name, such as `val_sparse_categorical_accuracy`, may break after its underscores; `val_loss` may not. */
export function breakable(name: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  const parts = name.length > 12 ? name.split(/(?<=_)/) : [name];
  parts.forEach((part, index) => {
    if (index > 0) fragment.append(document.createElement('wbr'));
    fragment.append(part);
  });
  return fragment;
}
