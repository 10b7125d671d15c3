/** How does a reference to one of several entities of one name travel until their order is known? As a mark on each of them, and in the text. */

import { without } from '../json/map.ts';
import { emptyObject, isObject } from '../json/object.ts';
import type { Entity, Json, JsonObject, Path, Place } from '../model.ts';
import { rewrite } from './rewrite.ts';

/** No text of a server begins so: it stores no control characters. */
const SIGN = '\u0001';

/** The key of an entity's mark. */
const MARK = `${SIGN}namesake`;

const MARKED_TEXT = new RegExp(`${SIGN}(\\d+)${SIGN}([^${SIGN}]*)${SIGN}`);

/** What a marked text says: the mark of the entity that is meant, and the sections that the reference may point into. */
export interface MarkedText {
  readonly mark: string;
  readonly sections: readonly string[];
}

export interface NamesakeMarks {
  /** Stands for the entity in the text of a reference. From now on it and its namesakes bear a mark. */
  readonly markOf: (entity: Entity, namesakes: readonly Entity[], sections: readonly string[]) => string;
  readonly isEmpty: () => boolean;
  /** The realm with the marks on the entities. */
  readonly write: (data: JsonObject, root: Place) => JsonObject;
}

export function markNamesakes(): NamesakeMarks {
  const marks = new Map<string, string>();
  const markAt = (path: Path): string => {
    const key = JSON.stringify(path);
    const mark = marks.get(key) ?? String(marks.size);
    marks.set(key, mark);
    return mark;
  };
  return {
    markOf: (entity, namesakes, sections) => {
      for (const namesake of namesakes) markAt(namesake.path);
      return `${SIGN}${markAt(entity.path)}${SIGN}${sections.join()}${SIGN}`;
    },
    isEmpty: () => marks.size === 0,
    write: (data, root) =>
      rewrite(data, root, 'section', (value, { path }) => {
        const mark = isObject(value) ? marks.get(JSON.stringify(path())) : undefined;
        return mark === undefined ? value : Object.assign(emptyObject(), value, { [MARK]: mark });
      }),
  };
}

/** The mark of an entity. */
export function markOn(entity: JsonObject): string | undefined {
  const mark = entity[MARK];
  return typeof mark === 'string' ? mark : undefined;
}

/** The entity as it was. */
export function withoutMark(value: Json): Json {
  return isObject(value) && value[MARK] !== undefined ? without(value, [MARK]) : value;
}

export function readMarkedText(text: string): MarkedText | undefined {
  const [, mark, sections] = MARKED_TEXT.exec(text) ?? [];
  return mark === undefined || sections === undefined ? undefined : { mark, sections: sections.split(',') };
}

/** The text with the name in place of the mark. */
export function replaceMark(text: string, name: string): string {
  return text.replace(MARKED_TEXT, () => name);
}

/** JSON text without marks, of entities or references: what remains is the same whatever the marks are. */
export function withoutMarks(text: string): string {
  return text.includes(ESCAPED_SIGN) ? text.replaceAll(MARKED_JSON, '') : text;
}

const ESCAPED_SIGN = '\\u0001';
const MARKED_JSON = /\\u0001namesake":"\d+|\\u0001\d+\\u0001.*?\\u0001/g;
