/** What does the HTML page do when readers search, filter, open and print? Runs in a browser; the policy of the page names this text. */

export const SCRIPT = `
'use strict';
(() => {
  const find = (selector) => document.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const [form, search, section, count, theme] = ['.controls', '#search', '#section', '#count', '#theme'].map(find);
  const boxes = all('[name=severity]');
  const items = all('[data-filter]').map((element) => ({
    element,
    text: element.textContent.toLowerCase(),
    section: element.dataset.section,
    severities: element.dataset.severities.split(' '),
  }));

  // Search and filters.
  const words = () => search.value.toLowerCase().split(/\\s+/).filter((word) => word !== '');
  const apply = () => {
    const wanted = words();
    const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
    for (const { element, text, section: number, severities } of items) {
      const isShown =
        wanted.every((word) => text.includes(word)) &&
        (chosen.length === 0 || chosen.some((severity) => severities.includes(severity))) &&
        (section.value === '' || section.value === number);
      element.hidden = !isShown;
    }
    for (const group of all('[data-group]')) group.hidden = group.querySelector('[data-filter]:not([hidden])') === null;
    for (const none of all('.nothing')) none.hidden = none.parentElement.querySelector('[data-filter]:not([hidden])') !== null;
    tell();
    open(wanted);
    mark(wanted);
  };
  const tell = () => {
    const told = (selector, one, many) => {
      const [shown, total] = [all(selector + ':not([hidden])').length, all(selector).length];
      const number = shown === total ? total : shown + ' of ' + total;
      return total === 0 ? [] : [number + ' ' + (total === 1 ? one : many)];
    };
    count.value = [
      ...told('details[data-filter]:not(.fold)', 'entity', 'entities'),
      ...told('details.fold', 'upgrade', 'upgrades'),
      ...told('li[data-filter]', 'finding', 'findings'),
    ].join(', ');
  };
  // What was searched for is not left inside of something closed.
  const open = (wanted) => {
    const hits = (element) => wanted.some((word) => element.textContent.toLowerCase().includes(word));
    if (wanted.join('').length < 2) return;
    for (const details of all('details:not([open])').filter((each) => each.closest('[hidden]') === null)) {
      const [summary, ...inside] = details.children;
      if (inside.some(hits)) details.open = true;
    }
  };
  const mark = (wanted) => {
    if (!window.CSS || !CSS.highlights) return;
    CSS.highlights.delete('found');
    if (wanted.length === 0) return;
    const ranges = [];
    const walker = document.createTreeWalker(find('main'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode() && ranges.length < 5000) {
      const text = walker.currentNode.data.toLowerCase();
      if (text.length !== walker.currentNode.data.length) continue;
      for (const word of wanted) {
        for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
          const range = document.createRange();
          range.setStart(walker.currentNode, at);
          range.setEnd(walker.currentNode, at + word.length);
          ranges.push(range);
        }
      }
    }
    CSS.highlights.set('found', new Highlight(...ranges));
  };
  const clear = () => {
    form.reset();
    apply();
  };
  if (form) {
    form.hidden = false;
    form.addEventListener('submit', (event) => event.preventDefault());
    search.addEventListener('input', apply);
    form.addEventListener('change', apply);
    const toggle = (isOpen) => () => {
      for (const details of all('main details')) if (details.closest('[hidden]') === null) details.open = isOpen;
    };
    find('#expand').addEventListener('click', toggle(true));
    find('#collapse').addEventListener('click', toggle(false));
    document.addEventListener('keydown', (event) => {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      const isTyping = event.target.matches('input[type=search], select');
      if (event.key === '/' && isPlain && !isTyping) {
        event.preventDefault();
        search.focus();
        search.select();
      }
      if (event.key === 'Escape' && event.target === search) clear();
    });
    apply();
  }

  // A link to an entity shows it, whatever was filtered or closed.
  const go = (hash) => {
    const target = document.getElementById(hash.slice(1));
    if (!target) return;
    if (target.closest('[hidden]') !== null) clear();
    if (target.tagName !== 'DETAILS') return;
    target.open = true;
    target.querySelector('summary').focus({ preventScroll: true });
    target.scrollIntoView();
  };
  document.addEventListener('click', (event) => {
    const link = event.target.closest('main a[href^="#"]');
    if (link) setTimeout(() => go(link.getAttribute('href')));
  });
  if (location.hash.length > 1) go(location.hash);

  // Colors: those of the system until somebody says otherwise.
  const system = matchMedia('(prefers-color-scheme: dark)');
  const stored = (value) => {
    try {
      if (value !== undefined) localStorage.setItem('realmdiff-theme', value);
      return localStorage.getItem('realmdiff-theme');
    } catch {
      return null; // A page without an origin has no storage.
    }
  };
  const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark';
  const paint = () => theme.setAttribute('aria-pressed', String(isDark()));
  const before = stored();
  if (before === 'dark' || before === 'light') document.documentElement.dataset.theme = before;
  theme.addEventListener('click', () => {
    document.documentElement.dataset.theme = isDark() ? 'light' : 'dark';
    stored(document.documentElement.dataset.theme);
    paint();
  });
  system.addEventListener('change', paint);
  paint();
  theme.hidden = false;

  // Paper has nothing to open.
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = all('details:not([open])');
    for (const details of closed) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of closed) details.open = false;
  });
})();
`;
