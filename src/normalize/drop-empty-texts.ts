/** Drops empty texts in the fields where Keycloak makes no difference between empty and absent. Nowhere else. */

import { isArray } from '../json/object.ts';
import type { Edit, Problem, Step } from '../model.ts';
import { stepOf } from './rewrite.ts';

export const dropEmptyTexts: Step = stepOf({
  name: 'drop-empty-texts',
  why: 'the admin console saves "" where an untouched client has no key; an empty flow override is no override',
  prepare: () => {
    const problems: Problem[] = [];
    const edit: Edit = (value, { place, path }) => {
      if (place.emptyIsAbsent === undefined) return value;
      if (value === '') return undefined;
      if (!isArray(value) || !value.includes('')) return value;
      problems.push({ code: 'empty-web-origin', message: 'an empty entry says nothing; it is left out', path: path() });
      return value.filter((element) => element !== '');
    };
    return { edits: [{ mark: 'emptyIsAbsent', edit }], problems };
  },
});
