/** Drops what every server or export makes anew: ids, timestamps, generated keys. Only what the tables name. */

import type { Step } from '../model.ts';
import { rewrite } from './rewrite.ts';

export const stripVolatile: Step = {
  name: 'strip-volatile',
  why: 'two exports of one realm must be equal; an id or a creation time says nothing that anyone decided',
  run: (realm, { tables, options }) => {
    const data = rewrite(realm.data, tables.root, 'volatile', (value, { place }) =>
      place.volatile !== undefined ? undefined : value,
    );
    if (options.secrets === 'keep') return { realm: { ...realm, data } };
    const withoutKeys = rewrite(data, tables.root, 'generated', (value, { place }) =>
      place.generated !== undefined ? undefined : value,
    );
    return { realm: { ...realm, data: withoutKeys } };
  },
};
