/** How is one reference written in the normal form? `$` and the natural key; `$$` before text that merely begins with `$`. */

import type { ReferenceForm } from '../model.ts';
import type { ReferenceIndex } from './reference-index.ts';

export interface Spelled {
  readonly text: string;
  /** True when the text names nothing in this file: it is kept as it is. */
  readonly isDangling: boolean;
  /** True when several entities have the id. */
  readonly isAmbiguous?: boolean;
}

export interface SpellContext {
  readonly index: ReferenceIndex;
  readonly sections: readonly string[];
  readonly form: ReferenceForm;
  readonly isNormalForm: boolean;
}

/** Spells the whole of `text` as a reference into the given sections. */
export function spellReference(text: string, context: SpellContext): Spelled {
  const { index, sections } = context;
  if (text === '') return { text, isDangling: false };
  if (context.isNormalForm) return { text, isDangling: isDanglingNormalForm(text, context) };
  const found = index.byId(text, sections);
  const [first] = found;
  if (first !== undefined) {
    const keys = new Set(found.map(({ naturalKey }) => naturalKey));
    return { text: `$${[...keys].sort()[0]}`, isDangling: false, isAmbiguous: keys.size > 1 };
  }
  if (text.startsWith('$')) return spellDollarText(text, context);
  const isName = index.byName(text, sections).length > 0;
  if (context.form === 'alias' && isName) return { text: `$${text}`, isDangling: false };
  return { text, isDangling: !isName && context.form !== 'name-or-id' };
}

/**
 * keycloak-config-cli and people write `$name`; a server stores such text literally, and it names nothing. The file
 * tells which it is: a server export gives the named entity an id.
 */
function spellDollarText(text: string, { index, sections, form }: SpellContext): Spelled {
  const named = index.byName(text.slice(1), sections);
  const isReference = named.length > 0 ? named.every(({ id }) => id === undefined) : !index.hasIds(sections);
  if (isReference) return { text, isDangling: named.length === 0 && index.hasEntities(sections) };
  return { text: `$${text}`, isDangling: form !== 'name-or-id' };
}

/** In a normal form `$name` refers and everything else was already reported as dangling when it was written. */
function isDanglingNormalForm(text: string, { index, sections, form }: SpellContext): boolean {
  if (!text.startsWith('$')) return form !== 'name-or-id';
  if (index.byName(text.slice(1), sections).length > 0) return false; // also `$$flow`, of a flow named `$flow`
  return text.startsWith('$$') ? form !== 'name-or-id' : index.hasEntities(sections);
}
